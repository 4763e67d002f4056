import fc from 'fast-check'
import { expect, test } from 'vitest'

import { evaluate, type Expression, inputsOf, isCircle, piecesOf, readFormula } from './rules.ts'

const KEYS = ['MET-1', 'MET-2', 'KPI2-77']

function read(text: string) {
  const found = readFormula(text)
  if (typeof found === 'string') throw new Error(found)
  return found
}

const leaf: fc.Arbitrary<Expression> = fc.oneof(
  fc.integer({ min: 0, max: 1000 }).map((value): Expression => ({ kind: 'number', value: value / 8 })),
  fc.constantFrom(...KEYS).map((key): Expression => ({ kind: 'metric', key })),
)
const { tree } = fc.letrec<{ tree: Expression }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    tie('tree').map((of): Expression => ({ kind: 'negative', of })),
    fc
      .tuple(fc.constantFrom('+', '-', '*', '/'), tie('tree'), tie('tree'))
      .map(([sign, left, right]): Expression => ({ kind: 'operation', sign: sign as '+', left, right })),
    fc
      .tuple(fc.constantFrom('min', 'max'), fc.array(tie('tree'), { minLength: 1, maxLength: 3 }))
      .map(([name, given]): Expression => ({ kind: 'call', name: name as 'min', given })),
  ),
}))

/** Written with every bracket, so that it means the same to JavaScript, which is the reference here. */
const written = (one: Expression, name: (key: string) => string): string => {
  if (one.kind === 'number') return String(one.value)
  if (one.kind === 'metric') return name(one.key)
  if (one.kind === 'negative') return `(-${written(one.of, name)})`
  if (one.kind === 'operation') return `(${written(one.left, name)} ${one.sign} ${written(one.right, name)})`
  return `${one.name}(${one.given.map((each) => written(each, name)).join(', ')})`
}

test('a formula is worth what the same arithmetic is worth elsewhere', () => {
  fc.assert(
    fc.property(tree, fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 3, maxLength: 3 }), (one, values) => {
      fc.pre(inputsOf(one).length > 0 && written(one, (key) => `#${key}`).length <= 500)
      const valueOf = (key: string) => values[KEYS.indexOf(key)]
      const ours = evaluate(read(written(one, (key) => `#${key}`)), valueOf)
      const text = written(one, (key) => `(${valueOf(key)})`).replace(/(min|max)/g, 'Math.$1')
      // oxlint-disable-next-line no-implied-eval, no-new-func -- the reference, over a text of our own making
      const reference = new Function(`return ${text}`)() as number
      // Ours has no value where a division by zero or a huge product would be; elsewhere both are the same.
      const isOut = ours === undefined && /[*/]/.test(text)
      expect(isOut ? reference : ours).toBe(reference)
    }),
  )
})

test('whatever is written, it is read or refused in a sentence', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[-+*/()., 0-9a-z#METmin]{0,30}$/)), (text) => {
      const found = readFormula(text)
      expect(typeof found === 'string' ? /^.+\.$/.test(found) : inputsOf(found).length > 0).toBe(true)
    }),
  )
})

test('signs bind as in school', () => {
  const value = (text: string) => evaluate(read(text), (key) => ({ 'MET-1': 6, 'MET-2': 3 })[key])
  expect(value('#MET-1 + #MET-2 * 2')).toBe(12)
  expect(value('(MET-1 + met-2) * 2')).toBe(18)
  expect(value('#MET-1 - #MET-2 - 1')).toBe(2)
  expect(value('#MET-1 / #MET-2 / 2')).toBe(1)
  expect(value('-#MET-1 × 2 ÷ 3')).toBe(-4)
  expect(value('max(#MET-1, 10) + abs(-#MET-2)')).toBe(13)
})

test('a day that lacks an input has no value, and neither has a division by zero', () => {
  expect(evaluate(read('#MET-1 + #MET-2'), (key) => (key === 'MET-1' ? 1 : undefined))).toBeUndefined()
  expect(evaluate(read('max(#MET-1, #MET-2)'), (key) => (key === 'MET-1' ? 1 : undefined))).toBeUndefined()
  expect(evaluate(read('1 / #MET-1'), () => 0)).toBeUndefined()
})

test('what cannot be read says why', () => {
  expect(readFormula('  ')).toMatch(/^Write the formula/)
  expect(readFormula('#MET-1 / ')).toBe('It ends too early: a number or a metric is missing.')
  expect(readFormula('(#MET-1')).toBe('A bracket is not closed.')
  expect(readFormula('#MET-1 #MET-2')).toBe('A sign such as + or / is missing between two values.')
  expect(readFormula('#MET-1 ; drop')).toBe('“; drop” is no number, metric or sign.')
  expect(readFormula('2 * 3')).toBe('Name at least one metric by its key, such as #MET-1.')
  expect(readFormula(`${'('.repeat(60)}#MET-1${')'.repeat(60)}`)).toBe('It has too many brackets inside each other.')
})

test('a circle is found however long it is', () => {
  const edges = new Map([
    ['b', ['c']],
    ['c', ['d', 'e']],
  ])
  expect(isCircle('a', ['b'], edges)).toBe(false)
  expect(isCircle('e', ['b'], edges)).toBe(true)
  expect(isCircle('a', ['a'], edges)).toBe(true)
})

test('a formula is shown with its metrics as chips', () => {
  expect(piecesOf('#MET-1 / met-2 * 100')).toEqual([
    { key: 'MET-1' },
    { text: ' / ' },
    { key: 'MET-2' },
    { text: ' * 100' },
  ])
})
