type Waits = { isUnanswered: (error: unknown) => boolean; signal?: AbortSignal; wait?: (ms: number) => Promise<void> }

const DELAYS_MS = [250, 500, 1000, 2000, 4000, 8000, 8000]

/**
 * Makes one logical call until somebody answers it, waiting longer each time, about 24 seconds in all.
 * The caller sends the same idempotency key each time, so that a command whose answer was lost is not done twice.
 */
export async function sentOnce<Answer>(send: () => Promise<Answer>, { isUnanswered, signal, wait = pause }: Waits) {
  for (const delay of DELAYS_MS) {
    try {
      return await send()
    } catch (error) {
      if (!isUnanswered(error) || signal?.aborted) throw error
      await wait(delay)
    }
  }
  return send()
}

/** Waits, but no longer than until the browser says that it is online again. */
function pause(ms: number) {
  return new Promise<void>((resolve) => {
    const done = () => {
      clearTimeout(timer)
      removeEventListener('online', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    addEventListener('online', done)
  })
}
