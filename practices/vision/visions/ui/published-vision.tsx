import { useQuery } from '@tanstack/react-query'

import { PersonMark } from '#commons/people/ui/embeds.tsx'
import { Signoffs } from '#commons/signoffs/ui/embeds.tsx'
import { Aside, EmptyState, Pictures, ProgressBar } from '#design/index.ts'
import { MetricLine } from '#practices/outcomes/metrics/ui/embeds.tsx'

import { type Clause, type Effort, SECTIONS } from '../contract.ts'
import { visions } from './api.ts'
import type { Vision } from './vision.ts'
import { dayInWords, effortInWords, SECTION_WORDS, versionInWords } from './words.ts'

import css from './visions.module.css'

/** The vision as both sides agreed to it, to be read. Each clause opens what is done for it. */
export function PublishedVision({ vision, onOpen }: { vision: Vision; onOpen: (key: string) => void }) {
  const { data: effort = [] } = useQuery(visions.effort.queryOptions())
  const { published, clauses, northStar, inputMetrics, record } = vision
  if (!published || !record)
    return (
      <EmptyState
        title="Nothing is published yet"
        brings="Once both sides have signed off a version, it stands here for everyone to read."
        picture={<Pictures.Document />}
      />
    )
  // The most that is finished for any clause, against which the others are drawn.
  const most = Math.max(1, ...effort.map((one) => one.workItemsDone))
  return (
    <article className={css.vision}>
      <h1 className={css.star}>{published.sentence}</h1>
      {northStar && (
        <div className={css.metrics}>
          <p className={css.metricsTitle}>North star</p>
          <MetricLine metricKey={northStar.key} />
          {inputMetrics.length > 0 && (
            <ul className={css.inputs} aria-label="Metrics that feed the north star">
              {inputMetrics.map((metric) => (
                <li key={metric.id}>
                  <MetricLine metricKey={metric.key} />
                </li>
              ))}
            </ul>
          )}
        </div>
      )}
      {SECTIONS.map((section) => {
        const own = clauses.filter((clause) => clause.section === section)
        if (own.length === 0) return null
        return (
          <section key={section} className={css.section} aria-label={SECTION_WORDS[section]}>
            <h2 className={css.sectionTitle}>{SECTION_WORDS[section]}</h2>
            <ol className={css.clauses}>
              {own.map((clause) => (
                <ClauseRow
                  key={clause.id}
                  clause={clause}
                  number={clauses.indexOf(clause) + 1}
                  effort={effort.find((one) => one.clauseId === clause.id)}
                  most={most}
                  onOpen={() => onOpen(clause.key)}
                />
              ))}
            </ol>
          </section>
        )
      })}
      <footer className={css.colophon}>
        <span>{versionInWords(published)}</span>
        <PersonMark id={published.author} size={20} />
        {published.publishedAt && <span>{dayInWords(published.publishedAt)}</span>}
        <Signoffs recordId={record.id} version={published.number} canSign={false} />
        <Aside>{published.reason}</Aside>
      </footer>
    </article>
  )
}

type ClauseRowProps = { clause: Clause; number: number; effort: Effort | undefined; most: number; onOpen: () => void }

function ClauseRow({ clause, number, effort, most, onOpen }: ClauseRowProps) {
  return (
    <li className={css.clause}>
      <span className={css.number} aria-hidden="true">
        {number}
      </span>
      <button type="button" className={css.clauseOpen} onClick={onOpen} aria-haspopup="dialog">
        <span className={css.clauseText}>{clause.title}</span>
        <span className={css.served}>
          <span className={css.key}>{clause.key}</span>
          {effort && <span data-none={effort.objectives === 0 || undefined}>{effortInWords(effort)}</span>}
          {effort && effort.workItemsDone > 0 && (
            <span className={css.heat}>
              <ProgressBar
                value={effort.workItemsDone / most}
                label="Finished work, against the clause with most of it"
                says={`${effort.workItemsDone} finished work items`}
              />
            </span>
          )}
        </span>
      </button>
    </li>
  )
}
