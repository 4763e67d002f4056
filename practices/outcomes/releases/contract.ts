import { z } from 'zod'

import { TeamId } from '#commons/people/contract.ts'
import { RecordId, RecordKey, RecordSummary } from '#commons/records/contract.ts'
import { command, Day, pageById, pageOf, query, refusals } from '#platform/api/contract.ts'
import { MemberId } from '#platform/auth/identity.ts'

import { calibration } from './calibration/contract.ts'
import { Declared, effects } from './effects/contract.ts'
import { Reading, readings } from './readings/contract.ts'
import { shipping } from './shipping/contract.ts'

export { type Calibration, type Foreseen } from './calibration/contract.ts'
export { Declared, Effect } from './effects/contract.ts'
export { type Estimate, type Lack, Reading, ReadingOutcome } from './readings/contract.ts'

export const RELEASE_STATES = ['planned', 'shipped', 'withdrawn'] as const
export const ReleaseState = z.enum(RELEASE_STATES)
export type ReleaseState = z.infer<typeof ReleaseState>

/** Something that goes to users at once: what it brings, and what it should change for them. */
export const Release = z.object({
  id: RecordId,
  key: z.string(),
  title: z.string(),
  state: ReleaseState,
  recordVersion: z.number().int(),
  /** What users and engineers call it: `4.12`. */
  version: z.string(),
  name: z.string(),
  plannedOn: z.string().nullable(),
  shippedAt: z.date().nullable(),
  teamId: TeamId.nullable(),
  leads: z.object({ product: MemberId.nullable(), engineering: MemberId.nullable() }),
  /** Who gets it: everyone, a city, a tenth of all couriers. */
  target: z.string(),
  /** What it brings: how many records, and how many of them are done. */
  contents: z.object({ total: z.number().int(), done: z.number().int() }),
  effect: Declared.nullable(),
  /** Which sides signed exactly what is declared. */
  signed: z.object({ product: z.boolean(), engineering: z.boolean() }),
  /** Why it shipped without an effect that both sides had signed. */
  shippedBecause: z.string().nullable(),
  withdrawnBecause: z.string().nullable(),
  editedAt: z.date(),
})
export type Release = z.infer<typeof Release>

/** A release with all that its page shows. */
export const ReleaseDetail = Release.extend({
  stateGroup: RecordSummary.shape.stateGroup,
  records: z.array(RecordSummary),
  notes: z.string(),
  url: z.string().nullable(),
  repository: z.string().nullable(),
  tag: z.string().nullable(),
  /** Everything that was ever declared, newest first. */
  declared: z.array(Declared),
  readings: z.array(Reading),
})
export type ReleaseDetail = z.infer<typeof ReleaseDetail>

/** A release as a mark on a chart. */
export const ReleaseMark = z.object({
  id: RecordId,
  key: z.string(),
  title: z.string(),
  version: z.string(),
  shippedAt: z.date(),
  shippedOn: z.string(),
  teamId: TeamId.nullable(),
  state: ReleaseState,
})
export type ReleaseMark = z.infer<typeof ReleaseMark>

const Version = z.string().trim().min(1, 'Give it a version.').max(60, 'At most 60 characters.')
const Name = z.string().trim().max(120, 'At most 120 characters.')
const Described = z.object({
  version: Version,
  name: Name,
  plannedOn: Day.nullable(),
  teamId: TeamId.nullable(),
  productLeadId: MemberId.nullable(),
  engineeringLeadId: MemberId.nullable(),
  target: z.string().trim().max(160, 'At most 160 characters.'),
})
const Contents = z.array(RecordId).max(500, 'At most 500 at once.')
const OfKey = z.object({ key: RecordKey })

const PLACES = refusals({
  NOT_A_TEAM: 'This team is not one of this workspace.',
  NOT_A_MEMBER: 'A lead is not a member of this workspace.',
  WRONG_SIDE: 'Each lead has to stand on the side that they lead it for.',
})
const DOES_NOT_FIT = 'A release brings work items, changes and initiatives.'

/** What goes to users: what it brings, what it should change, and what it changed. */
export const releases = {
  create: command('member', '/releases', 'Plans a release.')
    .input(Described.partial().extend({ version: Version, contents: Contents.default([]) }))
    .output(Release)
    .errors({ ...PLACES, ...refusals({ DOES_NOT_FIT }) }),
  edit: command('member', '/releases/{key}/edit', 'Changes a release’s version, name, day, team, leads or target.')
    .input(
      Described.partial().extend({
        key: RecordKey,
        /** The `editedAt` that you saw, so that nobody’s change is overwritten unseen. */
        seenAt: z.date().optional(),
      }),
    )
    .output(Release)
    .errors({ ...PLACES, ...refusals({ CHANGED_MEANWHILE: 'Somebody changed it while you wrote. Look again.' }) }),
  add: command('member', '/releases/{key}/add', 'Adds work items, changes or initiatives to what a release brings.')
    .input(OfKey.extend({ ids: Contents.min(1, 'Choose at least one.') }))
    .output(z.object({ contents: z.array(RecordSummary) }))
    .errors(refusals({ DOES_NOT_FIT })),
  leaveOut: command('member', '/releases/{key}/leave-out', 'Takes a record out of what a release brings.').input(
    OfKey.extend({ id: RecordId }),
  ),
  draftNotes: query('observer', '/releases/{key}/notes-draft', 'Release notes in Markdown, made from what it brings.')
    .input(OfKey)
    .output(z.object({ notes: z.string() })),
  writeNotes: command('member', '/releases/{key}/notes', 'Writes the release notes, in Markdown.')
    .input(
      OfKey.extend({
        notes: z.string().max(50_000, 'At most 50,000 characters.'),
        /** The notes that you saw, so that nobody’s words are overwritten unseen. */
        saw: z.string().max(50_000).optional(),
      }),
    )
    .errors(refusals({ CHANGED_MEANWHILE: 'Somebody wrote notes while you did. Look again.' })),
  get: query('observer', '/releases/{key}', 'One release by its key, with what it brings and what it moved.')
    .input(OfKey)
    .output(ReleaseDetail),
  list: query('observer', '/releases', 'Releases: those to come, then the newest shipped.')
    .input(
      pageById.extend({
        state: z.array(ReleaseState).max(3).optional(),
        teamId: TeamId.optional(),
        search: z.string().trim().max(100).optional(),
      }),
    )
    .output(pageOf(Release)),
  marks: query('observer', '/release-marks', 'The releases shipped from one day to another, as marks for a chart.')
    .input(z.object({ from: Day, to: Day }))
    .output(z.array(ReleaseMark)),
  ...effects,
  ...shipping(Release),
  ...readings,
  ...calibration,
}
