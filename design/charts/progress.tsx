import { sparkPath } from './spark-path.ts'

import css from './charts.module.css'

export type ProgressBarProps = {
  /** 0 to 1; what lies outside is drawn at the end. */
  value: number
  /** Where it should stand by now, 0 to 1: a mark across the bar. */
  pace?: number
  /** What is measured, for screen readers. */
  label: string
  /** The colour of the status; without one, ink. */
  status?: 'on-track' | 'at-risk' | 'off-track' | 'done'
  /** How it is said and shown on pointing: `62 % of the way, 70 % expected by now`. */
  says?: string
}

const within = (share: number) => Math.min(1, Math.max(0, share))
const percent = (share: number) => `${Math.round(within(share) * 100)}%`

/** How far something has come, with a mark where it should be by now. */
export function ProgressBar({ value, pace, label, status, says }: ProgressBarProps) {
  return (
    <div
      className={css.progress}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(within(value) * 100)}
      aria-valuetext={says}
      title={says}
      data-status={status}
    >
      <div className={css.track}>
        <div className={css.done} style={{ width: percent(value) }} />
      </div>
      {pace !== undefined && <div className={css.pace} style={{ left: percent(pace) }} />}
    </div>
  )
}

export type SplitBarProps = {
  /** Shares of a whole, in order: attendance by side, effort by category. */
  parts: {
    label: string
    value: number
    tone: 'product' | 'engineering' | 'ink' | 'soft' | 'faint' | 'green' | 'amber' | 'red'
  }[]
  label: string
}

/** How a whole divides. The words stand below, never colour alone. */
export function SplitBar({ parts, label }: SplitBarProps) {
  const whole = parts.reduce((sum, part) => sum + part.value, 0)
  return (
    <figure className={css.split} aria-label={label}>
      <div className={css.splitTrack} aria-hidden="true">
        {parts.map((part) => (
          <span
            key={part.label}
            data-tone={part.tone}
            style={{ flexGrow: part.value, display: part.value > 0 ? undefined : 'none' }}
          />
        ))}
      </div>
      <figcaption className={css.legend}>
        {parts.map((part) => (
          <span key={part.label} className={css.entry}>
            <i data-tone={part.tone} aria-hidden="true" />
            {part.label} <b>{whole === 0 ? '0 %' : `${Math.round((part.value / whole) * 100)} %`}</b>
          </span>
        ))}
      </figcaption>
    </figure>
  )
}

export type SparklineProps = {
  values: (number | null)[]
  label: string
  width?: number
  height?: number
  /** A line to compare with, in the unit of the values. */
  target?: number
}

/** A small line of how it went; a gap where nothing was measured, a dot where it stands. */
export function Sparkline({ values, label, width = 96, height = 24, target }: SparklineProps) {
  const drawn = sparkPath(values, { width, height, target })
  return (
    <svg
      className={css.spark}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={label}
    >
      {drawn.targetY !== undefined && (
        <line x1="0" x2={width} y1={drawn.targetY} y2={drawn.targetY} className={css.target} />
      )}
      <path d={drawn.path} className={css.sparkLine} />
      {drawn.last && <circle cx={drawn.last.x} cy={drawn.last.y} r="2.5" className={css.sparkDot} />}
    </svg>
  )
}
