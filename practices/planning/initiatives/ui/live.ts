import { recordsLinked, recordsUnlinked } from '#commons/links/events.ts'
import { recordSignedOff, signOffWithdrawn } from '#commons/signoffs/events.ts'
import { refreshes } from '#platform/client/live-rules.ts'
import {
  workItemChanged,
  workItemCreated,
  workItemMoved,
  workItemRemoved,
  workItemRestored,
} from '#practices/delivery/work-items/events.ts'

import * as own from '../events.ts'
import { initiatives } from './api.ts'

const one = () => [initiatives.list.key(), initiatives.get.key()]
const planned = () => [
  ...one(),
  initiatives.columns.key(),
  initiatives.changes.key(),
  initiatives.roadmapChanges.key(),
  initiatives.feasibilities.key(),
  initiatives.feasibilityService.key(),
]

export const live = [
  refreshes(own.initiativeCreated, planned),
  refreshes(own.initiativeChanged, one),
  refreshes(own.initiativeDescribed, planned),
  refreshes(own.initiativeMoved, planned),
  refreshes(own.initiativeOrdered, () => [initiatives.list.key()]),
  refreshes(own.initiativeAimed, planned),
  refreshes(own.initiativeVerdictKnown, planned),
  refreshes(own.feasibilityAsked, planned),
  refreshes(own.feasibilityGiven, planned),
  refreshes(own.evidenceAdded, one),
  refreshes(own.evidenceRemoved, one),
  refreshes(own.columnCommitted, () => [initiatives.columns.key()]),
  // What hangs on an initiative: acceptances, links, and the work that delivers it.
  refreshes(recordSignedOff, one),
  refreshes(signOffWithdrawn, one),
  refreshes(recordsLinked, one),
  refreshes(recordsUnlinked, one),
  refreshes(workItemCreated, one),
  refreshes(workItemMoved, one),
  refreshes(workItemChanged, ({ set }) => ('estimate' in set || 'lineId' in set || 'parentId' in set ? one() : [])),
  refreshes(workItemRemoved, one),
  refreshes(workItemRestored, one),
]
