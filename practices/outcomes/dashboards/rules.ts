import { addDays, type Day, daysFrom, weekdayOf } from '#platform/time/days.ts'

import type { TileContent } from './contents/contract.ts'
import type { Tile } from './contract.ts'

type Point = { day: Day; value: number }

/** The records that tiles show, each once. */
export function shownBy(tiles: Tile[]) {
  const idOf = (tile: Tile) => {
    if (tile.kind === 'chart' || tile.kind === 'figure') return { type: 'metric' as const, id: tile.metricId }
    if (tile.kind === 'key-results') return { type: 'objective' as const, id: tile.objectiveId }
    return undefined
  }
  const found = tiles.map(idOf).filter((one) => one !== undefined)
  const of = (type: 'metric' | 'objective') => [
    ...new Set(found.filter((one) => one.type === type).map(({ id }) => id)),
  ]
  return { metricIds: of('metric'), objectiveIds: of('objective') }
}

/** What is wrong with tiles by themselves; undefined when nothing is. */
export function whyNotArrange(tiles: Tile[]) {
  if (new Set(tiles.map(({ id }) => id)).size < tiles.length) return 'SAME_TILE'
}

/** The mean of the last seven days that hold a value less that of the seven before; null where either has none. */
export function weekChangeOf(points: Point[]): number | null {
  const last = points.at(-1)
  if (!last) return null
  const meanOf = (from: Day, to: Day) => {
    const days = new Set(daysFrom(from, to))
    const values = points.filter(({ day }) => days.has(day)).map(({ value }) => value)
    return values.length > 0 ? values.reduce((sum, value) => sum + value, 0) / values.length : null
  }
  const now = meanOf(addDays(last.day, -6), last.day)
  const before = meanOf(addDays(last.day, -13), addDays(last.day, -7))
  return now === null || before === null ? null : now - before
}

/** At eight on Monday the digest of the week before is due, in the workspace’s zone; until Sunday it may go out late. */
const DIGEST_HOUR = 8

/** The Monday whose digest is due, as the day and hour in the workspace’s zone tell. */
export function digestDueOn(today: Day, hour: number): Day {
  const monday = addDays(today, -weekdayOf(today))
  return weekdayOf(today) === 0 && hour < DIGEST_HOUR ? addDays(monday, -7) : monday
}

/** Whether a reader is due a digest: not for weeks before they asked for it, and each Monday’s once. */
export const isDigestDue = (reader: { sentFor: Day | null; askedOn: Day }, dueOn: Day) =>
  reader.sentFor === null ? reader.askedOn <= dueOn : reader.sentFor < dueOn

const figure = (value: number, { unit, digits }: { unit: string; digits: number }) =>
  unit ? `${value.toFixed(digits)} ${unit}` : value.toFixed(digits)

/** What a tile says in the digest, a line each; none for notes and what is gone. */
export function digestLines(content: TileContent): string[] {
  if (content.kind === 'metric') {
    const { name, latest, weekChange, target, standing } = content.metric
    if (!latest) return [`${name}: no values yet`]
    const change =
      weekChange === null || Number(weekChange.toFixed(content.metric.digits)) === 0
        ? ''
        : `, ${weekChange > 0 ? 'up' : 'down'} ${figure(Math.abs(weekChange), content.metric)} on the week before`
    const aim = target === null ? '' : ` (target ${figure(target, content.metric)})`
    return [`${name}: ${figure(latest.value, content.metric)}${aim}${change}${standing ? `, ${standing}` : ''}`]
  }
  if (content.kind === 'key-results')
    return content.keyResults.map(
      ({ title, progress, status }) =>
        `${content.objective.title} – ${title}: ${Math.round(progress * 100)} %${status ? `, ${status}` : ''}`,
    )
  if (content.kind === 'releases')
    return content.releases.map(({ title, version, shippedOn }) => `Released ${version} ${title} on ${shippedOn}`)
  return []
}
