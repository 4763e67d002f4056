import { expect, test } from 'vitest'

import { keptWhenSlow } from './kept.ts'

/** Work that takes as long as it is told, by a clock of the test's own. */
function worked() {
  let now = 0
  let times = 0
  const keep = keptWhenSlow<number>(() => now)
  return {
    ask: (workspace: string, ms: number) =>
      keep(workspace, async () => {
        now += ms
        return ++times
      }),
    pass: (ms: number) => void (now += ms),
  }
}

test('what is quick is worked out each time', async () => {
  const { ask } = worked()
  expect([await ask('a', 100), await ask('a', 100)]).toEqual([1, 2])
})

test('what is slow is given again for twenty times as long, to its own workspace', async () => {
  const { ask, pass } = worked()
  expect([await ask('a', 200), await ask('a', 200), await ask('b', 10)]).toEqual([1, 1, 2])
  pass(3_900)
  expect(await ask('a', 200)).toBe(1)
  pass(200)
  expect(await ask('a', 200)).toBe(3)
})

test('of what was slow, those who ask meanwhile wait for the same answer, and a failure is not kept', async () => {
  let now = 0
  const keep = keptWhenSlow<string>(() => now)
  await keep('a', async () => {
    now += 200
    return 'slow'
  })
  now += 5_000
  const { promise, reject } = Promise.withResolvers<string>()
  const first = keep('a', () => promise)
  const second = keep('a', () => Promise.resolve('another'))
  reject(new Error('away'))
  await expect(first).rejects.toThrow('away')
  await expect(second).rejects.toThrow('away')
  expect(await keep('a', () => Promise.resolve('again'))).toBe('again')
})
