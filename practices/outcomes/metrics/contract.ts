import { z } from 'zod'

import { RecordId, RecordKey, RecordSummary } from '#commons/records/contract.ts'
import { command, Day, page, pageById, pageOf, query, refusals } from '#platform/api/contract.ts'
import { MemberId } from '#platform/auth/identity.ts'

import { readFormula } from './formulas/rules.ts'
import { CsvFile, CsvReport, MetricValue, MOST_VALUES, NewValue, Point } from './values/contract.ts'

export { MetricValue, Point } from './values/contract.ts'

/** An outcome is a change in what users do or feel; an output is something that we do. */
export const METRIC_KINDS = ['outcome', 'output'] as const
export const MetricKind = z.enum(METRIC_KINDS)
export type MetricKind = z.infer<typeof MetricKind>

/** Which way is better. `between` is best inside a range. */
export const DIRECTIONS = ['up', 'down', 'between'] as const
export const Direction = z.enum(DIRECTIONS)
export type Direction = z.infer<typeof Direction>

/**
 * How values usually arrive. A metric takes values by hand, from CSV files and from programs alike, and from a query on
 * another database too; one that follows a formula or counts a question of product events takes no others.
 */
export const METRIC_SOURCES = ['hand', 'csv', 'push', 'formula', 'sql', 'question'] as const
export const MetricSource = z.enum(METRIC_SOURCES)
export type MetricSource = z.infer<typeof MetricSource>

export const PRESETS = [
  'csat',
  'nps',
  'ces',
  'activation',
  'daily-active',
  'engagement',
  'monthly-active',
  'stickiness',
  'retention',
  'churn',
  'adoption',
  'time-to-value',
] as const
export const Preset = z.enum(PRESETS)
export type Preset = z.infer<typeof Preset>

/** How the latest value stands against thresholds, target or range. Null when nothing was set to compare with. */
export const Standing = z.enum(['on track', 'at risk', 'off track'])
export type Standing = z.infer<typeof Standing>

const Name = z.string().trim().min(1, 'Give the metric a name.').max(120, 'At most 120 characters.')
const Definition = z.string().trim().max(2000, 'At most 2,000 characters.')
const Unit = z.string().trim().max(20, 'At most 20 characters.')
const Bound = z.number({ error: 'Write a number.' }).nullable()

/** A formula that can be read. What is wrong with it is said beside its field. */
const Formula = z
  .string()
  .trim()
  .max(500, 'At most 500 characters.')
  .superRefine((text, context) => {
    const read = text.length <= 500 ? readFormula(text) : undefined
    if (typeof read === 'string') context.addIssue(read)
  })

/** What is measured and what would be good. */
const Defined = z.object({
  name: Name,
  /** What exactly is counted, so that two people would count the same. */
  definition: Definition,
  unit: Unit,
  /** Digits shown after the point. */
  digits: z.number().int().min(0).max(4),
  kind: MetricKind,
  direction: Direction,
  /** What it should reach. Null where there is none, and for a range. */
  target: Bound,
  /** The range that it should stay in, for `between`. */
  low: Bound,
  high: Bound,
  /** Beyond these it is at risk, or off track. */
  atRiskAt: Bound,
  offTrackAt: Bound,
  /** Watched so that nothing else is won at its cost. */
  isGuardrail: z.boolean(),
  preset: Preset.nullable(),
  source: MetricSource,
  /** What its values follow from, for `formula`: numbers, + − × ÷ and keys of metrics. */
  formula: Formula.nullable(),
  /** So many days after its day, a value is final. */
  maturesAfterDays: z.number('Give a number of days.').int('Whole days.').min(0).max(90, 'At most 90 days.'),
  productOwnerId: MemberId.nullable(),
  engineeringOwnerId: MemberId.nullable(),
})

/** A metric to be. Only the name is needed; it is an outcome, and more is better, unless it says otherwise. */
export const NewMetric = Defined.partial().extend({
  name: Name,
  kind: MetricKind.default('outcome'),
  direction: Direction.default('up'),
})
export type NewMetric = z.input<typeof NewMetric>

/** A number that says whether users are better off, with what would be good and where it stands. */
export const Metric = Defined.extend({
  id: RecordId,
  key: z.string(),
  state: z.enum(['in use', 'retired']),
  version: z.number().int(),
  latest: Point.nullable(),
  standing: Standing.nullable(),
  isReached: z.boolean(),
  /** The last 56 values, oldest first. */
  recent: z.array(Point),
  /** The metrics that its formula names. */
  inputs: z.array(RecordSummary),
  /** The records that it measures: key results, releases, the vision. */
  measures: z.array(RecordSummary),
  editedAt: z.date(),
})
export type Metric = z.infer<typeof Metric>

