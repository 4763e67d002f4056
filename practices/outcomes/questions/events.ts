import { z } from 'zod'

import { RecordId } from '#commons/records/contract.ts'
import { defineEvent } from '#platform/events/define-event.ts'

const OfQuestion = z.object({ id: RecordId })

export const questionSaved = defineEvent('question.saved.v1', OfQuestion, 'kept the question')

export const questionChanged = defineEvent('question.changed.v1', OfQuestion, 'changed the question')

export const questionRetired = defineEvent('question.retired.v1', OfQuestion, 'retired the question')

export const questionBroughtBack = defineEvent(
  'question.brought-back.v1',
  OfQuestion,
  'took the question into use again',
)
