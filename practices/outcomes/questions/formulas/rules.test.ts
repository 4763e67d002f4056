import { expect, test } from 'vitest'

import { parseFormula, resultOf } from './rules.ts'

const result = (text: string, ...values: (number | null)[]) => {
  const parsed = parseFormula(text, values.length)
  return 'wrong' in parsed ? parsed.wrong : resultOf(parsed.formula, values)
}

test.each([
  ['A / B * 100', [3, 4], 75],
  ['a-b-1', [10, 4], 5],
  ['2 + 3 * A', [4], 14],
  ['(2 + 3) * A', [4], 20],
  ['-A * -2', [3], 6],
  ['A / (B - B)', [1, 2], null],
  ['A + B', [1, null], null],
  ['.5 * A', [4], 2],
])('%s of %j is %j', (text, values, expected) => {
  expect(result(text, ...values)).toBe(expected)
})

test.each([
  ['A / C', 'There is no series C.'],
  ['A +', 'Something is missing at its end.'],
  ['(A', 'A parenthesis is not closed.'],
  ['A B', '“B” cannot stand there.'],
  ['AB', '“AB” is neither a number, a series nor a sign.'],
  ['A; drop', '“; drop” is neither a number, a series nor a sign.'],
  ['('.repeat(300), 'The formula is too deep.'],
])('%s cannot be read', (text, says) => {
  expect(result(text, 1, 1)).toBe(says)
})
