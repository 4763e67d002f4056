import { clientOf } from '#platform/client/client.ts'

import type { records as contract } from '../contract.ts'

export const records = clientOf<typeof contract>('records')
