import type { Side } from '#platform/auth/identity.ts'

import type { Discipline } from './contract.ts'

/** Where each discipline stands until an admin says otherwise. */
export const USUAL_SIDE: Record<Discipline, Side | null> = {
  'product management': 'product',
  design: 'product',
  research: 'product',
  marketing: 'product',
  support: 'product',
  engineering: 'engineering',
  quality: 'engineering',
  data: 'engineering',
  operations: 'engineering',
  other: null,
}

/** The side that a discipline stands on, given what this workspace changed. */
export function sideOf(discipline: Discipline, changed: { discipline: Discipline; side: Side | null }[] = []) {
  const own = changed.find((placed) => placed.discipline === discipline)
  return own ? own.side : USUAL_SIDE[discipline]
}

/** Refuses a change that would leave the workspace without an admin. */
export function whyNotLose(admins: string[], id: string) {
  if (admins.length === 1 && admins[0] === id) return 'LAST_ADMIN'
}

/** Prefixes that begin the keys of other records, so no team may take them. */
export const RESERVED_PREFIXES = [
  'VIS',
  'VC',
  'OBJ',
  'KR',
  'INI',
  'WRK',
  'CHG',
  'REL',
  'MET',
  'REV',
  'SHO',
  'PAGE',
  'DEC',
  'REQ',
  'RET',
  'INS',
]
