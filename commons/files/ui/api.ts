import { clientOf } from '#platform/client/client.ts'

import type { files as contract } from '../contract.ts'

export const files = clientOf<typeof contract>('files')
