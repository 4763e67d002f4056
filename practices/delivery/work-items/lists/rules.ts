import { z } from 'zod'

import type { WorkSort } from './contract.ts'

/** Which columns an order compares, first to last, and whether it runs from the least or the greatest. */
export const ORDERS: Record<WorkSort, { by: Column[]; descending: boolean }> = {
  manual: { by: ['position', 'id'], descending: false },
  priority: { by: ['priority', 'position', 'id'], descending: false },
  created: { by: ['created', 'id'], descending: true },
  changed: { by: ['changed', 'id'], descending: true },
  due: { by: ['due', 'position', 'id'], descending: false },
  estimate: { by: ['estimate', 'id'], descending: true },
}
export type Column = 'position' | 'priority' | 'created' | 'changed' | 'due' | 'estimate' | 'id'

const VALUES: Record<Column, z.ZodType<string | number>> = {
  position: z.string().max(300),
  priority: z.number().int(),
  created: z.iso.datetime(),
  changed: z.iso.datetime(),
  due: z.iso.date(),
  estimate: z.number(),
  id: z.uuid(),
}

export type Cursor = { sort: WorkSort; reverse: boolean; values: (string | number)[] }

/** Where a page ended: the values that its order compares, so that the next goes on there whatever moves meanwhile. */
export const writeCursor = ({ sort, reverse, values }: Cursor) => JSON.stringify([sort, reverse, ...values])

/** Reads back what `writeCursor` wrote for this order; undefined for anything else. */
export function readCursor(text: string, sort: WorkSort, reverse: boolean): (string | number)[] | undefined {
  let read: unknown
  try {
    read = JSON.parse(text)
  } catch {
    return
  }
  if (!Array.isArray(read) || read[0] !== sort || read[1] !== reverse) return
  const values = read.slice(2) as unknown[]
  const { by } = ORDERS[sort]
  if (values.length !== by.length || !by.every((column, i) => VALUES[column].safeParse(values[i]).success)) return
  return values as (string | number)[] // each was checked against its column
}
