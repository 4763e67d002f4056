import { clientOf } from '#platform/client/client.ts'

import type { documents as contract } from '../contract.ts'

export const documents = clientOf<typeof contract>('documents')
