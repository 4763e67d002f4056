import { describe, expect, test } from 'vitest'

import { hear } from './live-stream.ts'

const fact = (number: number) => ({
  number,
  name: 'shout-out.given.v1',
  data: {},
  at: '',
  by: null,
  recordId: null,
  otherRecordId: null,
})

describe('hear', () => {
  test('the first ready reads everything anew, for what came before it may have missed an event', () => {
    expect(hear(undefined, { type: 'ready', number: 7 })).toEqual({ known: 7, facts: [], everything: true })
  })

  test('a ready without a gap changes nothing', () => {
    expect(hear(7, { type: 'ready', number: 7 })).toEqual({ known: 7, facts: [], everything: false })
  })

  test('a gap or a reset reads everything anew', () => {
    expect(hear(7, { type: 'ready', number: 9 }).everything).toBe(true)
    expect(hear(7, { type: 'reset', number: 900 })).toEqual({ known: 900, facts: [], everything: true })
  })

  test('an event heard twice counts once', () => {
    const heard = hear(7, { type: 'events', events: [fact(6), fact(7), fact(8), fact(9)] })
    expect(heard.facts.map(({ number }) => number)).toEqual([8, 9])
    expect(heard.known).toBe(9)
  })

  test('only old events leave the number where it is', () => {
    expect(hear(7, { type: 'events', events: [fact(3)] })).toEqual({ known: 7, facts: [], everything: false })
  })
})
