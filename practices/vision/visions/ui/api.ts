import { clientOf } from '#platform/client/client.ts'

import type { visions as contract } from '../contract.ts'

export const visions = clientOf<typeof contract>('visions')
