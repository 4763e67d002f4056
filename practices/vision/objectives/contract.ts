import { z } from 'zod'

import { TeamId } from '#commons/people/contract.ts'
import { RecordId, RecordKey, RecordSummary } from '#commons/records/contract.ts'
import { command, pageById, pageOf, query, refusals } from '#platform/api/contract.ts'
import { MemberId } from '#platform/auth/identity.ts'

import { CycleKey } from './cycles/contract.ts'
import { KeyResult, Status } from './key-results/contract.ts'

/** From a first thought to the end. Only both owners together bring it from proposed to active. */
export const OBJECTIVE_STATES = ['draft', 'proposed', 'active', 'done', 'dropped'] as const
export const ObjectiveState = z.enum(OBJECTIVE_STATES)
export type ObjectiveState = z.infer<typeof ObjectiveState>

/** An owner's agreement to the key-result targets as they are; null while it is missing. */
const Acceptance = z.object({ by: MemberId, at: z.date() }).nullable()

/** Something worth reaching together, owned by one of each side, with the results by which both will know. */
export const Objective = RecordSummary.extend({
  state: ObjectiveState,
  cycle: CycleKey,
  teamId: TeamId.nullable(),
  productOwnerId: MemberId.nullable(),
  engineeringOwnerId: MemberId.nullable(),
  /** What it is there for: a clause, another objective or a metric. The first is its main reason. */
  serves: z.array(RecordSummary),
  keyResults: z.array(KeyResult),
  accepted: z.object({ product: Acceptance, engineering: Acceptance }),
  /** Mean of its key results' progress, 0 to 1. */
  progress: z.number(),
  /** Mean of its key results' paces, each counted as 1 at most. */
  pace: z.number().nullable(),
  status: Status.nullable(),
  grade: z.number().nullable(),
  endNote: z.string(),
  endedAt: z.date().nullable(),
  /** Since when it asks for another look, because a clause that it serves changed. */
  reaffirmSince: z.date().nullable(),
  rolledFrom: RecordSummary.nullable(),
  rolledTo: RecordSummary.nullable(),
})
export type Objective = z.infer<typeof Objective>

const Title = z.string().trim().min(1, 'Say what will be reached.').max(200, 'At most 200 characters.')
const Owner = MemberId.nullable()
const OWNERS = {
  WRONG_SIDE: 'Each owner stands on the side for which they own it.',
  NOT_A_MEMBER: 'An owner is not a member of this workspace.',
}
const REASONS = {
  DOES_NOT_FIT: 'An objective serves clauses, other objectives or metrics.',
  WOULD_CIRCLE: 'It would serve itself, by way of the other one.',
}
const CLOSED = 'It is finished or dropped.'
const One = z.object({ id: RecordId })
const Note = z.string().trim().max(2000, 'At most 2,000 characters.')

