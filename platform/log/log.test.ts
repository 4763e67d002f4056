import { expect, test } from 'vitest'

import { createLog, forPeople, logOfRequest } from './log.ts'

function collect() {
  const lines: string[] = []
  return { lines, out: { write: (line: string) => void lines.push(line) } }
}

test('writes one line of JSON for each thing told, with the request it belongs to', () => {
  const { lines, out } = collect()
  logOfRequest(createLog({ LOG_LEVEL: 'info' }, out), 'r-1').info({ ms: 12 }, 'answered')
  expect(JSON.parse(lines[0]!)).toMatchObject({ level: 'info', requestId: 'r-1', ms: 12, msg: 'answered' })
})

test('leaves out what is below its level', () => {
  const { lines, out } = collect()
  createLog({ LOG_LEVEL: 'warn' }, out).info('nobody asked')
  expect(lines).toEqual([])
})

test('never tells a secret, wherever in the line it is', () => {
  const { lines, out } = collect()
  const log = createLog({ LOG_LEVEL: 'info' }, out)
  for (const name of ['authorization', 'cookie', 'set-cookie', 'x-api-key', 'password', 'token', 'secret']) {
    log.info({ [name]: 'hush-1', user: { [name]: 'hush-2' }, request: { headers: { [name]: 'hush-3' } } }, 'told')
  }
  expect(lines.join('')).not.toContain('hush')
  expect(lines.join('')).toContain('[hidden]')
})

test('keeps where an error came from', () => {
  const { lines, out } = collect()
  createLog({ LOG_LEVEL: 'info' }, out).error({ err: new Error('broke', { cause: new Error('rain') }) }, 'it failed')
  expect(JSON.parse(lines[0]!).err.stack).toMatch(/broke[\s\S]*rain/)
})

test('reads well for a person', () => {
  const { lines, out } = collect()
  const log = createLog({ LOG_LEVEL: 'info' }, forPeople(out))
  log.warn({ folder: '/data', free: 12 }, 'the disk is nearly full')
  log.error({ err: new Error('broke') }, 'it failed')
  expect(lines[0]).toMatch(/^\d\d:\d\d:\d\d warn {2}the disk is nearly full folder=\/data free=12\n$/)
  expect(lines[1]).toMatch(/^\d\d:\d\d:\d\d error it failed\n {2}Error: broke\n {4,}at /)
})
