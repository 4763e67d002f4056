import { z } from 'zod'

import { Day, query } from '#platform/api/contract.ts'

import { CYCLE_KINDS, cycleOf } from './rules.ts'

/** `2026-Q3`, `2026` or `2026-2028`. Cycles need not be made: each exists as soon as an objective is set in it. */
export const CycleKey = z
  .string()
  .refine((key) => cycleOf(key) !== undefined, 'A cycle is a quarter (2026-Q3), a year (2026) or years (2026-2028).')
export type CycleKey = z.infer<typeof CycleKey>

/** A stretch of time for which objectives are set, with how it stands. */
export const Cycle = z.object({
  key: CycleKey,
  kind: z.enum(CYCLE_KINDS),
  name: z.string(),
  startsOn: Day,
  endsOn: Day,
  when: z.enum(['past', 'current', 'coming']),
  objectives: z.number().int(),
  /** How many have an owner of each side. */
  joint: z.number().int(),
  /** How many are neither finished nor dropped. */
  unfinished: z.number().int(),
})
export type Cycle = z.infer<typeof Cycle>

const Share = z.number().min(0).max(1).nullable()

/** How both sides kept up with a cycle's key results, and how well each foresaw what came. */
export const Rhythm = z.object({
  /** Weeks of key results in which anyone checked in, and in which both sides did. */
  rounds: z.number().int(),
  roundsWithBoth: z.number().int(),
  /** The middle distance between the two sides' confidence, in points of 1 to 10. */
  medianGap: z.number().nullable(),
  /** Key results whose newest revealed round has a gap of 3 or more. */
  openGaps: z.number().int(),
  /** Mean squared error of each side's confidence against the grades, 0 (foresaw all) to 1; null before any grade. */
  brier: z.object({ product: Share, engineering: Share }),
})
export type Rhythm = z.infer<typeof Rhythm>

/** Quarters, years and spans of years. The current ones are always there. */
export const cycles = {
  inUse: query(
    'observer',
    '/cycles',
    'The cycles that have objectives, with the current and the next, newest first.',
  ).output(z.object({ today: Day, current: CycleKey, cycles: z.array(Cycle) })),
  rhythm: query(
    'observer',
    '/cycles/{cycle}/rhythm',
    'How both sides checked in during a cycle, and how they differed.',
  )
    .input(z.object({ cycle: CycleKey }))
    .output(Rhythm),
}
