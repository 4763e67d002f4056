/**
 * How well a text answers what was typed, from 0 (not at all) to 1. Every typed word must be found: whole words
 * before beginnings of words, beginnings before parts, and letters in order last of all.
 */
export function matchOf(typed: string, text: string): number {
  const wanted = words(typed)
  if (wanted.length === 0) return 1
  const offered = words(text)
  let sum = 0
  for (const word of wanted) {
    const best = Math.max(0, ...offered.map((one, position) => wordMatch(word, one) - Math.min(position, 5) * 0.02))
    const score = best > 0 ? best : isWithin(word, offered.join('')) ? 0.2 : 0
    if (score === 0) return 0
    sum += score
  }
  return sum / wanted.length
}

const words = (text: string) =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)

function wordMatch(typed: string, word: string): number {
  if (word === typed) return 1
  if (word.startsWith(typed)) return 0.85
  return typed.length > 1 && word.includes(typed) ? 0.5 : 0
}

function isWithin(typed: string, text: string): boolean {
  if (typed.length < 3) return false
  let at = 0
  for (const letter of typed) {
    at = text.indexOf(letter, at) + 1
    if (at === 0) return false
  }
  return true
}
