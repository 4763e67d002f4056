import { expect, test } from 'vitest'

import { sentOnce } from './sent-once.ts'

const waits: number[] = []
const wait = (ms: number) => {
  waits.push(ms)
  return Promise.resolve()
}
const isUnanswered = (error: unknown) => error instanceof TypeError

test('sends again while nobody answers, waiting longer each time', async () => {
  waits.length = 0
  let tries = 0
  const send = () => (++tries < 4 ? Promise.reject(new TypeError('no network')) : Promise.resolve('done'))
  expect(await sentOnce(send, { isUnanswered, wait })).toBe('done')
  expect(waits).toEqual([250, 500, 1000])
})

test('a refusal is an answer', async () => {
  let tries = 0
  const send = () => {
    tries += 1
    return Promise.reject(new Error('too late'))
  }
  await expect(sentOnce(send, { isUnanswered, wait })).rejects.toThrow('too late')
  expect(tries).toBe(1)
})

test('gives up in the end, with the last fault', async () => {
  let tries = 0
  const send = () => Promise.reject(new TypeError(`try ${++tries}`))
  await expect(sentOnce(send, { isUnanswered, wait })).rejects.toThrow('try 8')
})

test('nobody waits for a call that was taken back', async () => {
  const stop = new AbortController()
  stop.abort()
  const send = () => Promise.reject(new TypeError('no network'))
  waits.length = 0
  await expect(sentOnce(send, { isUnanswered, wait, signal: stop.signal })).rejects.toThrow('no network')
  expect(waits).toEqual([])
})
