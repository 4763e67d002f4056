/** The embedded database cannot run here; the message says why and what to do. */
export class EmbeddedProblem extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, cause === undefined ? {} : { cause })
    this.name = 'EmbeddedProblem'
  }
}

/** Another running Throughline has the data folder open. */
export class FolderInUse extends EmbeddedProblem {
  constructor(folder: string, pid: number) {
    super(
      `Another Throughline (process ${pid}) is using ${folder}. Stop it first, or give this one a folder of its own: DATA_DIR=/another/folder`,
    )
    this.name = 'FolderInUse'
  }
}

export const OWN_POSTGRES = 'Set DATABASE_URL to use a PostgreSQL of your own (15 or newer).'

const KNOWN: [RegExp, (folder: string) => string][] = [
  [
    /No space left on device|ENOSPC/,
    (folder) => `The disk that holds ${folder} is full. Free some space and start again; nothing was lost.`,
  ],
  [
    /Disk quota exceeded|EDQUOT/,
    (folder) => `The disk quota for ${folder} is used up. Free some space and start again; nothing was lost.`,
  ],
  [
    /could not look up effective user ID/,
    () =>
      `The user that runs Throughline has no name on this system (no line in /etc/passwd), and PostgreSQL cannot create its files without one. ` +
      `Start the container as a user with a name, as the image in deploy/ does. ${OWN_POSTGRES}`,
  ],
  [/Read-only file system|EROFS/, (folder) => `${folder} is on a read-only disk. Choose another folder with DATA_DIR.`],
  [
    /GLIBC_|libc\.musl|cannot open shared object file|bad CPU type|Exec format error|ENOEXEC/,
    () => `The PostgreSQL that comes with Throughline does not run on this system. ${OWN_POSTGRES}`,
  ],
  [
    /could not (create|resize) shared memory|shmget|Cannot allocate memory|ENOMEM/,
    () => 'There is not enough memory for the embedded database: it wants 150 MB, and 64 MB of shared memory.',
  ],
  [
    /Permission denied|EACCES|EPERM/,
    (folder) =>
      `${folder} may not be written to by the user that runs Throughline. Change its owner, or choose another folder with DATA_DIR.`,
  ],
]

/** What a failure of the database programs means for the one who started Throughline. */
export function explained(said: string, folder: string): EmbeddedProblem {
  const known = KNOWN.find(([pattern]) => pattern.test(said))
  const lines = said.trim().split('\n').slice(-8).join('\n')
  if (known) return new EmbeddedProblem(`${known[1](folder)}\n\nIt said:\n${lines}`)
  return new EmbeddedProblem(`The embedded database in ${folder} did not start. It said:\n${lines || '(nothing)'}`)
}
