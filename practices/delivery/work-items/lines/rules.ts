import type { RecordType } from '#commons/records/contract.ts'

/** How a work item is linked to what it is there for: it delivers an initiative, it serves a goal directly. */
export function kindOfLine(type: RecordType) {
  if (type === 'initiative') return 'delivers'
  if (type === 'key-result' || type === 'objective') return 'serves'
}
