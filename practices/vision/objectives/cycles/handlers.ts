import { implement } from '@orpc/server'

import { type Asked, inWorkspace } from '#platform/api/answer.ts'

import { answersOf, roundsOfCycle } from '../check-ins/queries.ts'
import { brierScore, GAP, median } from '../check-ins/rules.ts'
import { todayIn } from '../key-results/lookups.ts'
import { cyclesInUse } from '../queries.ts'
import { cycles as contract } from './contract.ts'
import { byStart, cycleOf, quarterAt, standingCycles, whenIs } from './rules.ts'

const api = implement(contract).$context<Asked>().use(inWorkspace)

const inUse = api.inUse.handler(async ({ context: { tx, workspaceId, now } }) => {
  const today = await todayIn(tx, workspaceId, now)
  const counts = new Map((await cyclesInUse(tx, workspaceId)).map((one) => [one.key, one]))
  const keys = [...new Set([...standingCycles(today), ...counts.keys()])]
  const cycles = keys
    .map((key) => cycleOf(key)!)
    .toSorted(byStart)
    .map((cycle) => {
      const { objectives = 0, joint = 0, unfinished = 0 } = counts.get(cycle.key) ?? {}
      return { ...cycle, when: whenIs(cycle, today), objectives, joint, unfinished }
    })
  return { today, current: quarterAt(today), cycles }
})

const rhythm = api.rhythm.handler(async ({ input, context: { tx, workspaceId } }) => {
  const rounds = await roundsOfCycle(tx, workspaceId, input.cycle)
  const revealed = rounds.filter((round) => round.revealedAt !== null)
  const answers = await answersOf(
    tx,
    workspaceId,
    revealed.map((round) => round.id),
  )
  const newest = new Map(revealed.map((round) => [round.keyResultId, round]))
  const foreseen = revealed.flatMap((round) => {
    const { grade } = round
    const blind = (answers.get(round.id) ?? []).filter((answer) => !answer.afterReveal)
    return grade === null ? [] : blind.map(({ side, confidence }) => ({ side, confidence, grade }))
  })
  const of = (side: 'product' | 'engineering') => brierScore(foreseen.filter((one) => one.side === side))
  return {
    rounds: rounds.length,
    roundsWithBoth: revealed.length,
    medianGap: median(revealed.flatMap((round) => round.gap ?? [])),
    openGaps: [...newest.values()].filter((round) => (round.gap ?? 0) >= GAP).length,
    brier: { product: of('product'), engineering: of('engineering') },
  }
})

export const handlers = api.router({ inUse, rhythm })
