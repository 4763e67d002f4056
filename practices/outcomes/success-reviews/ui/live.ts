import { refreshes } from '#platform/client/live-rules.ts'
import { effectRead, releaseShipped } from '#practices/outcomes/releases/events.ts'

import * as own from '../events.ts'
import { successReviews } from './api.ts'

const all = () => [successReviews.key()]
const shown = () => [successReviews.get.key(), successReviews.list.key()]

export const live = [
  refreshes(own.reviewBooked, all),
  refreshes(own.reviewChanged, shown),
  refreshes(own.reviewFellDue, all),
  refreshes(own.reviewPutOff, all),
  refreshes(own.surpriseWritten, shown),
  refreshes(own.surpriseHandedIn, shown),
  refreshes(own.surprisesRevealed, shown),
  refreshes(own.reviewCompleted, all),
  // The facts of a review are those of its release.
  refreshes(effectRead, () => [successReviews.get.key()]),
  refreshes(releaseShipped, () => [successReviews.get.key()]),
]
