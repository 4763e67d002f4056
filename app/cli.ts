import path from 'node:path'

import { Command, InvalidArgumentError } from 'commander'

import { DISCIPLINES } from '#commons/people/contract.ts'
import { type Role, ROLES } from '#platform/auth/identity.ts'
import { readSettings } from '#platform/config/config.ts'
import { createLog } from '#platform/log/log.ts'

import { version } from './version.ts'

const program = new Command('throughline')
  .description('The workspace in which product people and engineers cannot drift apart unnoticed.')
  .version(version)

/** The store of the settings, also beside a running server, closed again whatever comes. */
async function withStore<T>(
  run: (
    store: Awaited<ReturnType<(typeof import('./store.ts'))['openStore']>>,
    settings: ReturnType<typeof readSettings>,
  ) => Promise<T>,
) {
  const settings = readSettings({ LOG_LEVEL: 'warn', ...process.env })
  const { openStore } = await import('./store.ts')
  const store = await openStore(settings, createLog(settings), { join: true })
  try {
    return await run(store, settings)
  } finally {
    await store.close()
  }
}

function oneOf<const T extends string>(choices: readonly T[]) {
  return (value: string): T => {
    const found = choices.find((choice) => choice === value)
    if (!found) throw new InvalidArgumentError(`Choose one of: ${choices.join(', ')}.`)
    return found
  }
}

program
  .command('serve', { isDefault: true })
  .description('Serve Throughline: migrate, answer, relay, work by the clock')
  .action(async () => {
    const settings = readSettings(process.env)
    const { startServer } = await import('./server.ts')
    let isStopping = false
    const starting = startServer(settings, createLog(settings))
    const stop = () => {
      isStopping = true
      setTimeout(() => process.exit(1), 15_000).unref()
      // A start that is under way is brought to its end first: it may be in the middle of a migration.
      void starting
        .then((running) => running.stop())
        .then(
          () => process.exit(0),
          () => process.exit(1),
        )
    }
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, stop)
    const running = await starting
    if (isStopping) return
    console.log(`\n  Throughline ${version} is at ${running.address}`)
    if (running.setUpLink) console.log(`\n  First run. Open this link once to set it up:\n  ${running.setUpLink}`)
    console.log('\n  Ctrl+C stops it.\n')
  })

program
  .command('migrate')
  .description('Bring the database to this version and end')
  .action(async () => {
    await withStore(async () => {})
    console.log('The database is at this version.')
  })

program
  .command('backup')
  .description('Write the database and the uploaded files into one archive; the server may run')
  .argument('[file]', 'the archive', `throughline-${new Date().toISOString().slice(0, 10)}.tar.gz`)
  .action((file: string) =>
    withStore(async (store, settings) => {
      const { backup } = await import('#platform/database/backup.ts')
      const { filesFolder } = await import('./store.ts')
      const { rows, tables } = await backup(store.connection, filesFolder(settings), path.resolve(file), {
        secret: settings.SECRET,
      })
      console.log(`${rows} rows of ${tables} tables are in ${file}.`)
    }),
  )

program
  .command('restore')
  .description('Put a backup into an empty database')
  .argument('<file>', 'the archive')
  .option('--accept-secret', 'restore although the backup was taken with another secret')
  .action(async (file: string, options: { acceptSecret?: boolean }) => {
    const settings = readSettings({ LOG_LEVEL: 'warn', ...process.env })
    const { filesFolder, openPostgres } = await import('./store.ts')
    const { restore } = await import('#platform/database/restore.ts')
    const postgres = await openPostgres(settings, createLog(settings))
    try {
      const storageFolder = filesFolder(settings)
      const { rows, files, takenAt } = await restore(path.resolve(file), postgres.connection, {
        ...(storageFolder ? { storageFolder } : {}),
        secret: settings.SECRET,
        acceptSecret: options.acceptSecret ?? false,
      })
      console.log(`${rows} rows and ${files} files of ${takenAt} are restored.`)
    } finally {
      await postgres.stop()
    }
  })

