import type { ReactNode } from 'react'

import { Button } from '../actions/button.tsx'
import { Link } from '../link.tsx'

import css from './line-stroke.module.css'

export type LineNode = {
  id: string
  recordKey: string
  title: string
  /** What it is: `Key result`. */
  word: string
  icon?: ReactNode
  state?: string
  href?: string
  /** How it hangs on the one beside it: `serves`, `delivers`. */
  via?: string
  /** 0 on the stroke itself; 1 and more for what branches off it. */
  depth?: number
}

type LooseEnd = { says: string; button: string; onConnect: () => void }

export type LineStrokeProps = {
  /** From the vision down to the parent. */
  above: LineNode[]
  self: LineNode
  /** What came of it, nearest first. */
  below: LineNode[]
  /** The stroke frays at its top: nothing above yet. Without `connect`, it ends as if cut by the reader's role. */
  looseAbove?: LooseEnd | { says: string }
  looseBelow?: LooseEnd | { says: string }
  /** How many more lie below than are drawn. */
  moreBelow?: number
}

/** Why a record is there and what came of it, along one continuous stroke. */
export function LineStroke({ above, self, below, looseAbove, looseBelow, moreBelow = 0 }: LineStrokeProps) {
  return (
    <ol className={css.line}>
      {looseAbove && <Loose end={looseAbove} at="above" />}
      {above.map((node) => (
        <Node key={node.id} node={node} />
      ))}
      <Node node={self} isSelf />
      {below.map((node) => (
        <Node key={node.id} node={node} />
      ))}
      {moreBelow > 0 && <li className={css.more}>and {moreBelow} more below</li>}
      {looseBelow && <Loose end={looseBelow} at="below" />}
    </ol>
  )
}

function Node({ node, isSelf }: { node: LineNode; isSelf?: boolean }) {
  const words = (
    <>
      <span className={css.meta}>
        {node.icon && <span className={css.icon}>{node.icon}</span>}
        {node.word} {node.recordKey}
        {node.state && <span className={css.state}>{node.state}</span>}
      </span>
      <span className={css.title}>{node.title}</span>
    </>
  )
  return (
    <li
      className={css.node}
      data-self={isSelf || undefined}
      data-branch={(node.depth ?? 0) > 0 || undefined}
      style={{ '--depth': node.depth ?? 0 } as React.CSSProperties}
      aria-current={isSelf ? 'true' : undefined}
    >
      {node.href && !isSelf ? (
        <Link href={node.href} className={css.words}>
          {words}
        </Link>
      ) : (
        <div className={css.words}>{words}</div>
      )}
    </li>
  )
}

function Loose({ end, at }: { end: LooseEnd | { says: string }; at: 'above' | 'below' }) {
  return (
    <li className={css.loose} data-at={at}>
      <svg className={css.fray} width="24" height="22" viewBox="0 0 24 22" fill="none" aria-hidden="true">
        <path d="M12 22V14M12 14C12 9 7.5 8 6 2.5M12 14c0-5 .5-7-1.5-12.5M12 14c0-4.5 3.4-6 3-12M12 14c.2-4 5-4.6 6-9.5" />
      </svg>
      <div className={css.looseWords}>
        <span>{end.says}</span>
        {'onConnect' in end && (
          <Button small onClick={end.onConnect}>
            {end.button}
          </Button>
        )}
      </div>
    </li>
  )
}

export type LineStep = {
  id: string
  label: string
  state: 'done' | 'now' | 'ahead'
  detail?: ReactNode
  onSelect?: () => void
}

/** The stroke as progress: the phases of a retro, the days of a release. Across, and downward on a phone. */
export function LineSteps({ label, steps }: { label: string; steps: LineStep[] }) {
  return (
    <ol className={css.steps} aria-label={label}>
      {steps.map((step) => {
        const inside = (
          <>
            <span className={css.stepLabel}>
              {step.label}
              <span className="said-only">
                {step.state === 'done' ? ', done' : step.state === 'now' ? ', now' : ', to come'}
              </span>
            </span>
            {step.detail && <span className={css.stepDetail}>{step.detail}</span>}
          </>
        )
        return (
          <li
            key={step.id}
            className={css.step}
            data-state={step.state}
            aria-current={step.state === 'now' ? 'step' : undefined}
          >
            {step.onSelect ? (
              <button type="button" className={css.stepButton} onClick={step.onSelect}>
                {inside}
              </button>
            ) : (
              <div className={css.stepWords}>{inside}</div>
            )}
          </li>
        )
      })}
    </ol>
  )
}