/** What the workspace wants to reach, and by which results both sides will know. */
export const objectives = {
  list: query('observer', '/objectives', 'Objectives with their key results, by key.')
    .input(
      pageById.extend({
        cycle: CycleKey.optional(),
        teamId: TeamId.optional(),
        owner: MemberId.optional(),
        status: Status.optional(),
        state: ObjectiveState.optional(),
        /** True for those that serve nothing. */
        unaligned: z.boolean().optional(),
        serving: RecordId.optional(),
      }),
    )
    .output(pageOf(Objective)),
  get: query('observer', '/objectives/{key}', 'One objective by its key.')
    .input(z.object({ key: RecordKey }))
    .output(Objective),
  create: command(
    'member',
    '/objectives',
    'Drafts an objective. It becomes active once both owners accept its targets.',
  )
    .input(
      z.object({
        title: Title,
        /** Left out: the current quarter. */
        cycle: CycleKey.optional(),
        teamId: TeamId.optional(),
        productOwnerId: MemberId.optional(),
        engineeringOwnerId: MemberId.optional(),
        serves: z.array(RecordId).max(10, 'At most ten reasons.').default([]),
      }),
    )
    .output(Objective)
    .errors(refusals({ ...OWNERS, ...REASONS, NO_SUCH_TEAM: 'That team is not here.' })),
  edit: command('member', '/objectives/{id}/edit', 'Changes its words, team or cycle.')
    .input(One.extend({ title: Title.optional(), teamId: TeamId.nullable().optional(), cycle: CycleKey.optional() }))
    .output(Objective)
    .errors(
      refusals({
        CLOSED,
        NO_SUCH_TEAM: 'That team is not here.',
        ALREADY_RUNNING: 'It runs already. Roll it over to bring it into another cycle.',
      }),
    ),
  assignOwners: command(
    'member',
    '/objectives/{id}/owners',
    'Names its owners, one of each side. New ones accept anew.',
  )
    .input(One.extend({ productOwnerId: Owner, engineeringOwnerId: Owner }))
    .output(Objective)
    .errors(refusals({ CLOSED, ...OWNERS })),
  align: command('member', '/objectives/{id}/align', 'Says what it serves. The first is its main reason.')
    .input(One.extend({ serves: z.array(RecordId).max(10, 'At most ten reasons.') }))
    .output(Objective)
    .errors(refusals(REASONS)),
  propose: command('member', '/objectives/{id}/propose', 'Asks both owners to accept the targets.')
    .input(One)
    .output(Objective)
    .errors(
      refusals({
        NOT_A_DRAFT: 'Only a draft can be proposed.',
        NO_KEY_RESULTS: 'Promise at least one key result first.',
      }),
    ),
  takeBack: command('member', '/objectives/{id}/take-back', 'Makes a proposed objective a draft again.')
    .input(One)
    .output(Objective)
    .errors(refusals({ NOT_PROPOSED: 'Only what is proposed and never ran can become a draft again.' })),
  accept: command('member', '/objectives/{id}/accept', 'As its owner, agrees to exactly the targets that you read.')
    .input(One.extend({ version: z.number().int().min(1) }))
    .output(Objective)
    .errors(
      refusals({
        NOT_AN_OWNER: 'Only its owners accept the targets.',
        NOT_PROPOSED: 'Only proposed targets can be accepted.',
        CHANGED_MEANWHILE: 'The targets changed since you read them. Look again.',
        WRONG_SIDE: 'You do not stand on the side any more for which you own it.',
      }),
    ),
  activate: command(
    'member',
    '/objectives/{id}/activate',
    'Starts it, once both owners accepted the targets as they are.',
  )
    .input(One)
    .output(Objective)
    .errors(
      refusals({
        NOT_PROPOSED: 'Only a proposed objective can be activated.',
        NO_KEY_RESULTS: 'Promise at least one key result first.',
        NO_PRODUCT_OWNER: 'It needs an owner of the product side.',
        NO_ENGINEERING_OWNER: 'It needs an owner of the engineering side.',
        NOT_ACCEPTED_BY_PRODUCT: 'Its product owner has not accepted the targets as they are now.',
        NOT_ACCEPTED_BY_ENGINEERING: 'Its engineering owner has not accepted the targets as they are now.',
      }),
    ),
  finish: command('member', '/objectives/{id}/finish', 'Ends it, once each key result is graded or went on.')
    .input(One.extend({ learned: Note.default('') }))
    .output(Objective)
    .errors(
      refusals({
        NOT_ACTIVE: 'Only an active objective can be finished.',
        NOT_GRADED: 'Grade each key result first, or roll it over.',
      }),
    ),
  drop: command('member', '/objectives/{id}/drop', 'Gives it up, and says why.')
    .input(One.extend({ reason: Note.min(1, 'Say why it is given up.') }))
    .output(Objective)
    .errors(refusals({ CLOSED })),
  rollOver: command(
    'member',
    '/objectives/{id}/roll-over',
    'Takes unfinished key results into the next cycle, where both owners accept them anew. They begin where they stand.',
  )
    .input(
      One.extend({
        keyResultIds: z.array(RecordId).min(1, 'Choose at least one key result.').max(50),
        /** Left out: the next of the same kind. */
        cycle: CycleKey.optional(),
      }),
    )
    .output(Objective)
    .errors(
      refusals({
        NOT_ACTIVE: 'Only an active objective rolls over.',
        NOT_UNFINISHED: 'One of them is reached, graded or gone on already.',
        NOT_LATER: 'It rolls over into a later cycle.',
      }),
    ),
  reaffirm: command(
    'member',
    '/objectives/{id}/reaffirm',
    'As an owner, says that it still serves what it is there for.',
  )
    .input(One)
    .output(Objective)
    .errors(
      refusals({
        NOT_AN_OWNER: 'Only its owners can say so.',
        NOTHING_TO_REAFFIRM: 'Nothing that it serves has changed.',
      }),
    ),
  /** What a person has to do with objectives, for their home page. */
  mine: query('observer', '/my-objectives', 'The objectives that you own, the ones that wait for you first.')
    .input(pageById)
    .output(pageOf(Objective.extend({ waitsFor: z.enum(['acceptance', 'reaffirmation']).nullable() }))),
}
