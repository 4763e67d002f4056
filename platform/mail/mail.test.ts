import { Writable } from 'node:stream'

import pino from 'pino'
import { SMTPServer } from 'smtp-server'
import { afterEach, expect, test } from 'vitest'

import { newId } from '#platform/database/ids.ts'
import { database } from '#tests/support/workspace.ts'

import { createMail } from './mail.ts'
import { letters } from './tables.ts'

const log = pino({ level: 'silent' })
type Taken = { from: string; to: string[]; raw: string }
let server: SMTPServer | undefined
afterEach(() => new Promise<void>((done) => (server ? server.close(() => done()) : done())))

async function mailServer(options: { refuses?: boolean } = {}) {
  const taken: Taken[] = []
  server = new SMTPServer({
    authOptional: true,
    // The letters go over connections that are kept open for the next one.
    closeTimeout: 100,
    disabledCommands: ['STARTTLS'],
    onRcptTo: (address, _session, done) => done(options.refuses ? new Error(`No such box: ${address.address}`) : null),
    onData(stream, session, done) {
      let raw = ''
      const sink = new Writable({
        write(chunk: Buffer, _encoding, next) {
          raw += chunk.toString()
          next()
        },
      })
      stream.pipe(sink).on('finish', () => {
        const { mailFrom, rcptTo } = session.envelope
        taken.push({ from: mailFrom ? mailFrom.address : '', to: rcptTo.map((one) => one.address), raw })
        done()
      })
    },
  })
  const port = await new Promise<number>((resolve) => {
    const listening = server!.listen(0, '127.0.0.1', () => resolve((listening.address() as { port: number }).port))
  })
  const settings = { SMTP_URL: `smtp://127.0.0.1:${port}`, MAIL_FROM: 'Throughline <hello@fernway.test>' }
  return { taken, sendMail: createMail({ settings, database, log }) }
}

test('a letter reaches a real mail server, with text, html and headers', async () => {
  const { taken, sendMail } = await mailServer()
  expect(sendMail.keeps).toBeUndefined()
  await sendMail({
    to: 'ana@example.com',
    subject: 'Minutes of Tuesday',
    text: 'What we said',
    html: '<p>What we said</p>',
    headers: { 'List-Unsubscribe': '<https://fernway.test/off>' },
  })
  expect(taken).toMatchObject([{ from: 'hello@fernway.test', to: ['ana@example.com'] }])
  expect(taken[0]!.raw).toMatch(/^From: Throughline <hello@fernway\.test>\r$/m)
  expect(taken[0]!.raw).toMatch(/^Subject: Minutes of Tuesday\r$/m)
  expect(taken[0]!.raw).toContain('List-Unsubscribe: <https://fernway.test/off>')
  expect(taken[0]!.raw).toContain('<p>What we said</p>')
})

test('an address or a subject cannot smuggle in another recipient or header', async () => {
  const { taken, sendMail } = await mailServer()
  await sendMail({ to: 'ana@example.com', subject: 'Hello\r\nBcc: eve@example.com', text: 'x' })
  expect(taken[0]!.to).toEqual(['ana@example.com'])
  expect(taken[0]!.raw).not.toMatch(/^Bcc:/m)
  await sendMail({ to: 'ana@example.com, eve@example.com', subject: 'Hello', text: 'x' }).catch(() => {})
  expect(taken.flatMap((one) => one.to)).not.toContain('eve@example.com')
})

test('a letter that the server does not take is an error, so that whoever sent it tries again', async () => {
  const { sendMail } = await mailServer({ refuses: true })
  await expect(sendMail({ to: 'ana@example.com', subject: 'Hello', text: 'x' })).rejects.toThrow(
    /did not take the letter/,
  )
  const nowhere = createMail({ settings: { SMTP_URL: 'smtp://127.0.0.1:1', MAIL_FROM: 'a@b.c' }, database, log })
  await expect(nowhere({ to: 'ana@example.com', subject: 'Hello', text: 'x' })).rejects.toThrow(
    /did not take the letter/,
  )
})

test('without a mail server letters are kept', async () => {
  const keep = createMail({ settings: { MAIL_FROM: 'a@b.c' }, database, log })
  const to = `${newId()}@example.com`
  expect(keep.keeps).toBe(true)
  await keep({ to: to.toUpperCase(), subject: 'Hello', text: 'the link' })
  const rows = await database.asOwner('read', (tx) => tx.select().from(letters))
  expect(rows.filter((row) => row.to === to)).toMatchObject([{ subject: 'Hello', text: 'the link' }])
})
