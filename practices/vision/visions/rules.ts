import type { RecordId } from '#commons/records/contract.ts'

import { type Section, SECTIONS, type VisionText } from './contract.ts'

type Standing = { id: RecordId; section: string; title: string; position: number; retiredIn: number | null }

/** A text with its clauses in the order of the sections, as it is numbered and read. */
export function inOrder<Text extends VisionText>(text: Text): Text {
  const clauses = SECTIONS.flatMap((section) => text.clauses.filter((clause) => clause.section === section))
  return { ...text, clauses }
}

/** Whether two texts say the same, whatever else is noted of them. */
export function saysTheSame(one: VisionText, other: VisionText) {
  const said = ({ sentence, northStarId, clauses }: VisionText) =>
    JSON.stringify([sentence, northStarId, clauses.map(({ clauseId, section, text }) => [clauseId, section, text])])
  return said(inOrder(one)) === said(inOrder(other))
}

export function whyNotPropose(draft: VisionText, newest: VisionText | undefined) {
  if (draft.sentence === '') return 'NO_SENTENCE'
  if (draft.clauses.length === 0) return 'NO_CLAUSES'
  if (newest && saysTheSame(draft, newest)) return 'NOTHING_CHANGED'
}

/** `unsigned` says which sides have not agreed to exactly this version, as a refusal. */
export function whyNotPublish<Unsigned extends string>(
  version: { number: number; publishedAt: Date | null },
  newestNumber: number,
  unsigned: Unsigned | undefined,
) {
  if (version.publishedAt) return 'ALREADY_PUBLISHED'
  if (version.number !== newestNumber) return 'NOT_THE_NEWEST'
  return unsigned
}

/** A sentence that is not new names a clause of this vision, or one that the draft has already; and each at most once. */
export function areClausesKnown(clauses: { clauseId: string | null }[], known: ReadonlySet<string>) {
  const named = clauses.flatMap((clause) => clause.clauseId ?? [])
  return new Set(named).size === named.length && named.every((id) => known.has(id))
}

/**
 * What publishing a text does to the clauses there are: which sentences become new clauses, which clauses change their
 * words or section, move, come back, or are retired. `position` counts from 0 within a section.
 */
export function clauseChanges(text: VisionText, standing: Standing[]) {
  const known = new Map(standing.map((clause) => [clause.id as string, clause]))
  const placed = inOrder(text).clauses.map((sentence, i, all) => ({
    ...sentence,
    position: i - all.findIndex((other) => other.section === sentence.section),
  }))
  const kept = placed.flatMap((sentence) => {
    const before = known.get(sentence.clauseId)
    return before ? [{ ...sentence, before }] : []
  })
  const keptIds = new Set<string>(kept.map((sentence) => sentence.clauseId))
  return {
    added: placed.filter((sentence) => !known.has(sentence.clauseId)),
    changed: kept.filter(
      ({ before, text: now, section }) =>
        before.retiredIn !== null || before.title !== now || before.section !== section,
    ),
    moved: kept.filter(
      ({ before, text: now, section, position }) =>
        before.retiredIn === null && before.title === now && before.section === section && before.position !== position,
    ),
    retired: standing.filter((clause) => clause.retiredIn === null && !keptIds.has(clause.id)),
  }
}

export type ClauseDifference = {
  clauseId: string
  section: Section
  kind: 'added' | 'changed' | 'moved' | 'retired' | 'same'
  before: string
  after: string
}

/** What a text does to each clause of an earlier one, in the order in which the text is read; what it retires comes last. */
export function differences(text: VisionText, earlier: VisionText | null): ClauseDifference[] {
  const known = new Map((earlier?.clauses ?? []).map((clause) => [clause.clauseId as string, clause]))
  const standing = inOrder(text).clauses.map(({ clauseId, section, text: after }): ClauseDifference => {
    const before = known.get(clauseId)
    if (!before) return { clauseId, section, kind: 'added', before: '', after }
    const kind = before.text !== after ? 'changed' : before.section !== section ? 'moved' : 'same'
    return { clauseId, section, kind, before: before.text, after }
  })
  const kept = new Set(standing.map((one) => one.clauseId))
  const retired = (earlier?.clauses ?? []).filter((clause) => !kept.has(clause.clauseId))
  return [
    ...standing,
    ...retired.map(({ clauseId, section, text: before }) => ({
      clauseId,
      section,
      kind: 'retired' as const,
      before,
      after: '',
    })),
  ]
}
