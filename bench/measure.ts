/** Times in milliseconds, as figures. */
export type Figures = { n: number; p50: number; p95: number; p99: number; max: number }

export function figuresOf(times: readonly number[]): Figures {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
  return { n: sorted.length, p50: at(0.5), p95: at(0.95), p99: at(0.99), max: sorted.at(-1) ?? Number.NaN }
}

export async function timed(run: () => unknown) {
  const began = performance.now()
  await run()
  return performance.now() - began
}

/** Numbers from 0 to 1, the same ones for the same seed (mulberry32, Tommy Ettinger, public domain). */
export function randomFrom(seed: number) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

export type Random = ReturnType<typeof randomFrom>

export const oneOf = <Item>(items: readonly Item[], random: Random) => items[Math.floor(random() * items.length)]!

export type Comparing = { warmUp: number; most: number; seconds: number; wait?: () => Promise<unknown> }

/**
 * Times two ways of doing the same by turns, so that a busy moment of the machine falls on both alike; each turn has an
 * input of its own. Ends after `most` turns, or `seconds`.
 */
export async function compare(
  real: (turn: number) => unknown,
  bare: ((turn: number) => unknown) | undefined,
  { warmUp, most, seconds, wait }: Comparing,
) {
  const times: { real: number[]; bare: number[] } = { real: [], bare: [] }
  let until = Number.POSITIVE_INFINITY
  for (let turn = -warmUp; turn < most && performance.now() < until; turn++) {
    if (turn === 0) until = performance.now() + seconds * 1000
    const realTime = await timed(() => real(turn * 2))
    const bareTime = bare && (await timed(() => bare(turn * 2 + 1)))
    await wait?.()
    if (turn < 0) continue
    times.real.push(realTime)
    if (bareTime !== undefined) times.bare.push(bareTime)
  }
  return { real: figuresOf(times.real), bare: bare && figuresOf(times.bare) }
}
