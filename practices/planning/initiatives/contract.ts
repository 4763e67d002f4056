import { z } from 'zod'

import { TeamId } from '#commons/people/contract.ts'
import { RecordId, RecordKey, RecordSummary } from '#commons/records/contract.ts'
import { command, Day, page, pageOf, query, refusals } from '#platform/api/contract.ts'
import { MemberId, Side } from '#platform/auth/identity.ts'

import { changes } from './changes/contract.ts'
import { Column, columns, COLUMNS } from './columns/contract.ts'
import { evidence, Evidence } from './evidence/contract.ts'
import { Confidence, feasibility, Feasibility } from './feasibility/contract.ts'

/** What should be different for users: which metric moves, which way, how far, within how many days of the release. */
export const Effect = z.object({
  metricId: RecordId,
  direction: z.enum(['increase', 'decrease']),
  size: z.number('Give a number.').positive('More than nothing.').max(1e12, 'That is too large.'),
  /** `percent` of the value before, or `absolute`, in the metric's own unit. */
  measure: z.enum(['percent', 'absolute']),
  windowDays: z
    .number('Give a number of days.')
    .int('Whole days.')
    .min(1, 'At least a day.')
    .max(730, 'At most two years.'),
})
export type Effect = z.infer<typeof Effect>

export const Acceptance = z.object({ by: MemberId, at: z.date(), version: z.number().int() })

/** What still stands between an initiative and Next. */
export const Missing = z.enum(['feasibility', 'product', 'engineering'])
export type Missing = z.infer<typeof Missing>

export const VERDICTS = ['continue', 'adjust', 'stop'] as const
export const Verdict = z.enum(VERDICTS)
export type Verdict = z.infer<typeof Verdict>

/** An initiative as a board or list shows it. */
export const Initiative = z.object({
  id: RecordId,
  key: z.string(),
  title: z.string(),
  state: z.string(),
  version: z.number().int(),
  column: Column,
  teamId: TeamId.nullable(),
  owners: z.object({ product: MemberId.nullable(), engineering: MemberId.nullable() }),
  targetOn: Day.nullable(),
  hasValue: z.boolean(),
  hasEffect: z.boolean(),
  effort: z.object({ lowDays: z.number(), highDays: z.number(), confidence: Confidence }).nullable(),
  feasibilityAskedAt: z.date().nullable(),
  /** Each side's last acceptance. It counts only when its version is the initiative's. */
  accepted: z.object({ product: Acceptance.nullable(), engineering: Acceptance.nullable() }),
  missing: z.array(Missing),
  evidenceCount: z.number().int(),
  serves: z.array(RecordSummary),
  /** Work items that deliver it, with their parts; cancelled ones do not count. Points are the sum of their estimates. */
  delivery: z.object({ items: z.number().int(), done: z.number().int(), points: z.number(), donePoints: z.number() }),
  /** Null until a success review found out what came of it. */
  verdict: Verdict.nullable(),
  isOutcomeAwaited: z.boolean(),
  updatedAt: z.date(),
})
export type Initiative = z.infer<typeof Initiative>

/** What product says: the value for users and the expected effect. `version` grows with each change. */
export const Said = z.object({
  version: z.number().int(),
  value: z.string(),
  effect: Effect.extend({ metric: RecordSummary.extend({ unit: z.string() }).nullable() }).nullable(),
  by: MemberId.nullable(),
  at: z.date().nullable(),
})
export type Said = z.infer<typeof Said>

/** An initiative with what each side says of it. */
export const InitiativeDetail = Initiative.extend({
  stateGroup: RecordSummary.shape.stateGroup,
  said: Said,
  feasibility: Feasibility.nullable(),
  evidence: Evidence,
  /** What its success review decided, in the review's own words. */
  outcome: z
    .object({ verdict: Verdict, summary: z.string(), review: RecordSummary.nullable(), at: z.date() })
    .nullable(),
})
export type InitiativeDetail = z.infer<typeof InitiativeDetail>

const OfOne = z.object({ id: RecordId })
const Title = z.string().trim().min(1, 'Give it a title.').max(160, 'At most 160 characters.')
const Reason = z.string().trim().max(500, 'At most 500 characters.')
const Agreed = z.array(MemberId).max(20, 'At most twenty people.').default([])

const PLACES = refusals({
  NOT_A_MEMBER: 'One of them is not a member of this workspace.',
  NOT_A_TEAM: 'This team is not one of this workspace.',
  NOT_PRODUCT: 'The product owner has to stand on the product side.',
  NOT_ENGINEERING: 'The engineering owner has to stand on the engineering side.',
})
const PLANNED = refusals({
  NOT_A_MEMBER: 'One of them is not a member of this workspace.',
  REASON_NEEDED: 'Others plan by this. Say why it changes.',
})

