import { z } from 'zod'

import { RecordId } from '#commons/records/contract.ts'
import { command, page, pageOf, query, refusals } from '#platform/api/contract.ts'
import { MemberId } from '#platform/auth/identity.ts'

export const Confidence = z.enum(['low', 'medium', 'high'])
export type Confidence = z.infer<typeof Confidence>

export const DateRisk = z.enum(['none', 'some', 'high'])
export type DateRisk = z.infer<typeof DateRisk>

/** What engineering says that an initiative takes. Each change is a new version; the latest one counts. */
export const Feasibility = z.object({
  version: z.number().int(),
  /** Effort in person-days: what it takes if all goes well, and if it does not. */
  lowDays: z.number(),
  highDays: z.number(),
  confidence: Confidence,
  requirements: z.string(),
  constraints: z.string(),
  unknowns: z.string(),
  dateRisk: DateRisk,
  dateRiskWhy: z.string(),
  author: MemberId,
  at: z.date(),
  /** Hours from the asking to this answer; null when nobody had asked. */
  hours: z.number().nullable(),
})
export type Feasibility = z.infer<typeof Feasibility>

/** How well feasibility works as a service between the sides, since a day or since the beginning. */
export const FeasibilityService = z.object({
  asked: z.number().int(),
  answered: z.number().int(),
  /** Half of the answers took this many hours or fewer; null without answers. */
  medianHours: z.number().nullable(),
  /** Changes of scope that a constraint caused: before the initiative was in Now, and after. */
  reshapedBefore: z.number().int(),
  reshapedAfter: z.number().int(),
})
export type FeasibilityService = z.infer<typeof FeasibilityService>

const Days = z.number('Give a number of days.').min(0.5, 'At least half a day.').max(5000, 'At most 5,000 days.')
const Long = z.string().trim().max(4000, 'At most 4,000 characters.').default('')

export const feasibility = {
  askFeasibility: command(
    'member',
    '/initiatives/{id}/ask-feasibility',
    'Asks engineering what an initiative takes. From now on the hours to the answer count.',
  )
    .input(z.object({ id: RecordId }))
    .output(z.object({ askedAt: z.date() }))
    .errors(
      refusals({
        ASKED_ALREADY: 'Engineering has been asked already and has not answered yet.',
        OVER: 'It is done or dropped, so there is nothing left to estimate.',
      }),
    ),
  giveFeasibility: command(
    'member',
    '/initiatives/{id}/feasibility',
    'Engineering says what an initiative takes. Makes a new version, which both sides accept anew.',
  )
    .input(
      z
        .object({
          id: RecordId,
          lowDays: Days,
          highDays: Days,
          confidence: Confidence,
          requirements: Long,
          constraints: Long,
          unknowns: Long,
          dateRisk: DateRisk,
          dateRiskWhy: z.string().trim().max(500, 'At most 500 characters.').default(''),
          /** The version of the feasibility that the writer saw; 0 when there was none. */
          saw: z.number().int().min(0),
        })
        .refine((given) => given.lowDays <= given.highDays, {
          message: 'The high end cannot be below the low end.',
          path: ['highDays'],
        }),
    )
    .output(Feasibility)
    .errors(
      refusals({
        ONLY_ENGINEERING: 'Engineering says what it takes. Ask for feasibility instead.',
        CHANGED_MEANWHILE: 'Somebody gave another feasibility while you wrote. Read it, then save yours again.',
        OVER: 'It is done or dropped, so there is nothing left to estimate.',
      }),
    ),
  feasibilities: query('observer', '/initiatives/{id}/feasibilities', 'Every feasibility given, newest first.')
    .input(page.extend({ id: RecordId }))
    .output(pageOf(Feasibility)),
  feasibilityService: query(
    'observer',
    '/feasibility-service',
    'How fast engineering answers, and whether scope is reshaped before or after the start.',
  )
    .input(z.object({ since: z.coerce.date().optional() }))
    .output(FeasibilityService),
}
