import { z } from 'zod'

import { RecordId, RecordKey, RecordSummary } from '#commons/records/contract.ts'
import { command, page, pageById, pageOf, query, refusals } from '#platform/api/contract.ts'
import { MemberId } from '#platform/auth/identity.ts'

/** The three sections of a vision, in the order in which they are read. */
export const SECTIONS = ['user needs', 'market goals', 'long-term objectives'] as const
export const Section = z.enum(SECTIONS)
export type Section = z.infer<typeof Section>

/** One sentence of a vision's text. It becomes a record, under this id, when its version is published. */
export const Sentence = z.object({
  clauseId: RecordId,
  section: Section,
  text: z.string().trim().min(1, 'Write the clause.').max(500, 'At most 500 characters: one clause, one thought.'),
})
export type Sentence = z.infer<typeof Sentence>

const NorthStar = z.string().trim().max(300, 'At most 300 characters: one sentence.')
const Revision = z.number().int().min(0)

/** What a vision says, whether drafted, proposed or published. `northStarId` is the metric that shows it coming true. */
export const VisionText = z.object({
  sentence: NorthStar,
  northStarId: RecordId.nullable(),
  clauses: z.array(Sentence).max(60, 'At most 60 clauses.'),
})
export type VisionText = z.infer<typeof VisionText>

/** What is being written. Nobody is bound by it. `revision` tells whether somebody else wrote meanwhile. */
export const Draft = VisionText.extend({
  northStar: RecordSummary.nullable(),
  revision: z.number().int(),
  editedBy: MemberId.nullable(),
  editedAt: z.date().nullable(),
})
export type Draft = z.infer<typeof Draft>

/** One exact text with its author and reason. Both sides sign it off, or not; it never changes. */
export const Version = VisionText.extend({
  northStar: RecordSummary.nullable(),
  number: z.number().int(),
  author: MemberId,
  reason: z.string(),
  proposedAt: z.date(),
  publishedAt: z.date().nullable(),
  publishedBy: MemberId.nullable(),
})
export type Version = z.infer<typeof Version>

/** A clause that holds, or held until it was retired. `addedIn` and `changedIn` are version numbers. */
export const Clause = RecordSummary.extend({
  section: Section,
  position: z.number().int(),
  addedIn: z.number().int(),
  changedIn: z.number().int(),
  retiredIn: z.number().int().nullable(),
})
export type Clause = z.infer<typeof Clause>

/** How much is being done, and was finished, for the sake of one clause. */
export const Effort = z.object({
  clauseId: RecordId,
  objectives: z.number().int(),
  activeObjectives: z.number().int(),
  keyResults: z.number().int(),
  workItems: z.number().int(),
  workItemsDone: z.number().int(),
})
export type Effort = z.infer<typeof Effort>

/** The one vision of a workspace: drafted by anyone, published by both sides. */
export const visions = {
  get: query(
    'observer',
    '/vision',
    'The vision: what is published, what is proposed, and what is being drafted.',
  ).output(
    z.object({
      record: RecordSummary.nullable(),
      published: Version.nullable(),
      /** The newest version, while it waits for sign-offs; null when the newest is the published one. */
      proposed: Version.nullable(),
      clauses: z.array(Clause),
      draft: Draft,
      /** True when the draft says something else than the newest version. */
      isDraftAhead: z.boolean(),
      /** The metric that shows the vision coming true, as published. */
      northStar: RecordSummary.nullable(),
      /** The metrics that feed the north star. */
      inputMetrics: z.array(RecordSummary),
    }),
  ),
  effort: query(
    'observer',
    '/vision/effort',
    'For each clause: its objectives, their key results, and the work items below that are finished.',
  ).output(z.array(Effort)),
  clause: query('observer', '/vision/clauses/{key}', 'One clause with its objectives, whether it holds or is retired.')
    .input(z.object({ key: RecordKey }))
    .output(Clause.extend({ objectives: z.array(RecordSummary), effort: Effort })),
  retired: query('observer', '/vision/retired-clauses', 'The clauses that were retired, newest first.')
    .input(pageById)
    .output(pageOf(Clause)),
  versions: query('observer', '/vision/versions', 'Every version that was proposed, newest first.')
    .input(page)
    .output(pageOf(Version)),
  version: query('observer', '/vision/versions/{number}', 'One version beside the one that was published before it.')
    .input(z.object({ number: z.coerce.number().int().min(1) }))
    .output(z.object({ version: Version, before: Version.nullable() })),
  edit: command('member', '/vision/draft', 'Writes the draft. The published vision stays as it is.')
    .input(
      VisionText.extend({
        revision: Revision,
        /** Without an id a sentence is new. */
        clauses: z.array(Sentence.extend({ clauseId: RecordId.nullable() })).max(60, 'At most 60 clauses.'),
      }),
    )
    .output(Draft)
    .errors(
      refusals({
        CHANGED_MEANWHILE: 'Somebody else changed the draft meanwhile. Look at theirs, then write yours again.',
        NOT_A_METRIC: 'The north star is a metric of this workspace.',
        NOT_A_CLAUSE: 'One of the clauses is not one of this vision.',
      }),
    ),
  startOver: command(
    'member',
    '/vision/draft/start-over',
    'Throws the draft away and begins again from what is published.',
  )
    .input(z.object({ revision: Revision }))
    .output(Draft)
    .errors(
      refusals({
        CHANGED_MEANWHILE: 'Somebody else changed the draft meanwhile. Look at it before you throw it away.',
      }),
    ),
  propose: command(
    'member',
    '/vision/versions',
    'Makes the draft a version that both sides can sign off. Sign-offs of earlier versions do not count for it.',
  )
    .input(
      z.object({
        revision: Revision,
        reason: z.string().trim().min(1, 'Say why it changes.').max(500, 'At most 500 characters.'),
      }),
    )
    .output(Version)
    .errors(
      refusals({
        CHANGED_MEANWHILE: 'Somebody else changed the draft meanwhile. Read it before you propose it.',
        NO_SENTENCE: 'Write the north-star sentence first.',
        NO_CLAUSES: 'A vision has at least one clause.',
        NOTHING_CHANGED: 'The draft says the same as the newest version.',
      }),
    ),
  publish: command('member', '/vision/versions/{number}/publish', 'Publishes a version that both sides signed off.')
    .input(z.object({ number: z.number().int().min(1) }))
    .output(Version)
    .errors(
      refusals({
        NOT_THE_NEWEST: 'A newer version was proposed. Only the newest can be published.',
        ALREADY_PUBLISHED: 'This version is published already.',
        NEEDS_PRODUCT: 'The product side has not signed off this version yet.',
        NEEDS_ENGINEERING: 'The engineering side has not signed off this version yet.',
        NEEDS_BOTH_SIDES: 'Neither side has signed off this version yet.',
      }),
    ),
  restore: command(
    'member',
    '/vision/versions/{number}/restore',
    'Puts the text of an earlier version into the draft. Nothing is published by it.',
  )
    .input(z.object({ number: z.number().int().min(1), revision: Revision }))
    .output(Draft)
    .errors(
      refusals({ CHANGED_MEANWHILE: 'Somebody else changed the draft meanwhile. Look at it before you replace it.' }),
    ),
}
