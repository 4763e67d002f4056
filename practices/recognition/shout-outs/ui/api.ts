import { clientOf } from '#platform/client/client.ts'

import type { shoutOuts as contract } from '../contract.ts'

export const shoutOuts = clientOf<typeof contract>('shoutOuts')
