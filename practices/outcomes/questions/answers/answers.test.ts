import fc from 'fast-check'
import { expect, test } from 'vitest'

import { byHand, comparable, rounded } from '#tests/support/questions-by-hand/by-hand.ts'
import { QUESTIONS, store, WORLD } from '#tests/support/questions-by-hand/worlds.ts'
import { warehouse } from '#tests/support/workspace.ts'

import { Asking } from './contract.ts'
import { askOf, outcomeOf } from './queries.ts'

const WORLDS = Number(process.env.PROPERTY_WORLDS ?? 8)
const QUESTIONS_EACH = Number(process.env.PROPERTY_QUESTIONS ?? 6)
const seed = Number(process.env.PROPERTY_SEED ?? 1122)

for (const [kind, questions] of Object.entries(QUESTIONS)) {
  test(`what the engine says of ${kind} is what a count by hand says`, async () => {
    for (const [i, world] of fc.sample(WORLD, { numRuns: WORLDS, seed }).entries()) {
      const scope = await store(warehouse, world)
      for (const made of fc.sample(questions, { numRuns: QUESTIONS_EACH, seed: seed + i })) {
        const asking = Asking.parse(made)
        const outcome = await outcomeOf(askOf(warehouse), scope, asking)
        expect(rounded(comparable(outcome)), JSON.stringify({ asking, world })).toEqual(rounded(byHand(world, asking)))
      }
    }
  })
}
