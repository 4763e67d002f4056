import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { describe, expect, onTestFinished, test } from 'vitest'

import { installedBinaries } from './binaries.ts'
import { closedTo, type Place, placeFor } from './place.ts'

function newFolder(mode: number) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'place-'))
  chmodSync(folder, mode)
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return path.join(folder, 'data')
}

const binaries = installedBinaries()

test('the database is inside a data folder that its user can enter', () => {
  const dataDir = newFolder(0o755)
  expect(placeFor(dataDir, binaries)).toMatchObject({
    home: path.join(dataDir, 'postgres'),
    data: path.join(dataDir, 'postgres/data'),
  })
})

test('finds the folder on the way that a user may not enter', () => {
  const folder = newFolder(0o755)
  const inside = path.join(folder, 'a', 'b')
  mkdirSync(inside, { recursive: true })
  const stranger = { uid: 65_000, gid: 65_000 }
  expect(closedTo(stranger, inside)).toBeUndefined()
  chmodSync(path.join(folder, 'a'), 0o750)
  expect(closedTo(stranger, inside)).toBe(path.join(folder, 'a'))
})

describe.skipIf(process.getuid?.() !== 0)('a data folder of root that is closed to the database’s user', () => {
  /** A place whose database has been made, removed again after the test. */
  function made(dataDir: string): Place {
    const place = placeFor(dataDir, binaries)
    onTestFinished(() => rmSync(place.home, { recursive: true, force: true }))
    mkdirSync(place.data, { recursive: true })
    return place
  }

  test('has its database elsewhere, where that user can enter, and finds it again', () => {
    const dataDir = newFolder(0o700)
    const { home, runAs, binaries: runnable } = made(dataDir)
    expect(home.startsWith(dataDir)).toBe(false)
    expect(closedTo(runAs!, home)).toBeUndefined()
    expect(closedTo(runAs!, runnable.folder)).toBeUndefined()
    expect(readFileSync(path.join(dataDir, 'postgres-is-at'), 'utf8').trim()).toBe(home)
    expect(placeFor(dataDir, binaries).home).toBe(home)
  })

  test('keeps its database when it is moved, and does not share it when it is copied', () => {
    const dataDir = newFolder(0o700)
    const { home } = made(dataDir)
    const copy = `${dataDir}-copy`
    cpSync(dataDir, copy, { recursive: true })
    expect(() => placeFor(copy, binaries)).toThrow(`${copy} is a copy of ${dataDir}`)
    const moved = `${dataDir}-moved`
    renameSync(dataDir, moved)
    expect(placeFor(moved, binaries).home).toBe(home)
  })

  test('does not come back to life under a new folder of the same name', () => {
    const dataDir = newFolder(0o700)
    const { home } = made(dataDir)
    rmSync(dataDir, { recursive: true })
    expect(made(dataDir).home).not.toBe(home)
    expect(existsSync(home)).toBe(true)
  })

  test('does not begin empty when its database is gone', () => {
    const dataDir = newFolder(0o700)
    const { home } = made(dataDir)
    rmSync(home, { recursive: true })
    expect(() => placeFor(dataDir, binaries)).toThrow(`should be in ${home}, and is not`)
  })
})
