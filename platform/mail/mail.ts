import { lt } from 'drizzle-orm'
import { createTransport } from 'nodemailer'
import type { Logger } from 'pino'

import type { Database, Transaction } from '#platform/database/database.ts'
import { newId } from '#platform/database/ids.ts'
import type { Letter, SendMail } from '#platform/services.ts'

import { letters } from './tables.ts'

/** How long a letter that nobody could send is kept. */
export const KEPT_DAYS = 30

type Mail = { settings: { SMTP_URL?: string | undefined; MAIL_FROM: string }; database: Database; log: Logger }

/** Sends letters through the mail server of the settings. Without one it keeps them, for an admin to hand on. */
export function createMail({ settings, database, log }: Mail): SendMail {
  if (!settings.SMTP_URL) {
    const keep = (letter: Letter) => database.asOwner('write', (tx) => keepLetter(tx, letter, new Date()))
    return Object.assign(keep, { keeps: true })
  }
  const transport = createTransport(
    {
      url: settings.SMTP_URL,
      pool: true,
      maxConnections: 3,
      connectionTimeout: 10_000,
      greetingTimeout: 10_000,
      socketTimeout: 20_000,
      // A letter is text of ours: it may neither read a file nor fetch an address.
      disableFileAccess: true,
      disableUrlAccess: true,
    },
    { from: settings.MAIL_FROM },
  )
  return async ({ to, subject, text, html, headers }) => {
    try {
      // As an object, so that a comma in it does not make two addresses of one.
      const sent = await transport.sendMail({
        to: { name: '', address: to },
        subject,
        text,
        ...(html ? { html } : {}),
        ...(headers ? { headers } : {}),
      })
      log.debug({ messageId: sent.messageId }, 'a letter was sent')
    } catch (error) {
      throw new Error(`The mail server did not take the letter: ${(error as Error).message}`, { cause: error })
    }
  }
}

async function keepLetter(tx: Transaction, { to, subject, text }: Letter, now: Date) {
  await tx.insert(letters).values({ id: newId(), to: to.trim().toLowerCase(), subject, text, keptAt: now })
}

/** Drops letters that were kept for long enough. In the owner's transaction. */
export const forgetOldLetters = (tx: Transaction, now: Date) =>
  tx.delete(letters).where(lt(letters.keptAt, new Date(now.getTime() - KEPT_DAYS * 86_400_000)))
