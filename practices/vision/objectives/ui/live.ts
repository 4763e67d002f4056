import { recordsLinked, recordsUnlinked } from '#commons/links/events.ts'
import { recordSignedOff, signOffWithdrawn } from '#commons/signoffs/events.ts'
import { refreshes } from '#platform/client/live-rules.ts'

import * as round from '../check-ins/events.ts'
import * as own from '../events.ts'
import * as result from '../key-results/events.ts'
import { checkIns, cycles, keyResults, objectives } from './api.ts'

const goals = () => [objectives.key(), keyResults.key(), cycles.key()]
const rounds = () => [checkIns.key(), cycles.rhythm.key()]
const standing = () => [objectives.key(), keyResults.key()]

export const live = [
  refreshes(own.objectiveDrafted, goals),
  refreshes(own.objectiveChanged, goals),
  refreshes(own.objectiveProposed, goals),
  refreshes(own.objectiveTakenBack, goals),
  refreshes(own.objectiveAccepted, goals),
  refreshes(own.objectiveActivated, goals),
  refreshes(own.objectiveReopened, goals),
  refreshes(own.objectiveFinished, goals),
  refreshes(own.objectiveDropped, goals),
  refreshes(own.objectiveRolledOver, goals),
  refreshes(own.reaffirmationAsked, goals),
  refreshes(own.objectiveReaffirmed, goals),
  refreshes(result.keyResultAdded, goals),
  refreshes(result.keyResultChanged, standing),
  refreshes(result.keyResultRetargeted, standing),
  refreshes(result.keyResultRemoved, goals),
  refreshes(result.keyResultMoved, standing),
  refreshes(result.keyResultStatusChanged, standing),
  refreshes(result.keyResultGraded, goals),
  refreshes(result.keyResultJudged, standing),
  refreshes(round.keyResultCheckedIn, rounds),
  refreshes(round.checkInRevealed, () => [...rounds(), ...standing()]),
  refreshes(recordSignedOff, () => [objectives.key()]),
  refreshes(signOffWithdrawn, () => [objectives.key()]),
  refreshes(recordsLinked, standing),
  refreshes(recordsUnlinked, standing),
]
