import type { ReactNode } from 'react'

import { Chip, Link, ProgressBar, StatusMark } from '#design/index.ts'

import type { KeyResult } from '../key-results/contract.ts'
import { ConfidenceDots } from './confidence-dots.tsx'
import { figureOf, gradeFigure, progressInWords, promiseOf } from './words.ts'

import css from './objectives.module.css'

export type KeyResultRowProps = {
  keyResult: KeyResult
  /** At the end of the row: a check-in button, a menu. */
  actions?: ReactNode
  /** Leaves the sides' confidence out. */
  plain?: boolean
}

/** A key result in one row: what is promised, where it stands, how fast it goes, and what each side believes. */
export function KeyResultRow({ keyResult, actions, plain }: KeyResultRowProps) {
  const { key, title, value, progress, expected, status, confidence, state, grade, isRunning } = keyResult
  const says = progressInWords(keyResult)
  return (
    <div className={css.row} data-plain={plain || undefined}>
      <div className={css.rowWords}>
        <Link href={`/key-results/${key}`} className={css.rowTitle}>
          <span className={css.key}>{key}</span> {title}
        </Link>
        <span className={css.rowPromise}>
          {value !== null && <b>{figureOf(value, keyResult)}</b>} {promiseOf(keyResult)}
          {keyResult.challenge === 'output' && (
            <Chip>
              <span title="Its metric counts what we do, not what changes for users.">Follows an output</span>
            </Chip>
          )}
        </span>
      </div>
      <div className={css.rowBar}>
        <ProgressBar
          value={progress}
          {...(expected === null || !isRunning ? {} : { pace: expected })}
          {...(status && isRunning ? { status } : {})}
          label={title}
          says={says}
        />
      </div>
      <div className={css.rowStatus}>
        {grade !== null ? (
          <span title="Grade, 0.0 to 1.0">Graded {gradeFigure(grade)}</span>
        ) : status && isRunning ? (
          <StatusMark status={status} />
        ) : (
          <span className={css.faint}>{isRunning ? 'No value yet' : state}</span>
        )}
      </div>
      {!plain && (
        <div className={css.rowDots}>
          <ConfidenceDots
            product={confidence?.product ?? null}
            engineering={confidence?.engineering ?? null}
            width={104}
          />
          {confidence?.isGap && <span className={css.gap}>{confidence.gap} apart</span>}
        </div>
      )}
      <div className={css.rowActions}>{actions}</div>
    </div>
  )
}
