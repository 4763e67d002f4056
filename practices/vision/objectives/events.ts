import { z } from 'zod'

import { RecordId } from '#commons/records/contract.ts'
import { defineEvent } from '#platform/events/define-event.ts'

const OfObjective = z.object({ id: RecordId })

export const objectiveDrafted = defineEvent('objective.drafted.v1', OfObjective, 'drafted the objective')

/** Its words, team, cycle, owners or reasons changed. */
export const objectiveChanged = defineEvent('objective.changed.v1', OfObjective, 'changed the objective')

/** Both owners are asked to accept the targets. */
export const objectiveProposed = defineEvent('objective.proposed.v1', OfObjective, 'proposed the objective')

/** It is a draft again. */
export const objectiveTakenBack = defineEvent(
  'objective.taken-back.v1',
  OfObjective,
  'made the objective a draft again',
)

/** An owner agreed to the targets of one exact version. */
export const objectiveAccepted = defineEvent(
  'objective.accepted.v1',
  OfObjective.extend({ version: z.number().int() }),
  'accepted the targets',
)

/** Both owners accepted its targets, and it runs. */
export const objectiveActivated = defineEvent('objective.activated.v1', OfObjective, 'activated the objective')

/** Its targets changed while it ran: both owners are asked again. */
export const objectiveReopened = defineEvent('objective.reopened.v1', OfObjective, 'reopened the targets')

export const objectiveFinished = defineEvent(
  'objective.finished.v1',
  OfObjective.extend({ grade: z.number().nullable() }),
  'finished the objective',
)

export const objectiveDropped = defineEvent('objective.dropped.v1', OfObjective, 'dropped the objective')

/** Key results went on into a later cycle, under another objective. */
export const objectiveRolledOver = defineEvent(
  'objective.rolled-over.v1',
  OfObjective.extend({ intoId: RecordId, keyResultIds: z.array(RecordId) }),
  'rolled the objective over',
)

/** A clause that it serves changed or was retired: its owners are asked to look again. */
export const reaffirmationAsked = defineEvent(
  'objective.reaffirmation-asked.v1',
  OfObjective,
  'asked whether the objective still holds',
)

export const objectiveReaffirmed = defineEvent('objective.reaffirmed.v1', OfObjective, 'reaffirmed the objective')
