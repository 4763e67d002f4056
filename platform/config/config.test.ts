import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { expect, onTestFinished, test } from 'vitest'

import { readSettings, settingsTable, WrongSettings } from './config.ts'

const SECRET = 'x'.repeat(32)

function newFolder() {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'settings-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

function problemsOf(env: Record<string, string>) {
  try {
    readSettings({ SECRET, ...env })
    return ''
  } catch (error) {
    return error instanceof WrongSettings ? error.message : `not a WrongSettings: ${String(error)}`
  }
}

test('stands on its own with nothing set', () => {
  const settings = readSettings({ SECRET })
  expect(settings).toMatchObject({
    PORT: 3000,
    HOST: '127.0.0.1',
    BASE_URL: 'http://localhost:3000',
    DATA_DIR: path.resolve('.data'),
    DATABASE_POOL: 20,
    TRUST_PROXY: false,
    LOG_LEVEL: 'info',
  })
  expect(settings.DATABASE_URL).toBeUndefined()
  expect(settings.S3_BUCKET).toBeUndefined()
})

test('takes what is set; an empty variable counts as unset', () => {
  const settings = readSettings({
    SECRET,
    PORT: '8080',
    HOST: '',
    TRUST_PROXY: 'Yes',
    DATABASE_URL: ' postgresql://a@b/c ',
    SMTP_URL: '',
  })
  expect(settings).toMatchObject({
    PORT: 8080,
    HOST: '127.0.0.1',
    TRUST_PROXY: true,
    BASE_URL: 'http://localhost:8080',
    DATABASE_URL: 'postgresql://a@b/c',
  })
  expect(settings.SMTP_URL).toBeUndefined()
  expect(readSettings({ SECRET, BASE_URL: 'https://team.example.com/' }).BASE_URL).toBe('https://team.example.com')
})

test.each([
  [{ PORT: 'eighty' }, 'PORT: Write a number from 0 to 65535.'],
  [{ PORT: '70000' }, 'PORT: Write a number from 0 to 65535.'],
  [{ BASE_URL: 'team.example.com' }, 'BASE_URL: Write an address such as https://throughline.example.com'],
  [{ DATABASE_URL: 'mysql://a' }, 'DATABASE_URL: Write an address such as postgresql://'],
  [{ TRUST_PROXY: 'perhaps' }, 'TRUST_PROXY: Write true or false.'],
  [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL: Write debug, info, warn, error or silent.'],
  [{ SECRET: 'short' }, 'SECRET: Write at least 32 characters'],
  [{ S3_BUCKET: 'files' }, 'S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY: Needed together with S3_BUCKET.'],
  [{ OIDC_CLIENT_ID: 'a' }, 'OIDC_ISSUER, OIDC_CLIENT_SECRET: Needed together with OIDC_CLIENT_ID.'],
])('names what is wrong with %o', (env, message) => {
  expect(problemsOf(env)).toContain(message)
})

test('names everything that is wrong at once', () => {
  const message = problemsOf({ PORT: 'x', LOG_LEVEL: 'y' })
  expect(message).toContain('PORT:')
  expect(message).toContain('LOG_LEVEL:')
  expect(message).not.toContain('BASE_URL:')
})

test('makes a secret once, for this user’s eyes, and keeps it', () => {
  const folder = path.join(newFolder(), 'data')
  const { SECRET: first } = readSettings({ DATA_DIR: folder })
  expect(first).toMatch(/^[0-9a-f]{64}$/)
  expect(readSettings({ DATA_DIR: folder }).SECRET).toBe(first)
  expect(readFileSync(path.join(folder, 'secret'), 'utf8').trim()).toBe(first)
  expect(statSync(path.join(folder, 'secret')).mode & 0o777).toBe(0o600)
})

test('refuses a kept secret that somebody emptied, and a folder that cannot be one', () => {
  const folder = newFolder()
  writeFileSync(path.join(folder, 'secret'), '')
  expect(() => readSettings({ DATA_DIR: folder })).toThrow('secret holds less than 32 characters')
  const file = path.join(folder, 'file')
  mkdirSync(folder, { recursive: true })
  writeFileSync(file, '')
  expect(() => readSettings({ DATA_DIR: file })).toThrow(`DATA_DIR: ${file} cannot be used`)
})

test('tells of every setting in a sentence', () => {
  for (const { name, meaning } of settingsTable) {
    expect(name).toMatch(/^[A-Z0-9_]+$/)
    expect(meaning).toMatch(/^[A-Z].*\.$/)
  }
  expect(settingsTable.map(({ name }) => name).toSorted()).toEqual(
    Object.keys(readSettings({ SECRET, ...everything })).toSorted(),
  )
})

const everything = {
  DATABASE_URL: 'postgresql://a@b/c',
  SMTP_URL: 'smtp://a',
  S3_BUCKET: 'a',
  S3_ENDPOINT: 'https://a',
  S3_ACCESS_KEY_ID: 'a',
  S3_SECRET_ACCESS_KEY: 'a',
  OIDC_ISSUER: 'https://a',
  OIDC_CLIENT_ID: 'a',
  OIDC_CLIENT_SECRET: 'a',
}
