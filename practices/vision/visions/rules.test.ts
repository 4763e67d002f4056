import { expect, test } from 'vitest'

import { RecordId } from '#commons/records/contract.ts'

import {
  areClausesKnown,
  clauseChanges,
  differences,
  inOrder,
  saysTheSame,
  whyNotPropose,
  whyNotPublish,
} from './rules.ts'

const [a, b, c] = [1, 2, 3].map((n) => RecordId.parse(`0190c0de-0000-7000-8000-00000000000${n}`)) as [
  RecordId,
  RecordId,
  RecordId,
]
const text = {
  sentence: 'No courier waits.',
  northStarId: null,
  clauses: [
    { clauseId: a, section: 'market goals', text: 'First in three cities.' },
    { clauseId: b, section: 'user needs', text: 'Know the next stop.' },
  ],
} as const
const vision = { ...text, clauses: [...text.clauses] }
const standing = (id: RecordId, title: string, section: string, position = 0, retiredIn: number | null = null) => ({
  id,
  title,
  section,
  position,
  retiredIn,
})

test('clauses are read section by section, in the order given within one', () => {
  expect(inOrder(vision).clauses.map((one) => one.clauseId)).toEqual([b, a])
})

test('two texts say the same whatever the order of the sections', () => {
  expect(saysTheSame(vision, inOrder(vision))).toBe(true)
  expect(saysTheSame(vision, { ...vision, sentence: 'No courier hurries.' })).toBe(false)
})

test('a proposal says something, and something new', () => {
  expect(whyNotPropose({ ...vision, sentence: '' }, undefined)).toBe('NO_SENTENCE')
  expect(whyNotPropose({ ...vision, clauses: [] }, undefined)).toBe('NO_CLAUSES')
  expect(whyNotPropose(vision, inOrder(vision))).toBe('NOTHING_CHANGED')
  expect(whyNotPropose(vision, undefined)).toBeUndefined()
})

test.each([
  [{ number: 3, publishedAt: null }, 3, undefined, undefined],
  [{ number: 3, publishedAt: null }, 3, 'NEEDS_PRODUCT', 'NEEDS_PRODUCT'],
  [{ number: 2, publishedAt: null }, 3, undefined, 'NOT_THE_NEWEST'],
  [{ number: 3, publishedAt: new Date() }, 3, undefined, 'ALREADY_PUBLISHED'],
])('publishing %o when %i is the newest and %s', (version, newest, unsigned, refusal) => {
  expect(whyNotPublish(version, newest, unsigned)).toBe(refusal)
})

test('a draft names each known clause at most once, and no other', () => {
  const known = new Set([a, b])
  expect(areClausesKnown([{ clauseId: a }, { clauseId: null }], known)).toBe(true)
  expect(areClausesKnown([{ clauseId: a }, { clauseId: a }], known)).toBe(false)
  expect(areClausesKnown([{ clauseId: c }], known)).toBe(false)
})

test('publishing adds, rewords, moves, brings back and retires', () => {
  const changes = clauseChanges(vision, [
    standing(a, 'First in two cities.', 'market goals'),
    standing(b, 'Know the next stop.', 'user needs', 4),
    standing(c, 'Gone.', 'user needs'),
  ])
  expect(changes.added).toEqual([])
  expect(changes.changed.map((one) => one.clauseId)).toEqual([a])
  expect(changes.moved.map((one) => [one.clauseId, one.position])).toEqual([[b, 0]])
  expect(changes.retired.map((one) => one.id)).toEqual([c])

  const back = clauseChanges(vision, [
    standing(a, 'First in three cities.', 'market goals', 0, 2),
    standing(c, 'Gone.', 'user needs', 0, 1),
  ])
  expect(back.changed.map((one) => one.clauseId)).toEqual([a])
  expect(back.added.map((one) => one.clauseId)).toEqual([b])
  expect(back.retired).toEqual([])
})

test('a text is compared clause by clause, also where one moved to another section', () => {
  const now = {
    ...vision,
    clauses: [
      { clauseId: a, section: 'user needs' as const, text: 'First in three cities.' },
      { clauseId: c, section: 'user needs' as const, text: 'New.' },
    ],
  }
  expect(differences(now, vision).map(({ clauseId, kind }) => [clauseId, kind])).toEqual([
    [a, 'moved'],
    [c, 'added'],
    [b, 'retired'],
  ])
  expect(differences(vision, null).every(({ kind }) => kind === 'added')).toBe(true)
  const [reworded] = differences({ ...vision, clauses: [{ ...vision.clauses[1]!, text: 'Another.' }] }, vision)
  expect(reworded).toMatchObject({ kind: 'changed', before: 'Know the next stop.', after: 'Another.' })
})
