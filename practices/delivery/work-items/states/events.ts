import { z } from 'zod'

import { defineEvent } from '#platform/events/define-event.ts'

import { WorkStateId } from './contract.ts'

/** A state was added, renamed, moved or taken away: boards show other columns. */
export const workStatesChanged = defineEvent(
  'work-states.changed.v1',
  z.object({ id: WorkStateId }),
  'changed the states of work items',
)
