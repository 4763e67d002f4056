import { clientOf } from '#platform/client/client.ts'

import type { signoffs as contract } from '../contract.ts'

export const signoffs = clientOf<typeof contract>('signoffs')
