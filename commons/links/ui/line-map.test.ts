import { expect, test } from 'vitest'

import type { RecordType } from '#commons/records/contract.ts'

import { branches, filtered, type LineMap, onLineOf, placed } from './line-map.ts'

const record = (id: string, type: RecordType, stateGroup: 'active' | 'done' = 'active') => ({
  id: id as LineMap['records'][number]['id'],
  type,
  key: id.toUpperCase(),
  title: `The ${id}`,
  state: 'x',
  stateGroup,
  version: 1,
  below: 0,
  doneBelow: 0,
})
const edge = (from: string, to: string) => ({ from, to, kind: 'serves' }) as LineMap['edges'][number]

const map: LineMap = {
  records: [
    record('vc-1', 'clause'),
    record('vc-2', 'clause'),
    record('obj-1', 'objective'),
    record('kr-1', 'key-result'),
    record('kr-2', 'key-result', 'done'),
    record('ini-1', 'initiative'),
    record('ini-2', 'initiative'),
    record('ini-9', 'initiative'),
  ],
  edges: [
    edge('obj-1', 'vc-1'),
    edge('kr-1', 'obj-1'),
    edge('kr-2', 'obj-1'),
    edge('ini-1', 'kr-1'),
    edge('ini-2', 'kr-1'),
    edge('ini-2', 'vc-2'),
  ],
}

const words = (all: ReturnType<typeof branches>): string[] =>
  all.map(({ record: { id }, children }) => (children.length > 0 ? `${id}(${words(children).join(' ')})` : id))

test('what serves two stands below both, and what serves nothing stands by itself', () => {
  expect(words(branches(map))).toEqual(['vc-1(obj-1(kr-1(ini-1 ini-2) kr-2))', 'vc-2(ini-2)', 'ini-9'])
})

test('a circle ends where it began', () => {
  const round = { ...map, edges: [...map.edges, edge('kr-1', 'ini-1')] }
  expect(words(branches(round))[0]).toContain('kr-1(ini-1 ini-2)')
})

test('nothing stands on anything else, and each stands in the column of its type, once', () => {
  const all = placed(map)
  expect(all).toHaveLength(map.records.length)
  expect(new Set(all.map(({ column, row }) => `${column}:${row}`)).size).toBe(all.length)
  const rowOf = (id: string) => all.find((one) => one.record.id === id)!.row
  expect(rowOf('kr-1')).toBe((rowOf('ini-1') + rowOf('ini-2')) / 2)
  expect(all.filter(({ isFrayed }) => isFrayed).map((one) => one.record.id)).toEqual(['ini-9'])
})

test('one of the same type stands below what hangs on the upper one, indented', () => {
  const records = [record('obj-1', 'objective'), record('obj-2', 'objective'), record('kr-1', 'key-result')]
  const all = placed({ records, edges: [edge('obj-2', 'obj-1'), edge('kr-1', 'obj-2')] })
  expect(all.map((one) => [one.record.id, one.column, one.row, one.indent])).toEqual([
    ['obj-1', 2, 0, 0],
    ['obj-2', 2, 1, 1],
    ['kr-1', 3, 1, 0],
  ])
})

test('what is found stands with all of its line; finished work only on request', () => {
  const ids = (text: string, withFinished = false) => filtered(map, { text, withFinished }).records.map(({ id }) => id)
  expect(ids('ini-1')).toEqual(['vc-1', 'obj-1', 'kr-1', 'ini-1'])
  expect(ids('obj-1')).toEqual(['vc-1', 'obj-1', 'kr-1', 'ini-1', 'ini-2'])
  expect(ids('kr-2')).toEqual([])
  expect(ids('kr-2', true)).toEqual(['vc-1', 'obj-1', 'kr-2'])
  expect(ids('nothing')).toEqual([])
})

test('a line holds what is above and below, not what is beside', () => {
  expect([...onLineOf(map, ['kr-1'])].toSorted()).toEqual(['ini-1', 'ini-2', 'kr-1', 'obj-1', 'vc-1'])
})

test('thousands are placed at once, without running out of stack', () => {
  const many: LineMap = {
    records: Array.from({ length: 4000 }, (_, i) => record(`i${i}`, i === 0 ? 'clause' : 'initiative')),
    edges: Array.from({ length: 3999 }, (_, i) => edge(`i${i + 1}`, 'i0')),
  }
  const all = placed(many)
  expect(new Set(all.filter(({ column }) => column === 4).map(({ row }) => row)).size).toBe(3999)
})
