import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

import { z } from 'zod'

const FROM_TEXT: Record<string, boolean> = {
  true: true,
  yes: true,
  on: true,
  1: true,
  false: false,
  no: false,
  off: false,
  0: false,
}

const yesOrNo = z
  .string()
  .toLowerCase()
  .refine((text) => text in FROM_TEXT, 'Write true or false.')
  .transform((text) => FROM_TEXT[text]!)

const wholeNumber = (lowest: number, highest: number) =>
  z.coerce
    .number(`Write a number from ${lowest} to ${highest}.`)
    .int(`Write a whole number from ${lowest} to ${highest}.`)
    .min(lowest, `Write a number from ${lowest} to ${highest}.`)
    .max(highest, `Write a number from ${lowest} to ${highest}.`)

const address = (schemes: string[], example: string) =>
  z
    .string()
    .refine(
      (text) => URL.canParse(text) && schemes.includes(new URL(text).protocol),
      `Write an address such as ${example}`,
    )

const text = z.string()

/** One setting: how its text becomes a value, what stands for it when nobody sets it, and what it is for. */
type Setting = { shape: z.ZodType; standsFor: string; meaning: string }

const setting = <Shape extends z.ZodType>(shape: Shape, standsFor: string, meaning: string) => ({
  shape,
  standsFor,
  meaning,
})

const known = {
  PORT: setting(wholeNumber(0, 65_535), '3000', 'The port that Throughline answers on.'),
  HOST: setting(
    text,
    '127.0.0.1',
    'The network address that it answers on; 127.0.0.1 is this machine only, 0.0.0.0 is every network it is on.',
  ),
  BASE_URL: setting(
    address(['http:', 'https:'], 'https://throughline.example.com').transform((url) => url.replace(/\/+$/, '')),
    'http://localhost:PORT',
    'Where people reach this server, as they type it in the browser.',
  ),
  DATA_DIR: setting(
    text.transform((folder) => path.resolve(folder)),
    '.data',
    'The folder that holds the embedded database, uploaded files, backups and the secret.',
  ),
  DATABASE_URL: setting(
    address(['postgres:', 'postgresql:'], 'postgresql://throughline:password@host:5432/throughline').optional(),
    '',
    'A PostgreSQL of your own, version 15 or newer; when empty, the embedded one in DATA_DIR serves.',
  ),
  DATABASE_POOL: setting(wholeNumber(2, 500), '20', 'How many connections to the database one server opens at most.'),
  CLICKHOUSE_URL: setting(
    address(['http:', 'https:'], 'https://throughline:password@clickhouse.example.com:8443/throughline').optional(),
    '',
    'A ClickHouse for product events, version 25.8 or newer; when empty, the embedded one in DATA_DIR serves. Several servers need the same.',
  ),
  SECRET: setting(
    z.string().min(32, 'Write at least 32 characters, for example from: openssl rand -hex 32').optional(),
    '',
    'Signs sessions and encrypts stored credentials; when empty, one is made and kept in DATA_DIR/secret. Several servers need the same.',
  ),
  TRUST_PROXY: setting(
    yesOrNo,
    'false',
    'Set to true behind a reverse proxy: the last X-Forwarded-For address is then the visitor’s.',
  ),
  PRIVATE_HOSTS: setting(
    text.default('').transform((hosts) =>
      hosts
        .split(',')
        .map((host) => host.trim().toLowerCase())
        .filter((host) => host !== ''),
    ),
    '',
    'Hosts inside your network that queries of metrics and messages of alerts may reach, with commas between; every other private address is refused.',
  ),
  SMTP_URL: setting(
    address(['smtp:', 'smtps:'], 'smtp://user:password@mail.example.com:587').optional(),
    '',
    'The mail server; when empty, letters are kept for the admin to read instead of being sent.',
  ),
  MAIL_FROM: setting(text.min(3), 'Throughline <throughline@localhost>', 'The sender of every letter.'),
  LOG_LEVEL: setting(
    z.enum(['debug', 'info', 'warn', 'error', 'silent'], 'Write debug, info, warn, error or silent.'),
    'info',
    'How much the log tells: debug, info, warn, error or silent.',
  ),
  UPLOAD_LIMIT_MB: setting(wholeNumber(1, 10_000), '25', 'The most megabytes that one uploaded file may have.'),
  S3_BUCKET: setting(text.optional(), '', 'Keeps uploaded files in this S3 bucket instead of DATA_DIR.'),
  S3_REGION: setting(text, 'us-east-1', 'The region of the bucket.'),
  S3_ENDPOINT: setting(
    address(['http:', 'https:'], 'https://s3.example.com').optional(),
    '',
    'The address of an S3-compatible server that is not Amazon’s.',
  ),
  S3_ACCESS_KEY_ID: setting(text.optional(), '', 'The key id for the bucket.'),
  S3_SECRET_ACCESS_KEY: setting(text.optional(), '', 'The secret key for the bucket.'),
  OIDC_ISSUER: setting(
    address(['http:', 'https:'], 'https://login.example.com').optional(),
    '',
    'The issuer of a first single sign-on provider; more are added in the settings of a workspace.',
  ),
  OIDC_CLIENT_ID: setting(text.optional(), '', 'The client id at that provider.'),
  OIDC_CLIENT_SECRET: setting(text.optional(), '', 'The client secret at that provider.'),
  OIDC_NAME: setting(text, 'Single sign-on', 'What the button for that provider says.'),
} satisfies Record<string, Setting>

