import { z } from 'zod'

import { defineEvent } from '#platform/events/define-event.ts'

import { ImportId } from './contract.ts'

const OfImport = z.object({ id: ImportId })

export const importBegun = defineEvent('import.begun.v1', OfImport, 'began an import')

/** A repository is to be read, one page of its issues after the other. */
export const importFetched = defineEvent(
  'import.fetched.v1',
  OfImport.extend({ page: z.number().int() }),
  'read a page of an import',
)

/** All issues of a repository are read; now what was said about them, page after page. */
export const importDiscussed = defineEvent(
  'import.discussed.v1',
  OfImport.extend({ page: z.number().int() }),
  'read a page of the comments of an import',
)

/** Up to here the rows are in; each hearing of it takes in the next ones, so an import survives any restart. */
export const importAdvanced = defineEvent(
  'import.advanced.v1',
  OfImport.extend({ done: z.number().int() }),
  'went on with an import',
)

export const importEnded = defineEvent('import.ended.v1', OfImport, 'finished an import')

export const importUndone = defineEvent('import.undone.v1', OfImport, 'took an import back')
