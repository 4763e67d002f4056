import { z } from 'zod'

import { RecordKey, RecordSummary } from '#commons/records/contract.ts'
import { command, query, refusals } from '#platform/api/contract.ts'

/** `A` for the first series of a question, `F1` for its first formula. */
const Line = z.string().regex(/^([A-J]|F[1-5])$/, 'A line is a letter from A to J, or F1 to F5.')

/** Where the values of a metric are counted: one line of a kept question, a value for each day that is over. */
export const MetricFeed = z.object({
  question: RecordSummary,
  line: Line,
  /** The name of that line; null where the question has but one. */
  lineSays: z.string().nullable(),
  /** What a day's value counts, in a sentence. */
  says: z.string(),
  countedAt: z.date().nullable(),
  /** Why the last count brought nothing; null when it did. */
  lastProblem: z.string().nullable(),
})
export type MetricFeed = z.infer<typeof MetricFeed>

const Key = z.object({ key: RecordKey })
const RETIRED = 'It is retired. Bring it back first.'

/** Metrics whose values are counted from what users do. */
export const metricFeeds = {
  get: query('observer', '/metrics/{key}/question', 'The question that a metric’s values come from; null without one.')
    .input(Key)
    .output(MetricFeed.nullable()),
  set: command(
    'member',
    '/metrics/{key}/question',
    'Lets a metric’s values be counted from a question: at once for the last 400 days, then every hour.',
  )
    .input(Key.extend({ questionKey: RecordKey, line: Line.default('A') }))
    .output(MetricFeed)
    .errors(
      refusals({
        RETIRED,
        NO_QUESTION: 'That question is not here, or it is retired. Choose another.',
        NOT_DAILY: 'Only a question about trends has a value for each day. Choose one of that kind.',
        NO_SUCH_LINE: 'The question has no such line. Choose one of its events or formulas.',
        NOT_COUNTED: 'It could not be counted now. Try again in a minute.',
      }),
    ),
  run: command('member', '/metrics/{key}/question/run', 'Counts the values of the last 400 days anew.')
    .input(Key)
    .output(MetricFeed)
    .errors(refusals({ RETIRED })),
  remove: command(
    'member',
    '/metrics/{key}/question/remove',
    'Takes the question away from a metric. Values stay.',
  ).input(Key),
}
