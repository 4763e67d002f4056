import { useSyncExternalStore } from 'react'

import { useMe } from './everyone.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'short' })

/** How long ago, as people say it; a date when it is more than six days away. */
export function timeWords(at: Date, present: number, timeZone: string | undefined) {
  const ms = at.getTime() - present
  const size = Math.abs(ms)
  if (size < MINUTE) return 'just now'
  if (size < HOUR) return relative.format(Math.trunc(ms / MINUTE), 'minute')
  if (size < DAY) return relative.format(Math.trunc(ms / HOUR), 'hour')
  if (size < 7 * DAY) return relative.format(Math.trunc(ms / DAY), 'day')
  const isThisYear = at.getUTCFullYear() === new Date(present).getUTCFullYear()
  const year = isThisYear ? {} : { year: 'numeric' as const }
  return at.toLocaleDateString(undefined, { timeZone, day: 'numeric', month: 'short', ...year })
}

const watchers = new Set<() => void>()
let now = Date.now()
let ticking: ReturnType<typeof setInterval> | undefined

/** One clock for all times in sight. */
function subscribe(watcher: () => void) {
  now = Date.now()
  watchers.add(watcher)
  ticking ??= setInterval(() => {
    now = Date.now()
    for (const one of watchers) one()
  }, MINUTE)
  return () => {
    watchers.delete(watcher)
    if (watchers.size === 0) {
      clearInterval(ticking)
      ticking = undefined
    }
  }
}

/** An instant in the reader's zone: how long ago, and exactly on pointing. */
export function When({ at }: { at: Date }) {
  const timeZone = useMe()?.timeZone
  const present = useSyncExternalStore(subscribe, () => now)
  return (
    <time
      dateTime={at.toISOString()}
      title={at.toLocaleString(undefined, { timeZone, dateStyle: 'full', timeStyle: 'short' })}
    >
      {timeWords(at, present, timeZone)}
    </time>
  )
}
