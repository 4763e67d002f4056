import { clientOf } from '#platform/client/client.ts'

import type { search as contract } from '../contract.ts'

export const search = clientOf<typeof contract>('search')
