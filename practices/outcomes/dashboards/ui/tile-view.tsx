import type { ReactNode } from 'react'

import { Aside, Link, MarkdownText, ProgressBar, Sparkline, type Status, StatusMark } from '#design/index.ts'
import { Slot } from '#platform/client/slots.tsx'
import {
  aimOf,
  changeFigure,
  dayShort,
  figureOf,
  type Scale,
  TimeChart,
} from '#practices/outcomes/metrics/ui/embeds.tsx'

import type { ShownMetric, TileContent } from '../contents/contract.ts'
import type { ShownTile } from '../contract.ts'

import css from './dashboards.module.css'

type Props = {
  shown: ShownTile
  /** In pixels, what the tile may fill below its title. */
  height: number
  /** Whether names lead to their pages; by a link without sign-in they do not. */
  linked: boolean
  /** Whether releases are marked on charts; only members may see all of them. */
  marked: boolean
}

const STATUS: Record<NonNullable<ShownMetric['standing']>, Status> = {
  'on track': 'on-track',
  'at risk': 'at-risk',
  'off track': 'off-track',
}

/** How a tile is called: what it shows. */
export function nameOf({ content }: ShownTile): string {
  if (content.kind === 'metric') return content.metric.name
  if (content.kind === 'key-results') return content.objective.title
  if (content.kind === 'releases') return 'Releases'
  return content.kind === 'note' ? 'Note' : 'Gone'
}

/** What a tile shows, the same for members of both sides and by a link. */
export function TileView({ shown, height, linked, marked }: Props) {
  const { tile, content } = shown
  const named = (path: string, name: string) => (linked ? <Link href={path}>{name}</Link> : name)
  if (content.kind === 'gone')
    return (
      <Frame name="Gone">
        <Aside>What it showed is not here any more. Take the tile away, or put another in its place.</Aside>
      </Frame>
    )
  if (content.kind === 'note')
    return (
      <div className={css.note}>
        <MarkdownText text={content.text} />
      </div>
    )
  if (content.kind === 'metric')
    return tile.kind === 'chart' ? (
      <ChartTile metric={content.metric} height={height} marked={marked} name={named} />
    ) : (
      <FigureTile metric={content.metric} name={named} />
    )
  if (content.kind === 'releases')
    return (
      <Frame name="Releases">
        {content.releases.length === 0 ? (
          <Aside>Nothing was released in these days.</Aside>
        ) : (
          <ul className={css.releases}>
            {content.releases.map(({ key, title, version, shippedOn }) => (
              <li key={key}>
                <b>{version}</b>
                <span className={css.releaseTitle}>{named(`/releases/${key}`, withoutVersion(title, version))}</span>
                <time dateTime={shippedOn}>{dayShort(shippedOn)}</time>
              </li>
            ))}
          </ul>
        )}
      </Frame>
    )
  return <KeyResultsTile content={content} name={named} />
}

/** Many titles begin with the version, which stands beside them already. */
const withoutVersion = (title: string, version: string) =>
  title.startsWith(version) ? title.slice(version.length).replace(/^[\s:,–-]+/, '') || title : title

const rounded = (value: number) => value.toLocaleString(undefined, { maximumFractionDigits: 1 })

type Named = (path: string, name: string) => ReactNode

function Frame({ name, mark, children }: { name: ReactNode; mark?: ReactNode; children: ReactNode }) {
  return (
    <>
      <h2 className={css.tileName}>
        <span>{name}</span>
        {mark}
      </h2>
      {children}
    </>
  )
}

function FigureTile({ metric, name }: { metric: ShownMetric; name: Named }) {
  const { latest, points, weekChange, standing, key, direction, target } = metric
  return (
    <Frame name={name(`/metrics/${key}`, metric.name)} mark={standing && <StatusMark status={STATUS[standing]} />}>
      <div className={css.figure}>
        <span className={css.value}>{latest ? figureOf(latest.value, metric) : '–'}</span>
        {points.length > 1 && (
          <Sparkline
            values={points.map(({ value }) => value)}
            label={`${metric.name}, the last ${points.length} values`}
            width={110}
            height={34}
            {...(direction === 'between' || target === null ? {} : { target })}
          />
        )}
      </div>
      <p className={css.beside}>
        {latest ? (
          <>
            {aimOf(metric) && <span>{aimOf(metric)}</span>}
            {weekChange !== null && <span>{changeFigure(weekChange, metric)} on the week before</span>}
          </>
        ) : (
          'No values yet'
        )}
      </p>
    </Frame>
  )
}

function ChartTile({
  metric,
  height,
  marked,
  name,
}: {
  metric: ShownMetric
  height: number
  marked: boolean
  name: Named
}) {
  const { latest, from, to, points, standing, key } = metric
  return (
    <Frame
      name={name(`/metrics/${key}`, metric.name)}
      mark={
        <span className={css.mark}>
          {latest && <b>{figureOf(latest.value, metric)}</b>}
          {standing && <StatusMark status={STATUS[standing]} />}
        </span>
      }
    >
      <div className={css.chart}>
        <TimeChart
          metric={metric}
          points={points}
          from={from}
          to={to}
          height={Math.max(120, height)}
          {...(marked
            ? {
                marks: (scale: Scale) => (
                  <Slot name="metric.marks" from={from} to={to} scale={scale} ownIds={[]} onlyOwn={false} />
                ),
              }
            : {})}
        />
      </div>
    </Frame>
  )
}

const asStatus = (status: string | null): Status | undefined =>
  status === 'on-track' || status === 'at-risk' || status === 'off-track' || status === 'done' ? status : undefined

function KeyResultsTile({ content, name }: { content: TileContent & { kind: 'key-results' }; name: Named }) {
  const { objective, keyResults } = content
  return (
    <Frame name={name(`/objectives/${objective.key}`, objective.title)}>
      {keyResults.length === 0 ? (
        <Aside>It promises no key result yet.</Aside>
      ) : (
        <ul className={css.keyResults}>
          {keyResults.map((one) => {
            const status = asStatus(one.status)
            const done = `${Math.round(one.progress * 100)} %`
            return (
              <li key={one.key}>
                <span className={css.keyResult}>
                  <span>{name(`/key-results/${one.key}`, one.title)}</span>
                  {status && <StatusMark status={status} />}
                </span>
                <ProgressBar
                  value={one.progress}
                  label={one.title}
                  says={`${done} of the way${one.expected === null ? '' : `, ${Math.round(one.expected * 100)} % expected by now`}`}
                  {...(one.expected === null ? {} : { pace: one.expected })}
                  {...(status ? { status } : {})}
                />
                <span className={css.beside}>
                  {done}
                  {!one.isDate &&
                    one.value !== null &&
                    ` · ${rounded(one.value)} of ${rounded(one.target)} ${one.unit}`}
                </span>
              </li>
            )
          })}
        </ul>
      )}
    </Frame>
  )
}
