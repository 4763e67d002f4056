/** A formula over series: numbers, the letters of series, + - * / and parentheses. */
export type Formula =
  | { kind: 'number'; number: number }
  | { kind: 'series'; index: number }
  | { kind: 'negative'; of: Formula }
  | { kind: 'both'; sign: '+' | '-' | '*' | '/'; left: Formula; right: Formula }

const TOKEN = /\s*(?:(\d+(?:\.\d+)?|\.\d+)|([A-Za-z])(?![A-Za-z])|([-+*/()]))/y

/** Reads a formula over so many series; gives what is wrong with it otherwise. `*` and `/` bind tighter, equals from the left. */
export function parseFormula(text: string, seriesCount: number): { formula: Formula } | { wrong: string } {
  const tokens: string[] = []
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < text.trimEnd().length) {
    const at = TOKEN.lastIndex
    const found = TOKEN.exec(text)
    if (!found) return { wrong: `“${text.slice(at).trim().slice(0, 12)}” is neither a number, a series nor a sign.` }
    tokens.push((found[1] ?? found[2]?.toUpperCase() ?? found[3])!)
  }
  let at = 0
  let depth = 0

  function sum(): Formula {
    let left = product()
    while (tokens[at] === '+' || tokens[at] === '-') left = both(left, product)
    return left
  }
  function product(): Formula {
    let left = single()
    while (tokens[at] === '*' || tokens[at] === '/') left = both(left, single)
    return left
  }
  function both(left: Formula, next: () => Formula): Formula {
    const sign = tokens[at++] as '+' | '-' | '*' | '/' // The callers looked.
    return { kind: 'both', sign, left, right: next() }
  }
  function single(): Formula {
    if (++depth > 200) throw new Wrong('The formula is too deep.')
    const token = tokens[at++]
    if (token === undefined) throw new Wrong('Something is missing at its end.')
    if (token === '-') return { kind: 'negative', of: single() }
    if (token === '(') {
      const inner = sum()
      if (tokens[at++] !== ')') throw new Wrong('A parenthesis is not closed.')
      return inner
    }
    if (/^[A-Z]$/.test(token)) {
      const index = token.charCodeAt(0) - 65
      if (index >= seriesCount) throw new Wrong(`There is no series ${token}.`)
      return { kind: 'series', index }
    }
    const number = Number(token)
    if (Number.isNaN(number)) throw new Wrong(`“${token}” cannot stand there.`)
    return { kind: 'number', number }
  }

  try {
    const formula = sum()
    if (at < tokens.length) return { wrong: `“${tokens[at]}” cannot stand there.` }
    return { formula }
  } catch (error) {
    if (error instanceof Wrong) return { wrong: error.message }
    throw error
  }
}

class Wrong extends Error {}

/** What it comes to; empty where a series has no value, and where it divides by zero. */
export function resultOf(formula: Formula, values: readonly (number | null)[]): number | null {
  if (formula.kind === 'number') return formula.number
  if (formula.kind === 'series') return values[formula.index] ?? null
  if (formula.kind === 'negative') {
    const of = resultOf(formula.of, values)
    return of === null ? null : 0 - of
  }
  const left = resultOf(formula.left, values)
  const right = resultOf(formula.right, values)
  if (left === null || right === null) return null
  if (formula.sign === '+') return left + right
  if (formula.sign === '-') return left - right
  if (formula.sign === '*') return left * right
  return right === 0 ? null : left / right
}