const Key = z.object({ key: RecordKey })
const WRONG_BOUNDS = {
  RANGE_NEEDED: 'A range needs its lower and its upper end.',
  RANGE_REVERSED: 'The lower end of the range lies above the upper one.',
  THRESHOLDS_REVERSED: 'Off track has to lie further from the target than at risk, and both before the target.',
  NOT_A_MEMBER: 'An owner is not a member of this workspace.',
  WRONG_SIDE: 'Each owner has to stand on the side that they own it for.',
  FORMULA_NEEDED: 'Write the formula that its values follow from.',
  UNKNOWN_INPUT: 'The formula names a metric that is not here.',
  CIRCLE: 'The formula would follow from itself, directly or through other formulas.',
}
const RETIRED = 'It is retired. Bring it back first.'
const COUNTED = 'Its values are counted from a question. Change the question, or take it away first.'
const CALCULATED = 'Its values follow from a formula. Change what the formula names instead.'

/** Numbers that say whether users are better off, seen alike by both sides. */
export const metrics = {
  create: command('member', '/metrics', 'Defines a metric: what is counted, which way is better, what would be good.')
    .input(NewMetric)
    .output(Metric)
    .errors(refusals(WRONG_BOUNDS)),
  edit: command('member', '/metrics/{key}/edit', 'Changes what a metric is or what would be good.')
    .input(
      Defined.partial().extend({
        key: RecordKey,
        /** The `editedAt` that you saw, so that nobody’s change is overwritten unseen. */
        seenAt: z.date().optional(),
      }),
    )
    .output(Metric)
    .errors(refusals({ ...WRONG_BOUNDS, CHANGED_MEANWHILE: 'Somebody changed it while you wrote. Look again.' })),
  retire: command('member', '/metrics/{key}/retire', 'Takes a metric out of use. Its values stay.')
    .input(Key)
    .output(Metric),
  bringBack: command('member', '/metrics/{key}/bring-back', 'Takes a retired metric into use again.')
    .input(Key)
    .output(Metric),
  get: query('observer', '/metrics/{key}', 'One metric by its key.').input(Key).output(Metric),
  list: query('observer', '/metrics', 'The metrics of the workspace, by name.')
    .input(
      pageById.extend({
        kind: MetricKind.optional(),
        owner: MemberId.optional(),
        guardrail: z.boolean().optional(),
        retired: z.boolean().default(false),
        search: z.string().trim().max(100).optional(),
      }),
    )
    .output(pageOf(Metric)),
  northStarTree: query(
    'observer',
    '/north-star-tree',
    'The metrics that measure the vision, and below each the metrics that it rests on: its inputs.',
  ).output(
    z.object({
      roots: z.array(RecordId),
      /** Each metric once, however often it stands in the tree. */
      metrics: z.array(Metric),
      /** `input` is below `of`: linked to it as measuring it, or named in its formula. */
      edges: z.array(z.object({ input: RecordId, of: RecordId })),
    }),
  ),
  northStars: query('observer', '/north-stars', 'The metrics that measure the vision itself.').output(z.array(Metric)),

  recordValues: command(
    'member',
    '/metrics/{key}/values',
    'Records up to 1,000 values, one a day; a later value of a day takes the place of an earlier one.',
  )
    .input(
      Key.extend({
        values: z.array(NewValue).min(1, 'Send at least one value.').max(MOST_VALUES, 'At most 1,000 values at once.'),
        /** What counted them, where no person or program did. */
        from: z.enum(['question']).optional(),
      }),
    )
    .output(z.object({ recorded: z.number().int(), unchanged: z.number().int(), latest: Point.nullable() }))
    .errors(refusals({ RETIRED, CALCULATED, COUNTED, IN_THE_FUTURE: 'A value cannot lie in the future.' })),
  previewCsv: command(
    'member',
    '/metrics/{key}/csv-preview',
    'Reads a CSV file and says what it holds, line by line. Records nothing.',
  )
    .input(CsvFile.extend({ key: RecordKey }))
    .output(CsvReport)
    .errors(refusals({ NO_SUCH_COLUMN: 'The file has no such column.', UNREADABLE: 'This is not a CSV file.' })),
  importCsv: command('member', '/metrics/{key}/csv', 'Records the good lines of a CSV file.')
    .input(CsvFile.extend({ key: RecordKey }))
    .output(CsvReport.extend({ recorded: z.number().int() }))
    .errors(
      refusals({
        RETIRED,
        CALCULATED,
        NO_SUCH_COLUMN: 'The file has no such column.',
        UNREADABLE: 'This is not a CSV file.',
        NOTHING_GOOD: 'No line of the file holds a day and a number.',
      }),
    ),
  removeValue: command('member', '/metrics/{key}/values/{day}/remove', 'Takes the value of one day away.')
    .input(Key.extend({ day: Day }))
    .output(MetricValue)
    .errors(refusals({ CALCULATED })),
  values: query('observer', '/metrics/{key}/values', 'The values of a metric, newest first.')
    .input(
      page.extend({
        key: RecordKey,
        after: Day.optional(),
        from: Day.optional(),
        to: Day.optional(),
        limit: z.number().int().min(1).max(4000).default(400),
      }),
    )
    .output(pageOf(MetricValue)),
}
