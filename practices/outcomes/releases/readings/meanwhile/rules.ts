import type { RecordId } from '#commons/records/contract.ts'
import { addDays, type Day, daysBetween } from '#platform/time/days.ts'

import type { Meanwhile } from '../contract.ts'

type Other = { id: RecordId; shippedOn: Day; movesIds: readonly string[]; hasEffect: boolean }
type Redefined = { metricId: string; day: Day; fields: readonly string[] }

export type Happening = {
  shippedOn: Day
  window: { from: Day; to: Day }
  metricId: string
  controlId: string | null
  /** Other releases, withdrawn ones too, with the metrics that each was meant to move or was seen to. */
  releases: readonly Other[]
  redefinitions: readonly Redefined[]
  /** The day of the first declaration of the release's own effect. */
  declaredOn: Day
  /** Later declarations of it, with their reasons. */
  redeclared: readonly { on: Day; reason: string }[]
  /** The days that hold a value, in order. */
  measured: readonly Day[]
}

/** Two releases this close cannot be told apart by their dates, whatever each should move. */
const SAME_DAYS = 3
/** A release of which nobody said what it moves confounds this close, before or after. Else each small one would. */
const STILL_AT_WORK = 14
/** Days that an earlier release gets to settle before values count as the state before the next. */
const SETTLED_AFTER = 8
const LEAST_BEFORE = 28
/** Fewer days without a value are a weekend or a slip. */
const LEAST_GAP = 4

/**
 * The day from which values count: what was counted before it was something else, or another release with the same metric had
 * moved it. An earlier release moves the start only where four weeks of values remain; otherwise it confounds.
 */
export function cleanFrom({ shippedOn, metricId, controlId, releases, redefinitions, measured }: Happening) {
  let from = ''
  for (const { metricId: id, day } of redefinitions)
    if ((id === metricId || id === controlId) && day <= shippedOn && day > from) from = day
  for (const other of releases) {
    const settled = addDays(other.shippedOn, SETTLED_AFTER)
    if (!other.movesIds.includes(metricId) || settled >= shippedOn) continue
    const left = measured.filter((day) => day >= settled && day < shippedOn).length
    if (left >= LEAST_BEFORE && settled > from) from = settled
  }
  return from || undefined
}

function ofRelease(other: Other, happening: Happening, from: Day | undefined): Meanwhile {
  const { shippedOn, metricId, controlId } = happening
  const apart = Math.abs(daysBetween(other.shippedOn, shippedOn))
  const says =
    from !== undefined && other.shippedOn < from
      ? undefined
      : apart <= SAME_DAYS
        ? 'It shipped so close to this one that their days do not tell them apart.'
        : other.movesIds.includes(metricId)
          ? 'It moved the same metric, or was meant to.'
          : controlId !== null && other.movesIds.includes(controlId)
            ? 'It moved the control, or was meant to.'
            : !other.hasEffect && apart <= STILL_AT_WORK
              ? 'Nobody said what it should move.'
              : undefined
  return {
    kind: 'release',
    on: other.shippedOn,
    until: null,
    releaseId: other.id,
    says:
      says ??
      (other.movesIds.includes(metricId)
        ? 'It moved the same metric, or was meant to, so the days before count only from when it had settled.'
        : other.hasEffect
          ? 'It was meant to move something else.'
          : 'Nobody said what it should move. It lies more than two weeks away.'),
    confounds: says !== undefined,
  }
}

/** Stretches of four days or more without a value. */
function gapsIn({ measured, window, shippedOn }: Happening): Meanwhile[] {
  return measured.flatMap((day, index) => {
    const next = measured[index + 1] ?? addDays(window.to, 1)
    const on = addDays(day, 1)
    const until = addDays(next, -1)
    const missing = daysBetween(day, next) - 1
    if (missing < LEAST_GAP || on > window.to || until < window.from || on === shippedOn) return []
    const says = `No value for ${missing} days.`
    return [{ kind: 'gap' as const, on, until, releaseId: null, says, confounds: false }]
  })
}

/** What else happened in the days of a reading, in the order of their days, and what of it confounds. */
export function meanwhileOf(happening: Happening): Meanwhile[] {
  const { shippedOn, window, metricId, controlId, releases, redefinitions, declaredOn, redeclared } = happening
  const from = cleanFrom(happening)
  const within = (day: Day) => day >= window.from && day <= window.to
  return [
    ...releases.filter((other) => within(other.shippedOn)).map((other) => ofRelease(other, happening, from)),
    ...redefinitions
      .filter(({ metricId: id, day }) => within(day) && (id === metricId || id === controlId))
      .map(({ metricId: id, day, fields }): Meanwhile => {
        const what = `Another ${fields.join(' and ')} of the ${id === metricId ? 'metric' : 'control'}`
        const confounds = day > shippedOn
        const says = confounds
          ? `${what}: the days on both sides of it are not one series.`
          : `${what}: only the days from here on count.`
        return { kind: 'definition', on: day, until: null, releaseId: null, says, confounds }
      }),
    // A day of shipping can be written down afterwards.
    ...(declaredOn > shippedOn
      ? [
          {
            kind: 'declaration' as const,
            on: declaredOn,
            until: null,
            releaseId: null,
            says: `The effect was declared ${daysBetween(shippedOn, declaredOn)} days after shipping, when its values could be known.`,
            confounds: false,
          },
        ]
      : []),
    ...redeclared
      .filter(({ on }) => within(on))
      .map(({ on, reason }): Meanwhile => ({
        kind: 'declaration',
        on,
        until: null,
        releaseId: null,
        says: reason ? `The effect was declared anew: ${reason}` : 'The effect was declared anew.',
        confounds: false,
      })),
    ...gapsIn(happening),
  ].toSorted((one, other) => (one.on < other.on ? -1 : one.on > other.on ? 1 : 0))
}
