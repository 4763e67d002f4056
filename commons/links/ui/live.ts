import { refreshes, refreshesRecord } from '#platform/client/live-rules.ts'

import { recordsLinked, recordsUnlinked } from '../events.ts'
import { links } from './api.ts'

/** A new edge may change every line above and below it, so all lines in sight are read anew. */
const everyLine = () => [links.of.key(), links.line.key(), links.unlinked.key(), links.map.key(), links.coverage.key()]

export const live = [
  refreshes(recordsLinked, everyLine),
  refreshes(recordsUnlinked, everyLine),
  refreshesRecord((recordId) => [links.line.key({ input: { recordId } })]),
]
