import { clientOf } from '#platform/client/client.ts'

import type { initiatives as contract } from '../contract.ts'

export const initiatives = clientOf<typeof contract>('initiatives')
