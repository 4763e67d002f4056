import { PgBoss } from 'pg-boss'

import type { Host } from '#platform/api/answer.ts'

import type { Job } from './job.ts'

/** Runs timed work by cron, each job on one server at a time however many there are. */
export async function startJobs(host: Host, jobs: Job[], now: () => Date) {
  const boss = new PgBoss({
    // The owner's pool, so that one connection limit holds for the whole process.
    db: { executeSql: async (text: string, values?: unknown[]) => host.database.pool.query(text, values) },
    schema: 'pgboss',
    supervise: true,
    schedule: true,
  })
  boss.on('error', (error) => host.services.log.warn({ err: error }, 'the job queue stumbled'))
  await boss.start()
  for (const { name, cron, run } of jobs) {
    const queue = queueOf(name)
    await boss.createQueue(queue, {
      policy: 'exclusive',
      retryLimit: 3,
      retryBackoff: true,
      expireInSeconds: 900,
      deleteAfterSeconds: 86_400,
    })
    await boss.work(queue, { pollingIntervalSeconds: 5 }, async () => {
      const began = performance.now()
      await run(host, now())
      host.services.log.debug({ job: name, ms: Math.round(performance.now() - began) }, 'job done')
    })
    await boss.schedule(queue, cron, null, { tz: 'UTC' })
  }
  const known = new Set(jobs.map((job) => queueOf(job.name)))
  for (const schedule of await boss.getSchedules()) {
    if (!known.has(schedule.name)) await boss.unschedule(schedule.name)
  }
  return { stop: () => boss.stop({ graceful: true, timeout: 5_000 }) }
}

/** Jobs are called in words; the queue takes none with spaces. */
const queueOf = (name: string) => name.replaceAll(' ', '-')
