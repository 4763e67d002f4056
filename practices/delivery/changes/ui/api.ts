import { clientOf } from '#platform/client/client.ts'

import type { changes as contract } from '../contract.ts'

export const changes = clientOf<typeof contract>('changes')
