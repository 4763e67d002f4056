import { clientOf } from '#platform/client/client.ts'

import type { metricAlerts as alerts } from '../alerts/contract.ts'
import type { metrics as contract } from '../contract.ts'
import type { metricQueries as queries } from '../external-queries/contract.ts'

export const metrics = clientOf<typeof contract>('metrics')
export const metricAlerts = clientOf<typeof alerts>('metricAlerts')
export const metricQueries = clientOf<typeof queries>('metricQueries')
