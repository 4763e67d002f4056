/** A formula as a tree. `key` names the metric whose value of the same day stands there. */
export type Expression =
  | { kind: 'number'; value: number }
  | { kind: 'metric'; key: string }
  | { kind: 'negative'; of: Expression }
  | { kind: 'operation'; sign: Sign; left: Expression; right: Expression }
  | { kind: 'call'; name: FunctionName; given: Expression[] }

type Sign = '+' | '-' | '*' | '/'
const FUNCTIONS = {
  min: (values: number[]) => Math.min(...values),
  max: (values: number[]) => Math.max(...values),
  abs: ([value]: number[]) => Math.abs(value!),
}
type FunctionName = keyof typeof FUNCTIONS

type Token =
  | { kind: 'number'; value: number; at: number }
  | { kind: 'metric'; key: string; at: number }
  | { kind: 'name'; name: FunctionName; at: number }
  | { kind: 'mark'; mark: string; at: number }

const MOST_CHARACTERS = 500
const MOST_DEPTH = 40
const MOST_METRICS = 12
const PATTERN = /\s*(?:(\d+(?:\.\d+)?)|#?([A-Za-z][A-Za-z0-9]{1,5}-\d{1,9})\b|(min|max|abs)\b|([-+*/(),×÷−]))/iy
const SAME: Record<string, string> = { '×': '*', '÷': '/', '−': '-' }

/** What stands at a place, in words for the one who wrote it. */
class Unreadable extends Error {}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  const pattern = new RegExp(PATTERN)
  let at = 0
  while (text.slice(at).trim() !== '') {
    pattern.lastIndex = at
    const match = pattern.exec(text)
    if (!match) {
      const rest = text.slice(at).trim()
      throw new Unreadable(`“${rest.slice(0, 12)}” is no number, metric or sign.`)
    }
    const [, number, key, name, mark] = match
    if (number) tokens.push({ kind: 'number', value: Number(number), at })
    else if (key) tokens.push({ kind: 'metric', key: key.toUpperCase(), at })
    // The pattern lets only these names through.
    else if (name) tokens.push({ kind: 'name', name: name.toLowerCase() as FunctionName, at })
    else tokens.push({ kind: 'mark', mark: SAME[mark!] ?? mark!, at })
    at = pattern.lastIndex
  }
  return tokens
}

function parse(tokens: Token[]): Expression {
  let next = 0
  const isMark = (...marks: string[]) => {
    const token = tokens[next]
    return token?.kind === 'mark' && marks.includes(token.mark) ? token.mark : undefined
  }
  const take = (mark: string, says: string) => {
    if (!isMark(mark)) throw new Unreadable(says)
    next++
  }

  function sum(depth: number): Expression {
    let left = product(depth)
    for (let sign = isMark('+', '-'); sign; sign = isMark('+', '-')) {
      next++
      left = { kind: 'operation', sign: sign as Sign, left, right: product(depth) } // one of the marks asked for
    }
    return left
  }
  function product(depth: number): Expression {
    let left = single(depth)
    for (let sign = isMark('*', '/'); sign; sign = isMark('*', '/')) {
      next++
      left = { kind: 'operation', sign: sign as Sign, left, right: single(depth) } // one of the marks asked for
    }
    return left
  }
  function single(depth: number): Expression {
    if (depth > MOST_DEPTH) throw new Unreadable('It has too many brackets inside each other.')
    const token = tokens[next++]
    if (!token) throw new Unreadable('It ends too early: a number or a metric is missing.')
    if (token.kind === 'number') return { kind: 'number', value: token.value }
    if (token.kind === 'metric') return { kind: 'metric', key: token.key }
    if (token.kind === 'name') return call(token.name, depth)
    if (token.mark === '-') return { kind: 'negative', of: single(depth + 1) }
    if (token.mark !== '(') throw new Unreadable(`“${token.mark}” stands where a number or a metric should.`)
    const inside = sum(depth + 1)
    take(')', 'A bracket is not closed.')
    return inside
  }
  function call(name: FunctionName, depth: number): Expression {
    take('(', `Write ${name}( … ).`)
    const given = [sum(depth + 1)]
    while (isMark(',')) {
      next++
      given.push(sum(depth + 1))
    }
    take(')', 'A bracket is not closed.')
    if (name === 'abs' && given.length !== 1) throw new Unreadable('abs takes one value.')
    return { kind: 'call', name, given }
  }

  const whole = sum(0)
  if (next < tokens.length) throw new Unreadable('A sign such as + or / is missing between two values.')
  return whole
}

