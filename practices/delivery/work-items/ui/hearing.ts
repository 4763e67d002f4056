import type { WorkItemRow } from '../items/contract.ts'
import { readRows, rowsInSight, showRows } from './boards.ts'

const pending = new Map<string, number>()
const missed = new Set<string>()

/** From now until `settled`, what is heard of these items waits: the screen shows what was just done to them. */
export function begin(ids: readonly string[]) {
  for (const id of ids) pending.set(id, (pending.get(id) ?? 0) + 1)
}

/** What was done is confirmed or refused; whatever was heard meanwhile is read from the server. */
export function settled(ids: readonly string[]) {
  const read: string[] = []
  for (const id of ids) {
    const left = (pending.get(id) ?? 1) - 1
    if (left > 0) pending.set(id, left)
    else {
      pending.delete(id)
      if (missed.delete(id)) read.push(id)
    }
  }
  readRows(read)
}

export type Heard = {
  id: string
  set?: Partial<WorkItemRow>
  /** More changed than the event tells. */
  unclear?: boolean
  gone?: boolean
  at: Date
}

let queue: Heard[] = []
let flushing = false

/** Takes in what one event tells of an item. Many at once, of a bulk edit, are shown in one go. */
export function hear(heard: Heard) {
  queue.push(heard)
  if (flushing) return
  flushing = true
  setTimeout(() => {
    flushing = false
    const all = queue
    queue = []
    flush(all)
  }, 16)
}

/** How long an item that is not in sight is left, in case more come: it may only be on its way into a list. */
const LATER_MS = 1_200

function flush(all: Heard[]) {
  const sighted = rowsInSight()
  const changed = new Map<string, WorkItemRow>()
  const gone: WorkItemRow[] = []
  const read: string[] = []
  const later: string[] = []
  for (const { id, set, unclear, gone: isGone, at } of all) {
    const row = changed.get(id) ?? sighted.get(id)
    if (pending.has(id)) missed.add(id)
    else if (!row) later.push(id)
    else if (isGone) gone.push(row)
    else if (unclear || !set) read.push(id)
    else changed.set(id, { ...row, ...set, changedAt: at })
    if (row) read.push(...around(row, set, sighted))
  }
  showRows([...changed.values()])
  showRows(gone, 'gone')
  readRows([...new Set(read)])
  readRows([...new Set(later)], LATER_MS)
}

const MOST_AROUND = 50

/** When an item ends or begins anew, its whole counts otherwise, and what waited for it may wait no more. */
function around(row: WorkItemRow, set: Partial<WorkItemRow> | undefined, sighted: Map<string, WorkItemRow>) {
  if (set?.group === undefined) return []
  const whole = row.parent && sighted.has(row.parent.id) ? [row.parent.id] : []
  const waiting = [...sighted.values()].filter(({ waitsFor }) => waitsFor.total > 0).map(({ id }) => id)
  return [...whole, ...(waiting.length <= MOST_AROUND ? waiting : [])]
}
