import { workspaceOf } from '#commons/people/lookups.ts'
import type { Transaction } from '#platform/database/database.ts'
import { addDays, dayIn } from '#platform/time/days.ts'
import { metricsById, type MetricSummary, seriesOf } from '#practices/outcomes/metrics/lookups.ts'
import { releasesBetween } from '#practices/outcomes/releases/lookups.ts'
import { keyResultsOfObjectives } from '#practices/vision/objectives/key-results/lookups.ts'
import { objectivesById } from '#practices/vision/objectives/lookups.ts'

import type { ShownTile, Tile } from '../contract.ts'
import { shownBy, weekChangeOf } from '../rules.ts'
import type { TileContent } from './contract.ts'

/** A figure's little line. */
const FIGURE_DAYS = 56
const MOST_RELEASES = 12

/** What tiles show at an instant. Every lookup names the workspace itself, so it holds in the owner's transaction too. */
export async function contentsOf(tx: Transaction, workspaceId: string, tiles: Tile[], now: Date): Promise<ShownTile[]> {
  const today = dayIn((await workspaceOf(tx, workspaceId)).timeZone, now)
  const { metricIds, objectiveIds } = shownBy(tiles)
  const metrics = await metricsById(tx, workspaceId, metricIds)
  const objectives = await objectivesById(tx, workspaceId, objectiveIds, now)
  const keyResults = await keyResultsOfObjectives(tx, workspaceId, objectiveIds, now)

  async function metricContent(metric: MetricSummary | undefined, days: number): Promise<TileContent> {
    if (!metric) return { kind: 'gone' }
    const from = addDays(today, -days)
    const points = await seriesOf(tx, workspaceId, metric.id, from, today)
    return {
      kind: 'metric',
      metric: {
        key: metric.key,
        name: metric.name,
        unit: metric.unit,
        digits: metric.digits,
        direction: metric.direction,
        target: metric.target,
        low: metric.low,
        high: metric.high,
        atRiskAt: metric.atRiskAt,
        offTrackAt: metric.offTrackAt,
        standing: metric.standing,
        isReached: metric.isReached,
        latest: metric.latest,
        weekChange: weekChangeOf(points),
        from,
        to: today,
        points,
      },
    }
  }

  async function contentOf(tile: Tile): Promise<TileContent> {
    if (tile.kind === 'chart') return metricContent(metrics.get(tile.metricId), tile.days)
    if (tile.kind === 'figure') return metricContent(metrics.get(tile.metricId), FIGURE_DAYS)
    if (tile.kind === 'note') return { kind: 'note', text: tile.text }
    if (tile.kind === 'releases') {
      const found = await releasesBetween(tx, workspaceId, addDays(today, -tile.days), today)
      const shipped = found.flatMap(({ key, title, version, shippedOn, state }) =>
        state !== 'withdrawn' && shippedOn ? [{ key, title, version, shippedOn }] : [],
      )
      return { kind: 'releases', releases: shipped.toReversed().slice(0, MOST_RELEASES) }
    }
    const objective = objectives.get(tile.objectiveId)
    if (!objective) return { kind: 'gone' }
    return {
      kind: 'key-results',
      objective: { key: objective.key, title: objective.title },
      keyResults: (keyResults.get(tile.objectiveId) ?? []).map((one) => ({
        key: one.key,
        title: one.title,
        progress: one.progress,
        expected: one.expected,
        status: one.status,
        value: one.value,
        target: one.target,
        unit: one.unit,
        isDate: one.kind === 'delivery date',
      })),
    }
  }

  const shown: ShownTile[] = []
  for (const tile of tiles) shown.push({ tile, content: await contentOf(tile) })
  return shown
}
