import { z } from 'zod'

import { RecordId, RecordSummary, RecordType } from '#commons/records/contract.ts'
import { command, pageById, pageOf, query, refusals } from '#platform/api/contract.ts'

export const LINK_KINDS = [
  'serves',
  'delivers',
  'measures',
  'evidences',
  'decides',
  'blocks',
  'supersedes',
  'relates',
] as const
export const LinkKind = z.enum(LINK_KINDS)
export type LinkKind = z.infer<typeof LinkKind>

export const LinkId = z.uuid().brand<'LinkId'>()
export type LinkId = z.infer<typeof LinkId>

/** A typed edge. `from` is the lower end: it serves, delivers, measures, evidences or decides what `to` is. */
export const Link = z.object({ id: LinkId, kind: LinkKind, from: RecordSummary, to: RecordSummary })
export type Link = z.infer<typeof Link>

/** A record on the line: how many steps away it is, and over which link from which record it was reached. */
export const LineStep = z.object({
  record: RecordSummary,
  distance: z.number().int(),
  via: z.object({ kind: LinkKind, recordId: RecordId }),
})
export type LineStep = z.infer<typeof LineStep>

/** Why a record is there (upward, nearest first) and what came of it (downward). */
export const Line = z.object({
  record: RecordSummary,
  why: z.array(LineStep),
  cameOfIt: z.array(LineStep),
  /** True when upward ends at a vision clause. */
  reachesVision: z.boolean(),
  /** How many more records lie downward than are given. */
  moreBelow: z.number().int(),
})
export type Line = z.infer<typeof Line>

const Coverage = z.object({
  type: RecordType,
  total: z.number().int(),
  linked: z.number().int(),
  reachVision: z.number().int(),
})

/** Typed edges between records, and the line that runs along them from the vision to measured effects. */
export const links = {
  connect: command(
    'member',
    '/links',
    'Links two records. The lower one serves, delivers, measures, evidences or decides the higher.',
  )
    .input(z.object({ from: RecordId, to: RecordId, kind: LinkKind }))
    .output(Link)
    .errors(
      refusals({
        NOT_ITSELF: 'A record cannot be linked to itself.',
        DOES_NOT_FIT: 'These two types of record cannot be joined by this kind of link.',
        WOULD_CIRCLE: 'The line would run in a circle.',
      }),
    ),
  disconnect: command('member', '/links/{id}/remove', 'Takes a link away.').input(z.object({ id: LinkId })),
  of: query('observer', '/records/{recordId}/links', 'All links of one record, in both directions.')
    .input(z.object({ recordId: RecordId }))
    .output(z.array(Link)),
  line: query('observer', '/records/{recordId}/line', 'Why a record is there and what came of it, in one answer.')
    .input(z.object({ recordId: RecordId, most: z.number().int().min(1).max(500).default(200) }))
    .output(Line),
  whatFits: query('observer', '/link-fits', 'Which kinds of link may join which types of record.').output(
    z.array(z.object({ kind: LinkKind, from: RecordType, to: RecordType })),
  ),
  unlinked: query('observer', '/unlinked', 'Records of one type that have nothing above them, newest first.')
    .input(pageById.extend({ type: RecordType }))
    .output(pageOf(RecordSummary)),
  map: query(
    'observer',
    '/line-map',
    'The whole line from the vision clauses down to initiatives, with how much hangs below each.',
  ).output(
    z.object({
      records: z.array(RecordSummary.extend({ below: z.number().int(), doneBelow: z.number().int() })),
      edges: z.array(z.object({ from: RecordId, to: RecordId, kind: LinkKind })),
    }),
  ),
  coverage: query(
    'observer',
    '/line-coverage',
    'For each type: how many records there are, how many are linked upward, how many reach the vision.',
  ).output(z.array(Coverage)),
}
