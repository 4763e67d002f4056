import { clientOf } from '#platform/client/client.ts'

import type { dashboards as contract } from '../contract.ts'

export const dashboards = clientOf<typeof contract>('dashboards')
