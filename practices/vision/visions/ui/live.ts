import { recordsLinked, recordsUnlinked } from '#commons/links/events.ts'
import { refreshes } from '#platform/client/live-rules.ts'

import * as own from '../events.ts'
import { visions } from './api.ts'

const all = () => [visions.key()]
const effort = () => [visions.effort.key(), visions.clause.key()]

export const live = [
  refreshes(own.visionDrafted, () => [visions.get.key()]),
  refreshes(own.visionProposed, all),
  refreshes(own.visionPublished, all),
  // What serves a clause, and what measures the north star, stands on the page.
  refreshes(recordsLinked, ({ kind }) => (kind === 'measures' ? all() : effort())),
  refreshes(recordsUnlinked, ({ kind }) => (kind === 'measures' ? all() : effort())),
]
