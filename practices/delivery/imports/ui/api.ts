import { clientOf } from '#platform/client/client.ts'

import type { imports as contract } from '../contract.ts'

export const imports = clientOf<typeof contract>('imports')
