import { clientOf } from '#platform/client/client.ts'

import type { comments as contract } from '../contract.ts'

export const comments = clientOf<typeof contract>('comments')