/** What the two sides decide to build together, in the columns Now, Next and Later. */
export const initiatives = {
  list: query('observer', '/initiatives', 'Initiatives by column, team, owner or outcome, in the order asked for.')
    .input(
      page.extend({
        column: z.array(Column).max(COLUMNS.length).optional(),
        teamId: TeamId.optional(),
        ownerId: MemberId.optional(),
        /** Only those on which this side has not spoken: no value from product, no feasibility from engineering. */
        silent: Side.optional(),
        outcome: z.enum(['awaited', 'known']).optional(),
        serves: RecordId.optional(),
        search: z.string().trim().max(100).optional(),
        sort: z.enum(['place', 'updated', 'target', 'title', 'effort']).default('place'),
        descending: z.boolean().default(false),
      }),
    )
    .output(pageOf(Initiative)),
  get: query('observer', '/initiatives/{key}', 'One initiative with what each side says of it.')
    .input(z.object({ key: RecordKey }))
    .output(InitiativeDetail),
  create: command(
    'contributor',
    '/initiatives',
    'Adds an initiative to the ideas. Members may place it under Later at once.',
  )
    .input(
      z.object({
        title: Title,
        column: z.enum(['ideas', 'later']).default('ideas'),
        teamId: TeamId.optional(),
        productOwnerId: MemberId.optional(),
        engineeringOwnerId: MemberId.optional(),
        serves: z.array(RecordId).max(10, 'At most ten.').default([]),
      }),
    )
    .output(Initiative)
    .errors({
      ...PLACES,
      ...refusals({
        IDEAS_ONLY: 'Contributors add ideas; a member places them on the roadmap.',
        CANNOT_SERVE: 'An initiative serves key results, objectives or vision clauses.',
      }),
    }),
  rename: command('member', '/initiatives/{id}/rename', 'Gives an initiative another title.')
    .input(OfOne.extend({ title: Title }))
    .output(Initiative),
  assign: command('member', '/initiatives/{id}/assign', 'Names the team and the two owners, one of each side.')
    .input(
      OfOne.extend({
        teamId: TeamId.nullable().optional(),
        productOwnerId: MemberId.nullable().optional(),
        engineeringOwnerId: MemberId.nullable().optional(),
      }),
    )
    .output(Initiative)
    .errors(PLACES),
  sayValue: command(
    'member',
    '/initiatives/{id}/value',
    'Product says what users get and which effect it expects. Makes a new version, which both sides accept anew.',
  )
    .input(
      OfOne.extend({
        value: z.string().trim().min(1, 'Say what users get.').max(4000, 'At most 4,000 characters.'),
        effect: Effect.nullable(),
        /** The `said.version` that the writer saw; 0 when nothing was said yet. */
        saw: z.number().int().min(0),
        reason: Reason.optional(),
        /** True when a constraint named by engineering is what changed the scope. */
        becauseOfConstraint: z.boolean().default(false),
      }),
    )
    .output(Said)
    .errors(
      refusals({
        ONLY_PRODUCT: 'Product says what users get. Leave a comment or add evidence instead.',
        CHANGED_MEANWHILE: 'Somebody changed this while you wrote. Read theirs, then save yours again.',
        OVER: 'It is done or dropped, so what was said of it stays.',
        NOT_A_METRIC: 'The effect is measured by a metric of this workspace.',
      }),
    ),
  move: command(
    'member',
    '/initiatives/{id}/move',
    'Moves an initiative to a column, before another or to its end. Into Next and Now comes only what both sides accepted.',
  )
    .input(
      OfOne.extend({
        column: Column,
        /** It stands before this one afterwards; at the end when left out. */
        before: RecordId.optional(),
        reason: Reason.optional(),
        /** Who agreed, beside the two who accepted. */
        agreed: Agreed,
      }),
    )
    .output(Initiative)
    .errors({
      ...PLANNED,
      ...refusals({
        NO_FEASIBILITY: 'Engineering has not said yet what it takes. Ask for feasibility first.',
        NOBODY_ACCEPTED: 'Neither side has accepted this version yet.',
        PRODUCT_NOT_ACCEPTED: 'Nobody on the product side has accepted this version yet.',
        ENGINEERING_NOT_ACCEPTED: 'Nobody on the engineering side has accepted this version yet.',
        NOT_COMMITTED: 'Only what stood in Now or Next can be done. Drop it, or move it there first.',
      }),
    }),
  aim: command('member', '/initiatives/{id}/target', 'Sets or changes the day by which it should be with users.')
    .input(OfOne.extend({ targetOn: Day.nullable(), reason: Reason.optional(), agreed: Agreed }))
    .output(Initiative)
    .errors(PLANNED),
  ...columns,
  ...feasibility,
  ...evidence,
  ...changes,
}
