import { z } from 'zod'

import { RecordId, RecordKey, RecordSummary } from '#commons/records/contract.ts'
import { command, page, pageOf, query, refusals } from '#platform/api/contract.ts'
import { MemberId } from '#platform/auth/identity.ts'
import { ProductProjectId } from '#practices/outcomes/product-events/projects/contract.ts'

import { Answer, Asking, Point, PropertyValue } from './answers/contract.ts'
import { Property } from './properties/contract.ts'

export { Answer, Asking, Point } from './answers/contract.ts'

export const KINDS = ['trends', 'funnel', 'retention', 'stickiness', 'lifecycle', 'paths'] as const
export const Kind = z.enum(KINDS)
export type Kind = z.infer<typeof Kind>

const Title = z.string().trim().min(1, 'Give the question a title.').max(150, 'At most 150 characters.')

/** What is asked, of the events of which product. */
const Asked = z.object({ projectId: ProductProjectId, asking: Asking })

/** A question that was kept: everybody sees the same answer, today's. */
export const Question = Asked.extend({
  id: RecordId,
  key: z.string(),
  title: z.string(),
  state: z.enum(['in use', 'retired']),
  version: z.number().int(),
  /** What it asks, in a sentence. */
  says: z.string(),
  /** The records that it is there for. */
  serves: z.array(RecordSummary),
  editedAt: z.date(),
})
export type Question = z.infer<typeof Question>

/** What a question asked before it was changed, or asks now. */
export const QuestionVersion = z.object({
  number: z.number().int(),
  asking: Asking,
  says: z.string(),
  byId: MemberId,
  at: z.date(),
})
export type QuestionVersion = z.infer<typeof QuestionVersion>

const Key = z.object({ key: RecordKey })
const EVER_WRONG = {
  TOO_LARGE:
    'That is more than can be counted in 20 seconds. Choose a shorter range, fewer series or a narrower filter.',
  TOO_MANY_INTERVALS: 'That is more than 1,000 intervals. Choose a longer interval or a shorter range.',
  WRONG_PATTERN: 'A pattern cannot be read. Patterns are written as RE2 takes them.',
  NO_SUCH_COHORT: 'A filter names a cohort that is not there any more. Choose another.',
  WRONG_FORMULA: 'A formula cannot be read.',
}
const NO_PROJECT = 'That product is not here any more. Choose another.'

/** What users do, asked of the events that products send. */
export const questions = {
  ask: query('observer', '/questions-asked', 'The answer to a question that is not kept.')
    .route({ method: 'POST' })
    .input(Asked)
    .output(Answer)
    .errors(refusals(EVER_WRONG)),
  answer: query('observer', '/questions/{key}/answer', 'The answer to a kept question, as of now.')
    .input(Key)
    .output(Answer)
    .errors(refusals(EVER_WRONG)),
  people: query('member', '/questions-asked/people', 'The people behind one point of an answer, by their ids.')
    .route({ method: 'POST' })
    .input(page.extend({ ...Asked.shape, point: Point, after: z.uuid().optional() }))
    .output(pageOf(z.object({ personId: z.uuid(), distinctId: z.string(), lastAt: z.date() })))
    .errors(refusals({ ...EVER_WRONG, NO_SUCH_POINT: 'The answer has no such point any more. Ask again.' })),
  properties: query('observer', '/question-properties', 'The names of properties to ask by, at most 300, by name.')
    .input(
      z.object({
        projectId: ProductProjectId,
        of: z.enum(['event', 'person', 'group']),
        /** Only those of this event. */
        event: z.string().max(200).optional(),
        /** Only those of this kind of group. */
        group: z.string().max(100).optional(),
      }),
    )
    .output(z.array(z.string())),
  groupTypes: query('observer', '/question-group-types', 'The kinds of groups that events were sent for.')
    .input(z.object({ projectId: ProductProjectId }))
    .output(z.array(z.string())),
  propertyValues: query(
    'observer',
    '/question-property-values',
    'The most frequent values of a property, at most 50, of the last 90 days.',
  )
    .route({ method: 'POST' })
    .input(z.object({ projectId: ProductProjectId, property: Property, text: z.string().max(200).default('') }))
    .output(z.array(PropertyValue)),

  save: command('member', '/questions', 'Keeps a question with a title, on a page of its own.')
    .input(Asked.extend({ title: Title }))
    .output(Question)
    .errors(refusals({ ...EVER_WRONG, NO_PROJECT })),
  change: command(
    'member',
    '/questions/{key}/change',
    'Changes what a question asks, or its title. What it asked before is kept.',
  )
    .input(
      Key.extend({
        title: Title.optional(),
        projectId: ProductProjectId.optional(),
        asking: Asking.optional(),
        /** The `editedAt` that you saw, so that nobody’s change is overwritten unseen. */
        seenAt: z.date().optional(),
      }),
    )
    .output(Question)
    .errors(
      refusals({ ...EVER_WRONG, NO_PROJECT, CHANGED_MEANWHILE: 'Somebody changed it while you wrote. Look again.' }),
    ),
  retire: command('member', '/questions/{key}/retire', 'Takes a question out of the list. It can be brought back.')
    .input(Key)
    .output(Question),
  bringBack: command('member', '/questions/{key}/bring-back', 'Takes a retired question into use again.')
    .input(Key)
    .output(Question),
  get: query('observer', '/questions/{key}', 'One question by its key.').input(Key).output(Question),
  list: query('observer', '/questions', 'The kept questions, last changed first.')
    .input(
      page.extend({
        after: RecordId.optional(),
        kind: Kind.optional(),
        retired: z.boolean().default(false),
        search: z.string().trim().max(100).optional(),
      }),
    )
    .output(pageOf(Question)),
  versions: query('observer', '/questions/{key}/versions', 'What a question asked, newest first.')
    .input(
      page.extend({
        key: RecordKey,
        after: z
          .string()
          .regex(/^\d{1,9}$/)
          .optional(),
      }),
    )
    .output(pageOf(QuestionVersion)),
}
