import { isContractProcedure } from '@orpc/contract'
import { beforeAll, expect, test } from 'vitest'
import type { z } from 'zod'

import { features } from '#app/features.ts'
import { proceduresOf } from '#platform/api/assemble.ts'
import { apiRoutes } from '#platform/api/http.ts'
import { demoWorkspace } from '#tests/support/demo-workspace.ts'
import { asQuery, chance, JUNK, placesIn, valueAt, withAt, written } from '#tests/support/made-up.ts'
import { type Foreign, sampleInput } from '#tests/support/sample-input.ts'
import { assembled, type TestMember } from '#tests/support/workspace.ts'

type Call = (input?: unknown) => Promise<unknown>

const procedures = proceduresOf(features).map((procedure) => {
  const contract = (features.find((one) => one.name === procedure.feature)!.contract as Record<string, unknown>)[
    procedure.name
  ]
  if (!isContractProcedure(contract)) throw new Error(procedure.name)
  const { inputSchema, route } = contract['~orpc']
  const input = inputSchema as z.ZodType | undefined
  return { ...procedure, full: `${procedure.feature}.${procedure.name}`, input, route, places: placesIn(input) }
})
const asked = (member: TestMember, { feature, name }: { feature: string; name: string }) =>
  (member.api as unknown as Record<string, Record<string, Call>>)[feature]![name]!

let actors: TestMember[]
let samples: Foreign[]

beforeAll(async () => {
  const demo = await demoWorkspace()
  actors = demo.admins
  samples = demo.samples
}, 180_000)

test('a made-up cursor, or another list’s, is refused or leads to an empty page', async () => {
  const lists = procedures.filter(({ places }) => places.some((place) => place.join() === 'after'))
  expect(lists.length).toBeGreaterThan(20)
  const [me] = actors
  const inputsOf = ({ input }: (typeof lists)[number]) =>
    samples.map((sample) => {
      const { after: _after, ...rest } = sampleInput(input, sample) as Record<string, unknown>
      return { ...rest, limit: 1 }
    })

  const found = new Set<string>()
  const answering = new Map<string, object>()
  for (const list of lists) {
    for (const input of inputsOf(list)) {
      const page = await asked(me!, list)(input).catch(() => undefined)
      if (!page) continue
      const { next } = page as { next?: string }
      if (next !== undefined || !answering.has(list.full)) answering.set(list.full, input)
      if (next !== undefined) found.add(next)
    }
  }
  expect(found.size).toBeGreaterThan(10)

  const cursors = [
    ...found,
    ...JUNK.filter((one) => typeof one === 'string'),
    '["created",false]',
    '[null,null]',
    'bnVsbA',
    '1|2|3',
    '-5',
    '1.5',
    '1e400',
  ]
  const faults: string[] = []
  for (const list of lists) {
    const input = answering.get(list.full) ?? inputsOf(list)[0]!
    for (const after of cursors) {
      const came = await asked(
        me!,
        list,
      )({ ...input, after }).then(
        (page) => (Array.isArray((page as { items?: unknown }).items) ? 200 : 'no page'),
        (error: { status?: number }) => error.status ?? 'a fault',
      )
      if (typeof came !== 'number' || came >= 500) faults.push(`${list.full} after ${JSON.stringify(after)}: ${came}`)
    }
  }
  expect(faults).toEqual([])
}, 120_000)

/** What ends the workspace or the one who asks, and with them the test. */
const ENDS = ['people.removeDemo']

test('whatever is sent to a route of the API, it answers or says what is wrong', async () => {
  let turn = 0
  const rest = apiRoutes({
    assembled,
    whoIs: async () => {
      const me = actors[turn++ % actors.length]!
      return { me, userId: me.userId!, scopes: ['write'] }
    },
    now: () => new Date('2026-11-21T12:00:00Z'),
    version: 'of the tests',
  })
  const next = chance(20_261_122)
  const oneOf = <T>(all: readonly T[]) => all[Math.floor(next() * all.length)]!
  const faults: string[] = []
  const statuses = new Map<number, number>()
  const send = async (full: string, method: string, address: string, body?: string) => {
    const response = await rest.request(address, {
      method,
      ...(body === undefined ? {} : { body, headers: { 'content-type': 'application/json' } }),
    })
    statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1)
    if (response.status >= 500) faults.push(`${full}: ${method} ${address.slice(0, 200)} ${(body ?? '').slice(0, 200)}`)
  }
  for (const { full, input, route, places } of procedures) {
    if (ENDS.includes(full)) continue
    const { method = 'POST', path = '/' } = route
    for (let i = 0; i < (places.length === 0 ? 1 : 10); i++) {
      let made = sampleInput(input, oneOf(samples))
      // The first is as it should be, so that what follows does not all stop at the same check.
      for (let n = 0; n < Math.min(i, i % 4 === 0 ? 2 : 1) && places.length > 0; n++) {
        const place = oneOf(places)
        const kind = typeof valueAt(made, place)
        const alike = JUNK.filter((junk) => typeof junk === kind)
        made = withAt(made, place, oneOf(alike.length > 0 && next() < 0.6 ? alike : JUNK))
      }
      const fields = { ...(made as Record<string, unknown> | undefined) }
      const address = path.replaceAll(/\{\+?([^}]+)\}/g, (_, name: string) => {
        const value = fields[name]
        delete fields[name]
        return encodeURIComponent(written(value ?? 'x').toWellFormed())
      })
      if (method === 'GET') await send(full, method, `/api/v1${address}?${asQuery(fields)}`)
      else await send(full, method, `/api/v1${address}`, JSON.stringify(fields))
    }
    if (method !== 'GET')
      await send(
        full,
        method,
        `/api/v1${path.replaceAll(/\{[^}]+\}/g, 'x')}`,
        oneOf(['', '{', '[]', '"x"', 'null', '1e999']),
      )
  }
  expect([...statuses.keys()]).toEqual(expect.arrayContaining([200, 400]))
  expect(statuses.get(200)).toBeGreaterThan(100)
  expect(faults).toEqual([])
}, 120_000)
