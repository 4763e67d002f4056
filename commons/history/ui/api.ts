import { clientOf } from '#platform/client/client.ts'

import type { history as contract } from '../contract.ts'

export const history = clientOf<typeof contract>('history')
