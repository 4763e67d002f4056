import { clientOf } from '#platform/client/client.ts'

import type { releases as contract } from '../contract.ts'

export const releases = clientOf<typeof contract>('releases')
