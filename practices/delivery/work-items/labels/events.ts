import { z } from 'zod'

import { defineEvent } from '#platform/events/define-event.ts'

import { WorkLabelId } from './contract.ts'

const OfLabel = z.object({ id: WorkLabelId })

export const workLabelAdded = defineEvent('work-label.added.v1', OfLabel, 'added a label')

export const workLabelChanged = defineEvent('work-label.changed.v1', OfLabel, 'changed a label')

/** It is gone from every item that had it. */
export const workLabelRemoved = defineEvent('work-label.removed.v1', OfLabel, 'removed a label')