/** Reads a formula such as `#MET-1 / #MET-2 * 100`; a text says what is wrong with it. */
export function readFormula(text: string): Expression | string {
  if (text.trim() === '') return 'Write the formula, such as #MET-1 / #MET-2 * 100.'
  if (text.length > MOST_CHARACTERS) return `At most ${MOST_CHARACTERS} characters.`
  try {
    const expression = parse(tokensOf(text))
    const keys = inputsOf(expression)
    if (keys.length === 0) return 'Name at least one metric by its key, such as #MET-1.'
    if (keys.length > MOST_METRICS) return `At most ${MOST_METRICS} metrics.`
    return expression
  } catch (error) {
    if (error instanceof Unreadable) return error.message
    throw error
  }
}

/** The keys of the metrics that it names, each once, in their order. */
export function inputsOf(expression: Expression): string[] {
  const found = new Set<string>()
  const look = (one: Expression) => {
    if (one.kind === 'metric') found.add(one.key)
    if (one.kind === 'negative') look(one.of)
    if (one.kind === 'operation') [one.left, one.right].forEach(look)
    if (one.kind === 'call') one.given.forEach(look)
  }
  look(expression)
  return [...found]
}

/** Its value where each metric has one; undefined where one is missing, or where it would divide by zero or leave what a value may be. */
export function evaluate(expression: Expression, valueOf: (key: string) => number | undefined): number | undefined {
  const value = rawValue(expression, valueOf)
  return value !== undefined && Number.isFinite(value) && Math.abs(value) < 1e15 ? value : undefined
}

function rawValue(one: Expression, valueOf: (key: string) => number | undefined): number | undefined {
  if (one.kind === 'number') return one.value
  if (one.kind === 'metric') return valueOf(one.key)
  if (one.kind === 'negative') {
    const value = rawValue(one.of, valueOf)
    return value === undefined ? undefined : -value
  }
  if (one.kind === 'call') {
    const values = one.given.map((each) => rawValue(each, valueOf)).filter((value) => value !== undefined)
    return values.length === one.given.length ? FUNCTIONS[one.name](values) : undefined
  }
  const [left, right] = [rawValue(one.left, valueOf), rawValue(one.right, valueOf)]
  if (left === undefined || right === undefined) return
  if (one.sign === '+') return left + right
  if (one.sign === '-') return left - right
  if (one.sign === '*') return left * right
  return right === 0 ? undefined : left / right
}

/** Whether `id` would follow from itself if it had these inputs. `edges` say of each other metric what it follows from. */
export function isCircle(id: string, inputs: readonly string[], edges: ReadonlyMap<string, readonly string[]>) {
  const seen = new Set<string>()
  const ahead = [...inputs]
  for (let one = ahead.pop(); one !== undefined; one = ahead.pop()) {
    if (one === id) return true
    if (seen.has(one)) continue
    seen.add(one)
    ahead.push(...(edges.get(one) ?? []))
  }
  return false
}

/** A formula in pieces, for showing: texts, and keys that become chips. */
export const piecesOf = (text: string) =>
  text
    .split(/(#?[A-Za-z][A-Za-z0-9]{1,5}-\d{1,9}\b)/)
    .filter((piece) => piece !== '')
    .map((piece) =>
      /^#?[A-Za-z][A-Za-z0-9]{1,5}-\d{1,9}$/.test(piece)
        ? { key: piece.replace('#', '').toUpperCase() }
        : { text: piece },
    )
