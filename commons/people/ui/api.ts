import { clientOf } from '#platform/client/client.ts'

import type { people as contract } from '../contract.ts'

export const people = clientOf<typeof contract>('people')
