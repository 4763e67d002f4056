const HOUR = 60 * 60_000
const MORNING = 9
const MONDAY = 1

const morningIn = (now: Date, days: number) => {
  const at = new Date(now)
  at.setDate(at.getDate() + days)
  at.setHours(MORNING, 0, 0, 0)
  return at
}

/** The times that people mostly mean, in the zone of their browser. */
export function snoozeTimes(now: Date): { label: string; at: Date }[] {
  const untilMonday = (MONDAY + 7 - now.getDay()) % 7 || 7
  return [
    { label: 'In an hour', at: new Date(now.getTime() + HOUR) },
    { label: 'Tomorrow morning', at: morningIn(now, 1) },
    ...(untilMonday > 1 ? [{ label: 'On Monday', at: morningIn(now, untilMonday) }] : []),
    { label: 'In a week', at: morningIn(now, 7) },
  ]
}
