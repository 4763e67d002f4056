import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

import pg from 'pg'
import { expect, onTestFinished, test } from 'vitest'

import { asked, newDatabase } from '#tests/support/database-scratch.ts'

test('a server that is told to stop in the middle of its start stops cleanly', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'throughline-cli-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const connection = await newDatabase('migrated')
  // Whoever migrates waits for this lock: the start stands still in its middle until it is given back.
  const holder = new pg.Client(connection)
  holder.on('error', () => {}) // The test may fail before it gives the lock back.
  await holder.connect()
  await holder.query('select pg_advisory_lock(7405211)')

  const { host, port, user, database } = connection
  const address = `postgresql://${user}@localhost/${database}?host=${encodeURIComponent(host)}&port=${port}`
  const server = spawn(process.execPath, ['app/cli.ts', 'serve'], {
    env: { PATH: process.env.PATH, DATABASE_URL: address, DATA_DIR: folder, PORT: '0', LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(() => void server.kill('SIGKILL'))
  let said = ''
  for (const stream of [server.stdout, server.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const waiting = `select 1 from pg_locks l join pg_database d on d.oid = l.database
    where l.locktype = 'advisory' and not l.granted and d.datname = $1`
  while ((await asked(connection, waiting, [database])).length === 0) {
    expect(server.exitCode, said).toBeNull()
    await pause(50)
  }

  const ended = once(server, 'exit')
  server.kill('SIGTERM')
  await pause(200)
  await holder.end()
  expect(await ended, said).toEqual([0, null])
  expect(said).not.toContain('is at http')
})
