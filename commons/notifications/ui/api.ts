import { clientOf } from '#platform/client/client.ts'

import type { notifications as contract } from '../contract.ts'

export const notifications = clientOf<typeof contract>('notifications')
