import type { Column } from '../columns/contract.ts'
import type { Effect } from '../contract.ts'
import type { Confidence, DateRisk } from '../feasibility/contract.ts'

/** An initiative of the demo and what happened to it. Each instant is given as days before the end of the year. */
export type Story = {
  /** Later features find it under `initiative:<kept>`. */
  kept: string
  title: string
  added: [daysAgo: number, by: string]
  team: 'WEB' | 'APP'
  product?: string
  engineering?: string
  /** Under which names the records that it serves were kept; those that are not there are passed over. */
  serves?: string[]
  value?: [daysAgo: number, text: string]
  effect?: [metric: string, Effect['direction'], size: number, Effect['measure'], windowDays: number]
  asked?: number
  sized?: [daysAgo: number, lowDays: number, highDays: number, Confidence, DateRisk]
  requirements?: string
  constraints?: string
  unknowns?: string
  dateRiskWhy?: string
  /** A constraint made product ask for less. */
  reshaped?: [daysAgo: number, text: string, reason: string]
  accepted?: number
  resized?: [daysAgo: number, lowDays: number, highDays: number]
  moves?: [daysAgo: number, Column, reason?: string][]
  targets?: [daysAgo: number, inDays: number, reason?: string][]
  quotes?: [daysAgo: number, by: string, quote: string, source: string][]
}