type Known = typeof known
type Read = { [Name in keyof Known]: z.output<Known[Name]['shape']> }

/** Everything that the environment decides, read once. The secret is always there. */
export type Settings = Omit<Read, 'SECRET'> & { SECRET: string }

/** Every setting with what stands for it when unset and what it is for, in the order in which the guide shows them. */
export const settingsTable: { name: string; standsFor: string; meaning: string }[] = Object.entries<Setting>(known).map(
  ([name, { standsFor, meaning }]) => ({ name, standsFor, meaning }),
)

/** A setting cannot be used as it is; the message names it. */
export class WrongSettings extends Error {
  constructor(problems: string[]) {
    super(`Throughline cannot start with these settings:\n${problems.map((problem) => `  ${problem}`).join('\n')}`)
    this.name = 'WrongSettings'
  }
}

// These come whole or not at all.
const TOGETHER = [
  ['S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'],
  ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'],
] as const

/** Reads every setting from the environment; an empty variable counts as unset. Throws `WrongSettings` with all that is wrong. */
export function readSettings(env: Record<string, string | undefined>): Settings {
  const problems: string[] = []
  const read: Record<string, unknown> = {}
  const given = (name: string) => env[name]?.trim() || undefined
  for (const [name, { shape, standsFor }] of Object.entries<Setting>(known)) {
    // PORT is read before it; a wrong one is told once.
    const fallback =
      name === 'BASE_URL'
        ? `http://localhost:${typeof read.PORT === 'number' ? read.PORT : 3000}`
        : standsFor || undefined
    const result = shape.safeParse(given(name) ?? fallback)
    if (result.success) read[name] = result.data
    else problems.push(`${name}: ${result.error.issues[0]!.message}`)
  }
  for (const names of TOGETHER) {
    const missing = names.filter((name) => !given(name))
    if (missing.length > 0 && missing.length < names.length) {
      problems.push(`${missing.join(', ')}: Needed together with ${names.filter((name) => given(name)).join(', ')}.`)
    }
  }
  if (problems.length > 0) throw new WrongSettings(problems)
  // Each value came out of its own shape above, which the loop over names cannot tell the compiler.
  const settings = read as Read
  return { ...settings, SECRET: settings.SECRET ?? keptSecret(settings.DATA_DIR) }
}

/** The secret of this data folder, made on the first start. */
function keptSecret(dataDir: string): string {
  const file = path.join(dataDir, 'secret')
  try {
    if (!existsSync(file)) {
      // Others may pass through, not look around: the embedded database may run as another user.
      mkdirSync(dataDir, { recursive: true, mode: 0o711 })
      try {
        writeFileSync(file, `${randomBytes(32).toString('hex')}\n`, { flag: 'wx', mode: 0o600 })
      } catch (error) {
        // Another process made it in the same moment: theirs counts.
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      }
    }
    const secret = readFileSync(file, 'utf8').trim()
    if (secret.length < 32) {
      throw new WrongSettings([
        `SECRET: ${file} holds less than 32 characters. Put back the one that was there, or set SECRET.`,
      ])
    }
    return secret
  } catch (error) {
    if (error instanceof WrongSettings) throw error
    throw new WrongSettings([
      `DATA_DIR: ${dataDir} cannot be used (${(error as Error).message}). Choose a folder that this user may write to.`,
    ])
  }
}
