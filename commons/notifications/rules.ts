import { Temporal } from 'temporal-polyfill'

import type { Rhythm } from './contract.ts'

/** How long notices wait for company before a letter leaves. */
export const GATHER_MINUTES = 5

/** The hour, in the member's zone, at which digests leave. */
export const DIGEST_HOUR = 8

const MONDAY = 1

/** When the letter with a notice of this instant shall leave, by the member's rhythm and zone. */
export function nextLetter(rhythm: Rhythm, now: Date, timeZone: string): Date {
  if (rhythm === 'soon') return new Date(now.getTime() + GATHER_MINUTES * 60_000)
  const here = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone)
  let morning = here.toPlainDate().toZonedDateTime({ timeZone, plainTime: { hour: DIGEST_HOUR } })
  while (Temporal.ZonedDateTime.compare(morning, here) <= 0 || (rhythm === 'weekly' && morning.dayOfWeek !== MONDAY)) {
    morning = morning
      .toPlainDate()
      .add({ days: 1 })
      .toZonedDateTime({ timeZone, plainTime: { hour: DIGEST_HOUR } })
  }
  return new Date(morning.epochMilliseconds)
}

type Told = { by: string | null; text: string }

/** A notice as a sentence of its own: `text` continues after the name, or stands alone when nobody did it. */
export const sentenceOf = ({ by, text }: Told) => (by ? `${by} ${text}` : text)

/** What the subject line of a letter says. */
export function subjectOf(told: Told[], workspace: string) {
  const [first, ...others] = told
  if (!first) return workspace
  const sentence = sentenceOf(first)
  const short = sentence.length > 90 ? `${sentence.slice(0, 89)}…` : sentence
  if (others.length === 0) return `${short} · ${workspace}`
  return others.length === 1
    ? `${short}, and one more · ${workspace}`
    : `${short}, and ${others.length} more · ${workspace}`
}

const MOST_WORDS = 60
const inWords = (value: unknown) => {
  const words = wordsOf(value)
  return words.length > MOST_WORDS ? `${words.slice(0, MOST_WORDS - 1)}…` : words
}

/** Nothing, the words of a list, or a single value; only an object stands as it is stored. */
function wordsOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.map(wordsOf).join(', ')
  return typeof value === 'object' ? JSON.stringify(value) : String(value as string | number | boolean)
}

/** What changed, for a notice: `state Next → Now, and 2 more`. Long texts are only named. */
export function changesInWords(changes: { field: string; from: unknown; to: unknown }[]) {
  const [first, ...others] = changes
  if (!first) return ''
  const [from, to] = [inWords(first.from), inWords(first.to)]
  const words =
    to === '' ? `${first.field} taken away` : from === '' ? `${first.field} ${to}` : `${first.field} ${from} → ${to}`
  return others.length > 0 ? `${words}, and ${others.length} more` : words
}

/** A letter in plain text: each notice with where it leads, and how to be told less. */
export const letterText = (told: (Told & { url: string })[], about: { workspace: string; settings: string }) =>
  [
    ...told.map((one) => `${sentenceOf(one)}\n${one.url}`),
    `You get this as a member of ${about.workspace}. Choose what reaches you by mail:\n${about.settings}`,
  ].join('\n\n')
