import { expect, test } from 'vitest'

import type { RecordType } from '#commons/records/contract.ts'

import type { Line } from '../contract.ts'
import { drawnAbove, drawnBelow, looseEnd } from './drawn-line.ts'

const record = (id: string, type: RecordType) =>
  ({ id, type, key: id.toUpperCase(), title: id, state: 'x', stateGroup: 'active', version: 1 }) as Line['record']
const step = (id: string, type: RecordType, distance: number, via: string) =>
  ({ record: record(id, type), distance, via: { kind: 'serves', recordId: via } }) as Line['why'][number]

const line = (part: Partial<Line>): Line => ({
  record: record('wrk', 'work-item'),
  why: [],
  cameOfIt: [],
  reachesVision: false,
  moreBelow: 0,
  ...part,
})
const words = (drawn: ReturnType<typeof drawnAbove>) =>
  drawn.map(
    ({
      step: {
        record: { id },
      },
      depth,
    }) => `${depth} ${id}`,
  )

test('one way leads up to the vision; what else is above branches off it', () => {
  const above = line({
    reachesVision: true,
    why: [
      step('ini', 'initiative', 1, 'wrk'),
      step('kr', 'key-result', 2, 'ini'),
      step('other-kr', 'key-result', 2, 'ini'),
      step('obj', 'objective', 3, 'kr'),
      step('vc', 'clause', 4, 'obj'),
    ],
  })
  expect(words(drawnAbove(above))).toEqual(['0 vc', '0 obj', '0 kr', '1 other-kr', '0 ini'])
  expect(looseEnd(above)).toBeUndefined()
})

test('a line that ends short is loose at its highest record, or at the record itself', () => {
  expect(looseEnd(line({ why: [step('ini', 'initiative', 1, 'wrk')] }))?.id).toBe('ini')
  expect(looseEnd(line({}))?.id).toBe('wrk')
})

test('a single consequence stays on the stroke, several branch off, each right below what it hangs on', () => {
  const below = line({
    cameOfIt: [
      step('c1', 'change', 1, 'wrk'),
      step('c2', 'change', 1, 'wrk'),
      step('r1', 'release', 2, 'c1'),
      step('r2', 'release', 2, 'c2'),
    ],
  })
  expect(words(drawnBelow(below))).toEqual(['1 c1', '1 r1', '1 c2', '1 r2'])
  expect(words(drawnBelow(line({ cameOfIt: [step('r', 'release', 1, 'wrk'), step('m', 'metric', 2, 'r')] })))).toEqual([
    '0 r',
    '0 m',
  ])
})
