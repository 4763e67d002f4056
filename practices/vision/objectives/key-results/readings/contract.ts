import { z } from 'zod'

import { RecordId } from '#commons/records/contract.ts'
import { command, Day, page, pageOf, query, refusals } from '#platform/api/contract.ts'
import { MemberId } from '#platform/auth/identity.ts'

export const READING_SOURCES = ['check-in', 'by hand', 'metric', 'linked work'] as const
export const ReadingSource = z.enum(READING_SOURCES)
export type ReadingSource = z.infer<typeof ReadingSource>

export const Amount = z.number('Write a number.').refine((value) => Math.abs(value) < 1e15, 'That number is too large.')

/** What a key result stood at on a day. */
export const Reading = z.object({ on: Day, value: z.number(), source: ReadingSource, by: MemberId.nullable() })
export type Reading = z.infer<typeof Reading>

/** What is said of a value: a number, or for a delivery date the day on which it is now expected or came. */
export const Said = z.object({
  value: Amount.optional(),
  expectedOn: Day.optional(),
  /** True when a delivery date is met: it came on `expectedOn`, or today. */
  isDelivered: z.boolean().default(false),
})
export type Said = z.infer<typeof Said>

export const readings = {
  readings: query('observer', '/key-results/{id}/readings', 'What a key result stood at, newest first.')
    .input(page.extend({ id: RecordId, after: Day.optional(), limit: z.number().int().min(1).max(1000).default(400) }))
    .output(pageOf(Reading)),
  recordValue: command('member', '/key-results/{id}/value', 'Records what it stands at, without a check-in.')
    .input(
      Said.extend({
        id: RecordId,
        /** The day of the value, today when left out. */
        on: Day.optional(),
      }),
    )
    .output(Reading)
    .errors(
      refusals({
        NOT_RUNNING: 'Values are taken once both owners have accepted the targets, and until the objective ends.',
        COMES_BY_ITSELF: 'Its value comes from a metric or from linked work.',
        VALUE_NEEDED: 'Say what it stands at.',
        IN_THE_FUTURE: 'A value cannot lie in the future.',
      }),
    ),
}
