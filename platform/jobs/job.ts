import type { Host } from '#platform/api/answer.ts'

/** Timed work. `cron` has five fields and runs in UTC; the job itself minds each workspace's zone. Safe to run twice. */
export type Job = { name: string; cron: string; run: (host: Host, now: Date) => Promise<void> }

export const defineJob = (job: Job): Job => job
