/** A calendar day without a zone, such as `2026-11-22`. Days compare and sort as text. */
export type Day = string

const formats = new Map<string, Intl.DateTimeFormat>()

function formatIn(timeZone: string) {
  const known = formats.get(timeZone)
  if (known) return known
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
  formats.set(timeZone, format)
  return format
}

/** The day that it is at an instant in a zone. */
export const dayIn = (timeZone: string, at: Date): Day => formatIn(timeZone).format(at)

const DAY_MS = 86_400_000
const startOf = (day: Day) => Date.parse(`${day}T00:00:00Z`)

/** So many days later; earlier when negative. */
export const addDays = (day: Day, days: number): Day =>
  new Date(startOf(day) + days * DAY_MS).toISOString().slice(0, 10)

/** How many days later `to` is than `from`; negative when it is earlier. */
export const daysBetween = (from: Day, to: Day) => Math.round((startOf(to) - startOf(from)) / DAY_MS)

/** Whether a text is a day of the calendar: `2026-02-30` is not. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const at = startOf(text)
  return Number.isFinite(at) && new Date(at).toISOString().startsWith(text)
}

/** Every day from one to another, both included; none when they are the wrong way round. */
export function daysFrom(from: Day, to: Day): Day[] {
  return Array.from({ length: Math.max(0, daysBetween(from, to) + 1) }, (_, index) => addDays(from, index))
}

/** 0 for Monday to 6 for Sunday. */
export const weekdayOf = (day: Day) => (new Date(startOf(day)).getUTCDay() + 6) % 7
