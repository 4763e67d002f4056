import { z } from 'zod'

import { command, query } from '#platform/api/contract.ts'

export const COLUMNS = ['ideas', 'now', 'next', 'later', 'done', 'dropped'] as const
export const Column = z.enum(COLUMNS)
export type Column = z.infer<typeof Column>

/** A column of the roadmap with what it promises. */
export const RoadmapColumn = z.object({ column: Column, commitment: z.string(), count: z.number().int() })
export type RoadmapColumn = z.infer<typeof RoadmapColumn>

export const columns = {
  columns: query(
    'observer',
    '/roadmap-columns',
    'The columns of the roadmap: what each promises, and how many initiatives stand in it.',
  ).output(z.array(RoadmapColumn)),
  commit: command('member', '/roadmap-columns/{column}/commitment', 'Words what a column of the roadmap promises.')
    .input(
      z.object({
        column: Column,
        commitment: z.string().trim().min(1, 'Say what it promises.').max(240, 'At most 240 characters.'),
      }),
    )
    .output(z.array(RoadmapColumn)),
}
