import { recordsLinked, recordsUnlinked } from '#commons/links/events.ts'
import { recordSignedOff, signOffWithdrawn } from '#commons/signoffs/events.ts'
import { refreshes } from '#platform/client/live-rules.ts'

import * as own from '../events.ts'
import { releases } from './api.ts'

const shown = () => [releases.list.key(), releases.get.key()]
const shipped = () => [...shown(), releases.marks.key()]

export const live = [
  refreshes(own.releasePlanned, shown),
  refreshes(own.releaseChanged, () => [...shipped(), releases.draftNotes.key()]),
  refreshes(own.releaseNotesWritten, () => [releases.get.key()]),
  refreshes(own.effectDeclared, shown),
  refreshes(own.releaseShipped, shipped),
  refreshes(own.releaseWithdrawn, shipped),
  refreshes(own.effectRead, () => [releases.get.key(), releases.calibration.key()]),
  refreshes(recordSignedOff, shown),
  refreshes(signOffWithdrawn, shown),
  refreshes(recordsLinked, ({ kind }) => (kind === 'delivers' ? shown() : [])),
  refreshes(recordsUnlinked, ({ kind }) => (kind === 'delivers' ? shown() : [])),
]
