import { Command } from 'commander'

import { readSettings } from '#platform/config/config.ts'
import { createLog } from '#platform/log/log.ts'

import { version } from './version.ts'

const program = new Command('throughline')
  .description('The workspace in which product people and engineers cannot drift apart unnoticed.')
  .version(version)

program
  .command('serve', { isDefault: true })
  .description('Serve Throughline: migrate, answer, relay, work by the clock')
  .action(async () => {
    const settings = readSettings(process.env)
    const log = createLog(settings)
    const { startServer } = await import('./server.ts')
    const running = await startServer(settings, log)
    console.log(`\n  Throughline ${version} is at ${running.address}`)
    if (running.setUpLink) console.log(`\n  First run. Open this link once to set it up:\n  ${running.setUpLink}`)
    console.log('\n  Ctrl+C stops it.\n')
    const stop = () => {
      setTimeout(() => process.exit(1), 15_000).unref()
      void running.stop().then(() => process.exit(0))
    }
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, stop)
  })

program
  .command('migrate')
  .description('Bring the database to this version and end')
  .action(async () => {
    const settings = readSettings(process.env)
    const { openStore } = await import('./store.ts')
    const store = await openStore(settings, createLog(settings))
    await store.close()
    console.log('The database is at this version.')
  })

try {
  await program.parseAsync()
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : String(error)}\n`)
  if (process.env.LOG_LEVEL === 'debug') console.error(error)
  process.exit(1)
}
