import { clientOf } from '#platform/client/client.ts'

import type { successReviews as contract } from '../contract.ts'

export const successReviews = clientOf<typeof contract>('successReviews')
