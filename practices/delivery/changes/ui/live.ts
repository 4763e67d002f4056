import { refreshes } from '#platform/client/live-rules.ts'

import { changeMerged, changeOpened, changeUpdated, connectionEnded, connectionMade, deliveryHeard } from '../events.ts'
import { changes } from './api.ts'

const lists = () => [changes.list.key(), changes.get.key()]

export const live = [
  refreshes(changeOpened, lists),
  refreshes(changeUpdated, lists),
  refreshes(changeMerged, lists),
  refreshes(connectionMade, () => [changes.connections.key()]),
  refreshes(connectionEnded, () => [changes.connections.key()]),
  refreshes(deliveryHeard, () => [changes.deliveries.key(), changes.connections.key()]),
]
