import { expect, test } from 'vitest'

import { TeamId } from '#commons/people/contract.ts'
import { MemberId } from '#platform/auth/identity.ts'

import { WorkStateId } from '../states/contract.ts'
import { USUAL_STATES } from '../states/rules.ts'
import { type Fields, fieldsSet, inWords, isUnchanged, nextOf } from './rules.ts'

const at = (day: string) => new Date(`${day}T10:00:00Z`)
const web = TeamId.parse('018f0000-0000-7000-8000-000000000001')
const app = TeamId.parse('018f0000-0000-7000-8000-000000000002')
const [ana, ben] = ['018f0000-0000-7000-8000-00000000000a', '018f0000-0000-7000-8000-00000000000b'].map((id) =>
  MemberId.parse(id),
) as [MemberId, MemberId]
const QA = WorkStateId.parse('in-qa')
const states = [...USUAL_STATES, { id: QA, name: 'In QA', group: 'started' as const, teamId: web }]
const stateId = (id: string) => WorkStateId.parse(id)

const item: Fields = {
  title: 'Show the next stop',
  type: 'feature',
  stateId: stateId('to-do'),
  group: 'unstarted',
  priority: 'none',
  estimate: null,
  dueOn: null,
  teamId: web,
  position: 'M',
  assignees: [ana],
  labels: [],
  startedAt: null,
  closedAt: null,
}
const next = (from: Fields, wanted: Parameters<typeof nextOf>[1], day = '2026-03-01') => {
  const after = nextOf(from, wanted, states, at(day))
  if (typeof after === 'string') throw new Error(after)
  return after
}

test('an item notes when work began and when it ended, and forgets the end when it is reopened', () => {
  const begun = next(item, { stateId: stateId('in-progress') }, '2026-03-02')
  expect(begun).toMatchObject({ group: 'started', startedAt: at('2026-03-02'), closedAt: null })
  const done = next(begun, { stateId: stateId('done') }, '2026-03-05')
  expect(done).toMatchObject({ startedAt: at('2026-03-02'), closedAt: at('2026-03-05') })
  const reopened = next(done, { stateId: stateId('to-do') }, '2026-03-06')
  expect(reopened).toMatchObject({ group: 'unstarted', startedAt: at('2026-03-02'), closedAt: null })
})

test('what goes straight to done was begun then too', () => {
  expect(next(item, { stateId: stateId('done') })).toMatchObject({ startedAt: at('2026-03-01') })
})

test('a state of one team is refused to another’s items, and left at the start of its group on the way out', () => {
  const inQa = next(item, { stateId: QA })
  expect(nextOf({ ...item, teamId: app }, { stateId: QA }, states, at('2026-03-01'))).toBe('NOT_A_STATE')
  expect(next(inQa, { teamId: app })).toMatchObject({ stateId: 'in-progress', group: 'started', teamId: app })
  expect(next(inQa, { priority: 'high' }).stateId).toBe(QA)
})

test('people are added and taken away without doubling', () => {
  expect(next(item, { addAssignees: [ana, ben] }).assignees).toEqual([ana, ben])
  expect(next(item, { addAssignees: [ben], removeAssignees: [ana] }).assignees).toEqual([ben])
  expect(isUnchanged(item, next(item, { removeAssignees: [ben] }))).toBe(true)
})

test('history says what changed in words', () => {
  const after = next(item, { priority: 'urgent', dueOn: '2026-04-01', teamId: app, title: 'Show the next two stops' })
  const words = {
    member: () => '',
    label: () => '',
    state: () => '',
    team: (id: TeamId) => (id === web ? 'Web' : 'Courier app'),
  }
  expect(inWords(fieldsSet(item, after), item, words)).toEqual([
    { field: 'title', from: 'Show the next stop', to: 'Show the next two stops' },
    { field: 'priority', from: null, to: 'urgent' },
    { field: 'due', from: null, to: '2026-04-01' },
    { field: 'team', from: 'Web', to: 'Courier app' },
  ])
})
