import { expect, test } from 'vitest'

import type { RecordSummary } from '#commons/records/contract.ts'

import type { Objective } from '../contract.ts'
import { type Branch, sizeOf, treeOf } from './tree.ts'

const record = (id: string, type = 'objective') => ({ id, type, key: id }) as unknown as RecordSummary
const objective = (id: string, ...serves: RecordSummary[]) => ({ ...record(id), serves }) as unknown as Objective

const shape = (branches: Branch[]): unknown[] =>
  branches.map(({ objective: { id }, children }) => [id, ...shape(children)])

test('each objective stands once, below its main reason', () => {
  const [first, second] = [record('VC-1', 'clause'), record('VC-2', 'clause')]
  const year = objective('year', second)
  const tree = treeOf(
    [
      year,
      objective('child', record('year'), first),
      objective('grandchild', record('child')),
      objective('loose'),
      objective('own', first),
    ],
    ['VC-1', 'VC-2'],
  )
  expect(tree.map(({ reason, branches }) => [reason?.id ?? null, shape(branches)])).toEqual([
    ['VC-1', [['own']]],
    ['VC-2', [['year', ['child', ['grandchild']]]]],
    [null, [['loose']]],
  ])
  expect(sizeOf(tree[1]!.branches)).toBe(3)
})

test('what serves an objective of another cycle stands below that one, before what serves nothing', () => {
  const tree = treeOf([objective('loose'), objective('own', record('elsewhere'))], ['VC-1'])
  expect(tree.map(({ reason }) => reason?.id ?? null)).toEqual(['elsewhere', null])
})
