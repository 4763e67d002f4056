const SLOW_MS = 150
const TIMES = 20
const MOST = 200

type Kept<T> = { answer: Promise<T>; until: number }

/**
 * For figures over a whole workspace that are the same for all its members. What was worked out in less than 150 ms is
 * worked out anew each time, so that it is always true; what took longer is given again for twenty times as long as it took,
 * so that however many look, at most a twentieth of one core goes into it.
 */
export function keptWhenSlow<T>(clock: () => number = () => performance.now()) {
  const kept = new Map<string, Kept<T>>()
  return (workspaceId: string, work: () => Promise<T>): Promise<T> => {
    const known = kept.get(workspaceId)
    if (known && clock() < known.until) return known.answer
    const began = clock()
    const answer = work()
    // Only what was slow before: else one who has just changed something might get what was begun before the change.
    if (known) kept.set(workspaceId, { answer, until: Number.POSITIVE_INFINITY })
    answer.then(
      () => {
        const took = clock() - began
        kept.delete(workspaceId)
        if (took >= SLOW_MS) kept.set(workspaceId, { answer, until: clock() + took * TIMES })
        const [oldest] = kept.keys()
        if (kept.size > MOST && oldest !== undefined) kept.delete(oldest)
      },
      () => kept.delete(workspaceId),
    )
    return answer
  }
}
