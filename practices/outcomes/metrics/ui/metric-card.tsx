import { usePeople } from '#commons/people/ui/embeds.tsx'
import { Chip, classNames, Link, OwnerPair, Sparkline, StatusMark } from '#design/index.ts'
import { daysBetween } from '#platform/time/days.ts'

import type { Metric } from '../contract.ts'
import { useToday } from './series.ts'
import { trendOf } from './trend.ts'
import { aimOf, changeFigure, dayShort, figureOf, isVisible, STATUS_OF } from './words.ts'

import css from './metrics.module.css'

export function useOwners({
  productOwnerId,
  engineeringOwnerId,
}: Pick<Metric, 'productOwnerId' | 'engineeringOwnerId'>) {
  const { byId } = usePeople()
  return {
    product: productOwnerId ? byId.get(productOwnerId) : undefined,
    engineering: engineeringOwnerId ? byId.get(engineeringOwnerId) : undefined,
  }
}

/** Where a metric stands, in the fixed shapes; nothing where there is nothing to compare with. */
export function StandingMark({ metric }: { metric: Pick<Metric, 'standing' | 'isReached' | 'direction'> }) {
  const { standing, isReached, direction } = metric
  return (
    <>
      {standing && <StatusMark status={STATUS_OF[standing]} />}
      {isReached && direction !== 'between' && <Chip tone="green">Target reached</Chip>}
    </>
  )
}

/** The difference to four weeks before, with what it was made of on pointing. */
export function Trend({ metric }: { metric: Metric }) {
  const trend = trendOf(metric.recent)
  if (!trend) return null
  return (
    <span
      title={`The mean of the last seven days (${trend.now} values) against the seven days four weeks before (${trend.before} values)`}
    >
      {isVisible(trend.by, metric) ? `${changeFigure(trend.by, metric)} in four weeks` : 'Unchanged in four weeks'}
    </span>
  )
}

/** One metric at a glance: what it is at, how it went, whose it is. */
export function MetricCard({ metric, pinned }: { metric: Metric; pinned?: boolean }) {
  const owners = useOwners(metric)
  const today = useToday()
  const { latest, recent, direction, target } = metric
  const aim = aimOf(metric)
  return (
    <Link href={`/metrics/${metric.key}`} className={classNames(css.card, pinned && css.pinned)}>
      <span className={css.cardHead}>
        <span className={css.cardName}>{metric.name}</span>
        <OwnerPair {...owners} size={22} />
      </span>
      {(pinned || metric.isGuardrail || metric.kind === 'output') && (
        <span className={css.tags}>
          {pinned && <Chip tone="accent">North star</Chip>}
          {metric.isGuardrail && <Chip>Guardrail</Chip>}
          {metric.kind === 'output' && <Chip>Output</Chip>}
        </span>
      )}
      <span className={css.cardMiddle}>
        <span className={css.latest}>{latest ? figureOf(latest.value, metric) : 'No values yet'}</span>
        {recent.length > 1 && (
          <Sparkline
            values={recent.map(({ value }) => value)}
            label={`${metric.name}, the last ${recent.length} values`}
            width={pinned ? 260 : 116}
            height={pinned ? 52 : 34}
            {...(direction === 'between' || target === null ? {} : { target })}
          />
        )}
      </span>
      <span className={css.cardFoot}>
        <StandingMark metric={metric} />
        {aim && <span>{aim}</span>}
        <Trend metric={metric} />
        {latest && daysBetween(latest.day, today) > 1 && (
          <span className={css.when}>last on {dayShort(latest.day)}</span>
        )}
      </span>
    </Link>
  )
}
