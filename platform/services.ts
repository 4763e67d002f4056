import type { Logger } from 'pino'

/** A letter. `to` is one address; text is always there, html only where it helps. */
export type Letter = { to: string; subject: string; text: string; html?: string; headers?: Record<string, string> }

/** What reaches outside the database. Tests bring their own. */
export type Services = {
  log: Logger
  /** Where people reach this server, without a slash at the end. */
  baseUrl: string
  /** Sends a letter, or keeps it for the admin to read where no mail server is set. */
  sendMail: (letter: Letter) => Promise<void>
  fetch: typeof fetch
}
