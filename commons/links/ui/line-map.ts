import type { InferContractRouterOutputs } from '@orpc/contract'

import type { RecordType } from '#commons/records/contract.ts'

import type { links } from '../contract.ts'

export type LineMap = InferContractRouterOutputs<typeof links>['map']
export type OnMap = LineMap['records'][number]

/** The columns of the map, from the vision to what is being built. */
export const COLUMNS: RecordType[] = ['vision', 'clause', 'objective', 'key-result', 'initiative']

const columnOf = (type: RecordType) => COLUMNS.indexOf(type)

/** A record with what hangs on it. One that serves several stands below each of them. */
export type Branch = { record: OnMap; children: Branch[] }

/** The ids above and below each record, one step away. */
function neighbours({ edges }: LineMap) {
  const above = new Map<string, string[]>()
  const below = new Map<string, string[]>()
  for (const { from, to } of edges) {
    above.set(from, [...(above.get(from) ?? []), to])
    below.set(to, [...(below.get(to) ?? []), from])
  }
  return { above, below }
}

/** Every id on the line of these records, upward and downward, themselves among them. */
export function onLineOf(map: LineMap, ids: Iterable<string>): Set<string> {
  const { above, below } = neighbours(map)
  const reached = new Set<string>()
  for (const next of [above, below]) {
    const seen = new Set<string>()
    const visit = (id: string) => {
      if (seen.has(id)) return
      seen.add(id)
      reached.add(id)
      for (const other of next.get(id) ?? []) visit(other)
    }
    for (const id of ids) visit(id)
  }
  return reached
}

export type MapFilter = { text: string; withFinished: boolean }

/** The part of the map that fits: what is found by key or title stands with all of its line. */
export function filtered(map: LineMap, { text, withFinished }: MapFilter): LineMap {
  const words = text.trim().toLowerCase()
  const isOpen = (record: OnMap) =>
    withFinished ||
    record.stateGroup === 'open' ||
    record.stateGroup === 'active' ||
    (columnOf(record.type) < 2 && record.stateGroup !== 'dropped')
  const open = map.records.filter(isOpen)
  const found = words
    ? open.filter(({ key, title }) => key.toLowerCase().startsWith(words) || title.toLowerCase().includes(words))
    : open
  const shown = words
    ? onLineOf(
        map,
        found.map(({ id }) => id),
      )
    : new Set<string>(found.map(({ id }) => id))
  const records = open.filter(({ id }) => shown.has(id))
  const ids = new Set<string>(records.map(({ id }) => id))
  return { records, edges: map.edges.filter(({ from, to }) => ids.has(from) && ids.has(to)) }
}

const byKey = new Intl.Collator('en', { numeric: true })

/** The map as trees, from the highest down: for those who read it as a list, and for the drawing. */
export function branches(map: LineMap): Branch[] {
  const { above, below } = neighbours(map)
  const byId = new Map<string, OnMap>(map.records.map((record) => [record.id, record]))
  const inOrder = (records: OnMap[]) =>
    records.toSorted((a, b) => columnOf(a.type) - columnOf(b.type) || byKey.compare(a.key, b.key))
  const grow = (record: OnMap, path: Set<string>): Branch => {
    const next = new Set(path).add(record.id)
    const children = (below.get(record.id) ?? []).flatMap((id) => (next.has(id) ? [] : (byId.get(id) ?? [])))
    return { record, children: inOrder(children).map((child) => grow(child, next)) }
  }
  const roots = map.records.filter(({ id }) => !(above.get(id) ?? []).some((other) => byId.has(other)))
  return inOrder(roots).map((root) => grow(root, new Set()))
}

/** Where each record stands: its column, its row counted from the top, and how far it is indented below others of its type. */
export type Placed = { record: OnMap; column: number; row: number; indent: number; isFrayed: boolean }

/**
 * Columns by type; below each other what hangs together, each record beside the middle of what hangs on it. One pass
 * over the trees, so a map of thousands is placed at once: a general layout took seconds for it.
 */
export function placed(map: LineMap): Placed[] {
  const { above } = neighbours(map)
  const found = new Map<string, Placed>()
  let nextRow = 0
  const place = ({ record, children }: Branch, indent = 0): number => {
    const known = found.get(record.id)
    if (known) return known.row
    const own: Placed = {
      record,
      column: columnOf(record.type),
      row: 0,
      indent,
      isFrayed: columnOf(record.type) > 1 && !above.has(record.id),
    }
    // Kept before its children are placed, so that what serves two stands once, with the first.
    found.set(record.id, own)
    const isNew = (child: Branch) => !found.has(child.record.id)
    const rows: number[] = []
    for (const child of children) {
      if (child.record.type !== record.type && isNew(child)) rows.push(place(child))
    }
    own.row = rows.length > 0 ? (rows[0]! + rows.at(-1)!) / 2 : nextRow++
    // An objective of an objective stands in the same column, so it goes below all that hangs on the upper one.
    for (const child of children) if (child.record.type === record.type && isNew(child)) place(child, indent + 1)
    return own.row
  }
  for (const branch of branches(map)) place(branch)
  return [...found.values()]
}
