import type { Logger } from 'pino'

import type { Seal } from './auth/seal.ts'
import type { Storage } from './storage/storage.ts'
import type { Warehouse } from './warehouse/warehouse.ts'

/** A letter. `to` is one address; text is always there, html only where it helps. */
export type Letter = { to: string; subject: string; text: string; html?: string; headers?: Record<string, string> }

/** `keeps` is true where no mail server is set: then nobody gets a letter until an admin hands it on. */
export type SendMail = ((letter: Letter) => Promise<void>) & { keeps?: boolean }

/** What reaches outside the database. Tests bring their own. */
export type Services = {
  log: Logger
  /** Where people reach this server, without a slash at the end. */
  baseUrl: string
  /** The server's own secret, to sign and derive with; never shown or sent. */
  secret: string
  /** Sends a letter, or keeps it for the admin to read where no mail server is set. */
  sendMail: SendMail
  fetch: typeof fetch
  /** Hosts inside the own network that metrics and alerts may reach all the same, in lower case. */
  privateHosts?: readonly string[]
  /** The bytes of uploaded files. */
  storage: Storage
  /** Product events; loaded when first needed. */
  warehouse: Warehouse
  /** Encrypts what has to be kept readable, such as the secret of a provider or an integration, and opens it again. */
  seal: Seal
}
