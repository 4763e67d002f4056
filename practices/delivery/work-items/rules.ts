import { type Priority, PRIORITIES } from './items/contract.ts'

export const rankOf = (priority: Priority) => PRIORITIES.indexOf(priority)

export const priorityAt = (rank: number): Priority => PRIORITIES[rank] ?? 'none'

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const BASE = DIGITS.length

/** Digits that make two places differ that were made at the same moment. The last is no zero: between any two must be room. */
function salt(random: () => number, length: number) {
  const digits = Array.from({ length }, (_, i) => {
    const least = i === length - 1 ? 1 : 0
    return DIGITS[least + Math.floor(random() * (BASE - least))]
  })
  return digits.join('')
}

const LATEST_MS = BASE ** 8

/** The place of a new item: above everything made before it. */
export function placeOnTop(now: Date, random = Math.random) {
  let rest = LATEST_MS - 1 - now.getTime()
  let digits = ''
  for (let i = 0; i < 8; i++) {
    digits = DIGITS[rest % BASE] + digits
    rest = Math.floor(rest / BASE)
  }
  return digits + salt(random, 3)
}

/**
 * A place after `low` and before `high`. Places are fractions of one written in base 62 without the point, so there
 * is always one between two. Undefined when they leave none, because they are equal or the wrong way round.
 */
export function placeBetween(low: string | undefined, high: string | undefined, random = Math.random) {
  if (low !== undefined && high !== undefined && low >= high) return
  const middle = middleOf(low ?? '', high)
  const salted = middle + salt(random, 2)
  return high !== undefined && salted >= high ? middle : salted
}

function middleOf(low: string, high: string | undefined): string {
  let shared = ''
  for (let i = 0; ; i++) {
    const from = DIGITS.indexOf(low[i] ?? '0')
    const to = high === undefined ? BASE : i < high.length ? DIGITS.indexOf(high[i]!) : 0
    if (from === to) {
      shared += DIGITS[from]
      continue
    }
    const half = Math.floor((from + to) / 2)
    if (half > from) return shared + DIGITS[half]
    // Next to each other: stay at the lower digit, after which everything up to the next digit is free.
    return shared + DIGITS[from] + middleOf(low.slice(i + 1), undefined)
  }
}
