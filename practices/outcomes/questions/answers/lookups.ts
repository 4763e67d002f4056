import { timeZoneOf } from '#commons/people/lookups.ts'
import type { Transaction } from '#platform/database/database.ts'
import { joined, type Sql, sql, value } from '#platform/warehouse/statement.ts'
import { type Warehouse, WarehouseFault, WarehouseUnavailable } from '#platform/warehouse/warehouse.ts'
import { productProjectsById } from '#practices/outcomes/product-events/lookups.ts'

import { cohortsById } from '../cohorts/queries.ts'
import { ofProject, type Scope } from '../sources/queries.ts'
import { type Answer, type Asking, SMALL_SAMPLE } from './contract.ts'
import { type Ask, askOf, outcomeOf } from './queries.ts'
import { cohortIdsOf, patternsOf, peopleBehind, said, whyNotAsk } from './rules.ts'

/** A question that cannot be answered, with the code of the refusal and what to do. */
export class AskingRefused extends Error {
  readonly code: RefusalCode
  readonly says: string | undefined
  constructor(code: RefusalCode, says?: string) {
    super(says ?? code)
    this.name = 'AskingRefused'
    this.code = code
    this.says = says
  }
}
type RefusalCode =
  | 'NOT_FOUND'
  | 'NO_PROJECT'
  | 'TOO_LARGE'
  | 'TOO_MANY_INTERVALS'
  | 'WRONG_PATTERN'
  | 'NO_SUCH_COHORT'
  | 'WRONG_FORMULA'
  | 'UNAVAILABLE'
  | 'NO_SUCH_POINT'

/** Who asks: the workspace, its transaction, the time and the warehouse. */
export type Asker = { tx: Transaction; workspaceId: string; now: Date; services: { warehouse: Warehouse } }
export type Asked = { projectId: string; asking: Asking }

const MINUTE_MS = 60_000
const CANNOT_COMPILE_REGEXP = 427

/** Runs statements, and gives the faults of the warehouse as refusals. */
export async function asking<T>(services: { warehouse: Warehouse }, run: (ask: Ask) => Promise<T>): Promise<T> {
  try {
    return await run(askOf(services.warehouse))
  } catch (error) {
    if (error instanceof WarehouseUnavailable) throw new AskingRefused('UNAVAILABLE', error.message)
    if (error instanceof WarehouseFault && error.isTooLarge) throw new AskingRefused('TOO_LARGE')
    if (error instanceof WarehouseFault && error.code === CANNOT_COMPILE_REGEXP)
      throw new AskingRefused('WRONG_PATTERN')
    throw error
  }
}

/** Everything that a question stands on besides the events. Refuses what cannot be asked. */
export async function scopeOf({ tx, workspaceId, now }: Asker, { projectId, asking: question }: Asked) {
  const projects = await productProjectsById(tx, workspaceId, [projectId])
  if (!projects.has(projectId)) throw new AskingRefused('NOT_FOUND')
  const found = await cohortsById(tx, workspaceId, cohortIdsOf(question))
  const scope: Scope = {
    workspaceId,
    projectId,
    timeZone: await timeZoneOf(tx, workspaceId),
    // What was asked within the same minute has the same answer while no event arrives.
    now: new Date(Math.floor(now.getTime() / MINUTE_MS) * MINUTE_MS),
    cohorts: new Map([...found].filter(([, one]) => one.projectId === projectId).map(([id, { rule }]) => [id, rule])),
  }
  const why = whyNotAsk(question, scope)
  if (why) throw new AskingRefused(why.code, why.message)
  return { scope, cohorts: found }
}

type Freshness = { freshUntil: Date | null; events: number; merges: number; people: number }

/** Changes whenever an answer could: with an event, with somebody who became part of another, with a person or group who is described anew. */
const freshness = (scope: Scope, patterns: string[]): Sql =>
  sql`select maxOrNull(e.received_at) as freshUntil, count() as events, ${reading(patterns)} as patterns,
      (select sum(o.version) from person_overrides as o where ${ofProject(scope, 'o')}) as merges,
      (select sum(p.version) from person_properties as p where ${ofProject(scope, 'p')})
        + (select sum(g.version) from group_properties as g where ${ofProject(scope, 'g')}) as people
    from product_events as e where ${ofProject(scope, 'e')}`

/** Reads each pattern once: where no event came to be compared, a wrong one would not be noticed. */
const reading = (patterns: string[]) =>
  joined([sql`1`, ...patterns.map((pattern) => sql`match('', ${value('String', pattern)}) >= 0`)], ' and ')

const MOST_KEPT = 300
const kept = new WeakMap<Warehouse, Map<string, Promise<Answer['outcome']>>>()

/** The answer to a question; the one counted before while nothing changed that could change it. Throws `AskingRefused`. */
export async function answerOf(asker: Asker, asked: Asked): Promise<Answer> {
  const { scope, cohorts } = await scopeOf(asker, asked)
  const { warehouse } = asker.services
  return asking(asker.services, async (ask) => {
    const [state] = await ask<Freshness>(freshness(scope, patternsOf(asked.asking, scope.cohorts.values())))
    const key = JSON.stringify([scope, [...scope.cohorts], asked.asking, state])
    const answers = kept.get(warehouse) ?? new Map<string, Promise<Answer['outcome']>>()
    kept.set(warehouse, answers)
    const counted = answers.get(key) ?? outcomeOf(ask, scope, asked.asking)
    answers.delete(key)
    answers.set(key, counted)
    if (answers.size > MOST_KEPT) answers.delete(answers.keys().next().value!)
    const outcome = await counted.catch((error: unknown) => {
      answers.delete(key)
      throw error
    })
    const people = peopleBehind(outcome)
    return {
      asking: asked.asking,
      outcome,
      says: said(asked.asking, cohorts),
      people,
      isSmall: people < SMALL_SAMPLE,
      countedAt: scope.now,
      freshUntil: state!.freshUntil,
    }
  })
}
