import { clientOf } from '#platform/client/client.ts'

import type { metrics as contract } from '../contract.ts'

export const metrics = clientOf<typeof contract>('metrics')
