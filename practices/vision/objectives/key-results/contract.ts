import { z } from 'zod'

import { RecordId, RecordKey, RecordSummary } from '#commons/records/contract.ts'
import { command, Day, pageById, pageOf, query, refusals } from '#platform/api/contract.ts'
import { MemberId } from '#platform/auth/identity.ts'

import { CycleKey } from '../cycles/contract.ts'
import { Amount, readings } from './readings/contract.ts'
import { KEY_RESULT_KINDS, STATUSES, VALUE_SOURCES } from './rules.ts'

export const KeyResultKind = z.enum(KEY_RESULT_KINDS)
export const ValueSource = z.enum(VALUE_SOURCES)

/** How it stands: from its pace, never from what somebody wishes. */
export const Status = z.enum(STATUSES)

/** What a success review decided. */
export const REVIEW_VERDICTS = ['continue', 'adjust', 'stop'] as const
export const ReviewVerdict = z.enum(REVIEW_VERDICTS)
export type ReviewVerdict = z.infer<typeof ReviewVerdict>

/** 0.0 to 1.0 in tenths. */
const Grade = z
  .number()
  .min(0, 'A grade lies between 0.0 and 1.0.')
  .max(1, 'A grade lies between 0.0 and 1.0.')
  .transform((grade) => Math.round(grade * 10) / 10)

/** A measurable result that an objective promises. Values of a delivery date are days since 1970-01-01. */
export const KeyResult = RecordSummary.extend({
  objective: RecordSummary,
  cycle: CycleKey,
  productOwnerId: MemberId.nullable(),
  engineeringOwnerId: MemberId.nullable(),
  kind: KeyResultKind,
  start: z.number(),
  target: z.number(),
  unit: z.string(),
  startsOn: Day,
  dueOn: Day,
  source: ValueSource,
  metric: RecordSummary.nullable(),
  /** Over how many days its metric is averaged, so that a weekend is no setback. 1 is the day itself. */
  metricDays: z.number().int(),
  /** Work items below it on the line, when its value comes from them. */
  work: z.object({ total: z.number().int(), done: z.number().int() }).nullable(),
  value: z.number().nullable(),
  valueOn: Day.nullable(),
  deliveredOn: Day.nullable(),
  /** How much of the way is done, 0 to 1. */
  progress: z.number(),
  /** Where it should be today, 0 to 1. Null for what is to be kept. */
  expected: z.number().nullable(),
  /** How fast it goes against how fast it should; 1 is just right. Null while there is nothing to compare. */
  pace: z.number().nullable(),
  status: Status.nullable(),
  reachedAt: z.date().nullable(),
  /** True while its objective runs: values and check-ins are taken. */
  isRunning: z.boolean(),
  grade: z.number().nullable(),
  gradeNote: z.string(),
  suggestedGrade: z.number(),
  rolledTo: RecordSummary.nullable(),
  verdict: z.object({ verdict: ReviewVerdict, review: RecordSummary.nullable(), at: z.date() }).nullable(),
  /** `output`: its metric counts what we do, not what changes for users, so it is open to question. */
  challenge: z.enum(['output']).nullable(),
  /** The newest round that both sides answered. */
  confidence: z
    .object({ week: Day, product: z.number(), engineering: z.number(), gap: z.number(), isGap: z.boolean() })
    .nullable(),
})
export type KeyResult = z.infer<typeof KeyResult>

const Title = z.string().trim().min(1, 'Say what will be true.').max(200, 'At most 200 characters.')

/** What is promised. A milestone runs from 0 to 100 %; a delivery date needs neither start nor target. */
export const Promised = z.object({
  kind: KeyResultKind,
  start: Amount.default(0),
  target: Amount.default(0),
  unit: z.string().trim().max(20, 'At most 20 characters.').default(''),
  /** Left out: the first day of the cycle. */
  startsOn: Day.optional(),
  /** Left out: the last day of the cycle. */
  dueOn: Day.optional(),
})

const PROMISES = {
  CLOSED: 'Its objective is finished or dropped.',
  DUE_BEFORE_START: 'It is due before it begins.',
  NO_WAY_TO_GO: 'Start and target are the same, so there is no way to go.',
  WRONG_WAY: 'The target lies on the wrong side of the start for this kind.',
}
const MetricDays = z.number().int().min(1, 'At least one day.').max(90, 'At most 90 days.').default(1)
const FOLLOWS = {
  DOES_NOT_FIT: 'A metric can feed an increase, a decrease or a value to keep; linked work can feed a milestone.',
  NOT_A_METRIC: 'Choose a metric of this workspace.',
}
const One = z.object({ id: RecordId })

/** The measurable results that objectives promise: what they stand at, how fast they go, and how they were graded. */
export const keyResults = {
  get: query('observer', '/key-results/{key}', 'One key result by its key.')
    .input(z.object({ key: RecordKey }))
    .output(KeyResult),
  list: query('observer', '/key-results', 'Key results that are running, soonest due first.')
    .input(pageById.extend({ status: Status.optional(), owner: MemberId.optional(), cycle: CycleKey.optional() }))
    .output(pageOf(KeyResult)),
  add: command('member', '/objectives/{objectiveId}/key-results', 'Promises a key result. Owners accept it anew.')
    .input(
      Promised.extend({
        objectiveId: RecordId,
        title: Title,
        source: ValueSource.default('by hand'),
        metricId: RecordId.optional(),
        metricDays: MetricDays,
      }),
    )
    .output(KeyResult)
    .errors(refusals({ ...PROMISES, ...FOLLOWS })),
  rename: command('member', '/key-results/{id}/rename', 'Says the same promise in better words.')
    .input(One.extend({ title: Title }))
    .output(KeyResult)
    .errors(refusals({ CLOSED: PROMISES.CLOSED })),
  retarget: command(
    'member',
    '/key-results/{id}/retarget',
    'Changes what is promised. Both owners are asked to accept the targets again.',
  )
    .input(Promised.extend({ id: RecordId }))
    .output(KeyResult)
    .errors(refusals({ ...PROMISES, DOES_NOT_FIT: FOLLOWS.DOES_NOT_FIT })),
  follow: command(
    'member',
    '/key-results/{id}/follow',
    'Says where its value comes from: by hand, a metric, linked work.',
  )
    .input(One.extend({ source: ValueSource, metricId: RecordId.optional(), metricDays: MetricDays }))
    .output(KeyResult)
    .errors(refusals({ CLOSED: PROMISES.CLOSED, ...FOLLOWS })),
  remove: command('member', '/key-results/{id}/remove', 'Takes a key result back. Owners accept what remains.')
    .input(One)
    .errors(refusals({ CLOSED: PROMISES.CLOSED })),
  grade: command('member', '/key-results/{id}/grade', 'Grades a key result at the end of its cycle, from 0.0 to 1.0.')
    .input(One.extend({ grade: Grade, note: z.string().trim().max(1000, 'At most 1,000 characters.').default('') }))
    .output(KeyResult)
    .errors(
      refusals({
        NOT_RUNNING: 'Only key results of an active objective are graded.',
        ROLLED_OVER: 'It went on to the next cycle and is graded there.',
      }),
    ),
  noteVerdict: command(
    'member',
    '/key-results/{id}/verdict',
    'Writes down what a success review decided about a key result. The newest verdict stands.',
  )
    .input(One.extend({ verdict: ReviewVerdict, reviewId: RecordId }))
    .output(KeyResult)
    .errors(refusals({ NOT_A_REVIEW: 'A verdict comes from a success review of this workspace.' })),
  ...readings,
}
