import type { Part } from '../properties/contract.ts'

/** The values of a breakdown that stand for themselves; null is the part of those without a value. */
export type Slots = { top: (string | null)[]; hasOther: boolean }

const OTHER = 0

/** The parts of a breakdown with the numbers by which the engine calls them. */
export function partsOf(slots: Slots | undefined): { slot: number; part: Part }[] {
  if (!slots) return [{ slot: OTHER, part: { kind: 'all', text: '' } }]
  const parts = slots.top.map((text, i) => ({
    slot: i + 1,
    part: text === null ? { kind: 'not set' as const, text: '' } : { kind: 'value' as const, text },
  }))
  return slots.hasOther ? [...parts, { slot: OTHER, part: { kind: 'other', text: '' } }] : parts
}

/** The slots of ranked values, of which one more than the top was asked for. */
export const slotsOf = (ranked: readonly (string | null)[], top: number): Slots => ({
  top: ranked.slice(0, top),
  hasOther: ranked.length > top,
})