program
  .command('seed')
  .description('Make a workspace with the demo team and its year, and say how to sign in')
  .option('--email <email>', 'who looks at it', 'demo@example.com')
  .option('--password <password>', 'at least ten characters; one is made up when left out')
  .action((options: { email: string; password?: string }) =>
    withStore(async (store, settings) => {
      const { seedDemo } = await import('./seed.ts')
      const made = await seedDemo(store.database, settings, createLog(settings), options)
      console.log(`The demo is at ${settings.BASE_URL}/w/${made.slug}`)
      console.log(
        made.password
          ? `Sign in as ${options.email} with ${made.password}`
          : `Sign in as ${options.email} with the password you have.`,
      )
    }),
  )

const admin = program.command('admin').description('What the one who runs the server may do without signing in')

admin
  .command('create-workspace')
  .description('A workspace with its first admin')
  .requiredOption('--workspace <name>', 'its name')
  .requiredOption('--name <name>', 'the admin’s name')
  .requiredOption('--email <email>', 'the admin’s e-mail')
  .option('--password <password>', 'one is made up when left out')
  .option('--discipline <discipline>', `one of: ${DISCIPLINES.join(', ')}`, oneOf(DISCIPLINES), 'other')
  .action(
    (options: {
      workspace: string
      name: string
      email: string
      password?: string
      discipline: (typeof DISCIPLINES)[number]
    }) =>
      withStore(async ({ database }, settings) => {
        const { createWorkspace } = await import('#commons/people/admin.ts')
        const { slug, password } = await database.asOwner('write', (tx) =>
          createWorkspace(tx, { ...options, workspaceName: options.workspace }),
        )
        console.log(`${settings.BASE_URL}/w/${slug}`)
        if (password) console.log(`Sign in as ${options.email} with ${password}`)
      }),
  )

admin
  .command('reset-password')
  .description('Give a user another password; their sessions end and their second step is off')
  .requiredOption('--email <email>', 'whose')
  .option('--password <password>', 'one is made up when left out')
  .action((options: { email: string; password?: string }) =>
    withStore(async ({ database }) => {
      const { resetPassword } = await import('#commons/people/admin.ts')
      const { password } = await database.asOwner('write', (tx) => resetPassword(tx, options))
      console.log(`${options.email} signs in with ${password}`)
    }),
  )

admin
  .command('invite')
  .description('A link with which somebody joins a workspace')
  .requiredOption('--workspace <slug>', 'which, as in its address')
  .option('--role <role>', `one of: ${ROLES.join(', ')}`, oneOf(ROLES), 'member')
  .option('--days <days>', 'how long it is good for', Number, 14)
  .action((options: { workspace: string; role: Role; days: number }) =>
    withStore(async ({ database }, settings) => {
      const { makeInvite } = await import('#commons/people/admin.ts')
      const made = await database.asOwner('write', (tx) => makeInvite(tx, { ...options, expiresInDays: options.days }))
      console.log(`${settings.BASE_URL}${made.path}`)
    }),
  )

admin
  .command('token')
  .description('A token of a workspace for the API, shown once')
  .requiredOption('--workspace <slug>', 'which, as in its address')
  .requiredOption('--name <name>', 'what it is for')
  .option('--scope <scope...>', 'read, write, or one feature’s such as metrics:write', ['read'])
  .action((options: { workspace: string; name: string; scope: string[] }) =>
    withStore(async ({ database }) => {
      const { makeToken } = await import('#commons/people/admin.ts')
      const made = await database.asOwner('write', (tx) => makeToken(tx, { ...options, scopes: options.scope }))
      console.log(made.secret)
    }),
  )

program
  .command('doctor')
  .description('Look at settings, database, files and jobs, and say what is wrong')
  .action(() =>
    withStore(async (store, settings) => {
      const { examine } = await import('./doctor.ts')
      const findings = await examine(store.database, settings)
      for (const { isGood, says } of findings) console.log(`${isGood ? 'good ' : 'WRONG'}  ${says}`)
      if (findings.some(({ isGood }) => !isGood)) process.exitCode = 1
    }),
  )

try {
  await program.parseAsync()
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : String(error)}\n`)
  if (process.env.LOG_LEVEL === 'debug') console.error(error)
  process.exit(1)
}
