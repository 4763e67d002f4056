import type { ReleaseState } from '../contract.ts'
import type { Effect } from './contract.ts'

type Declaring = {
  state: ReleaseState
  metricId: string
  guardrailIds: string[]
  controlMetricId: string | null
  reason: string | undefined
  isSigned: boolean
  revision: number
  saw: number | undefined
}

/** Says why this cannot be declared; undefined when it can. */
export function whyNotDeclare(given: Declaring) {
  if (given.state !== 'planned') return 'EFFECT_IS_FIXED'
  if (given.saw !== undefined && given.saw !== given.revision) return 'CHANGED_MEANWHILE'
  if (given.guardrailIds.includes(given.metricId)) return 'GUARDS_ITSELF'
  const touched = [given.metricId, ...given.guardrailIds]
  if (given.controlMetricId && touched.includes(given.controlMetricId)) return 'CONTROL_IS_TOUCHED'
  if (given.isSigned && !given.reason) return 'REASON_NEEDED'
}

/** An effect as a person reads it in the history: `Activation up by 3 points within 30 days`. */
export function wordsOf(
  effect: Pick<Effect, 'direction' | 'size' | 'measure' | 'windowDays'>,
  metric: { name: string; unit: string },
  control?: { name: string },
) {
  const points = effect.size === 1 ? ' point' : ' points'
  const unit = effect.measure === 'percent' ? ' %' : metric.unit === '%' ? points : metric.unit && ` ${metric.unit}`
  const way = effect.direction === 'increase' ? 'up' : 'down'
  return `${metric.name} ${way} by ${effect.size}${unit} within ${effect.windowDays} days${control ? `, held against ${control.name}` : ''}`
}
