import { z } from 'zod'

import { Day } from '#platform/api/contract.ts'

/**
 * Where a value came from: typed in, a CSV file, sent by a program with a token, a formula, a query on another database, or a
 * question of product events.
 */
export const VALUE_SOURCES = ['hand', 'csv', 'push', 'formula', 'sql', 'question'] as const
export const ValueSource = z.enum(VALUE_SOURCES)
export type ValueSource = z.infer<typeof ValueSource>

/** What a metric was on one day. A day holds one value; a later one takes its place. */
export const MetricValue = z.object({ day: z.string(), value: z.number(), note: z.string(), source: ValueSource })
export type MetricValue = z.infer<typeof MetricValue>

/** A day and what it was, for lines and sparklines. */
export const Point = z.object({ day: z.string(), value: z.number() })
export type Point = z.infer<typeof Point>

const Measured = z
  .number({ error: 'Write a number.' })
  .refine((value) => Math.abs(value) < 1e15, 'That number is too large.')

/** One value to record: for a `day`, or for the day of an instant `at`; without either, for today. */
export const NewValue = z.object({
  day: Day.optional(),
  at: z.iso.datetime({ offset: true, error: 'An instant looks like 2026-11-22T10:00:00Z.' }).optional(),
  value: Measured,
  note: z.string().trim().max(500, 'At most 500 characters.').optional(),
})
export type NewValue = z.infer<typeof NewValue>

export const MOST_VALUES = 1_000

/** How the days of a file are written. */
export const DAY_ORDERS = ['ymd', 'dmy', 'mdy'] as const
export const DayOrder = z.enum(DAY_ORDERS)
export type DayOrder = z.infer<typeof DayOrder>

/** A CSV file and how to read it. What is left out is found in the file itself. */
export const CsvFile = z.object({
  text: z.string().min(1, 'The file is empty.').max(2_000_000, 'The file is larger than 2 MB.'),
  /** Names of the columns in the first line; without them the first two columns are taken. */
  dayColumn: z.string().max(200).optional(),
  valueColumn: z.string().max(200).optional(),
  dayOrder: DayOrder.optional(),
  decimal: z.enum(['point', 'comma']).optional(),
})
export type CsvFile = z.infer<typeof CsvFile>

/** What a line of the file says, or what is wrong with it. `before` is the value that it would replace. */
export const CsvRow = z.object({
  line: z.number().int(),
  day: z.string().optional(),
  value: z.number().optional(),
  before: z.number().optional(),
  problem: z.string().optional(),
})
export type CsvRow = z.infer<typeof CsvRow>

/** What was found in a CSV file, line by line. Only the first 200 rows and the first 200 problems are listed. */
export const CsvReport = z.object({
  columns: z.array(z.string()),
  dayColumn: z.string(),
  valueColumn: z.string(),
  dayOrder: DayOrder,
  decimal: z.enum(['point', 'comma']),
  rows: z.array(CsvRow),
  problems: z.array(CsvRow),
  /** How many days would be recorded, and how many of them hold another value today. */
  good: z.number().int(),
  replaced: z.number().int(),
  bad: z.number().int(),
})
export type CsvReport = z.infer<typeof CsvReport>
