import { clientOf } from '#platform/client/client.ts'

import type { links as contract } from '../contract.ts'

export const links = clientOf<typeof contract>('links')
