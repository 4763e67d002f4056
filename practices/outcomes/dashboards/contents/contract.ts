import { z } from 'zod'

const Point = z.object({ day: z.string(), value: z.number() })

/** A metric as a tile shows it; the same for members and by a link. */
export const ShownMetric = z.object({
  key: z.string(),
  name: z.string(),
  unit: z.string(),
  digits: z.number().int(),
  direction: z.enum(['up', 'down', 'between']),
  target: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  atRiskAt: z.number().nullable(),
  offTrackAt: z.number().nullable(),
  standing: z.enum(['on track', 'at risk', 'off track']).nullable(),
  isReached: z.boolean(),
  latest: Point.nullable(),
  /** The mean of its last seven days less that of the seven before; null where either has no value. */
  weekChange: z.number().nullable(),
  from: z.string(),
  to: z.string(),
  points: z.array(Point),
})
export type ShownMetric = z.infer<typeof ShownMetric>

const Named = z.object({ key: z.string(), title: z.string() })

/** What a tile shows today. `gone` where what it showed is here no more. */
export const TileContent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('metric'), metric: ShownMetric }),
  z.object({
    kind: z.literal('key-results'),
    objective: Named,
    keyResults: z.array(
      Named.extend({
        progress: z.number(),
        expected: z.number().nullable(),
        status: z.string().nullable(),
        value: z.number().nullable(),
        target: z.number(),
        unit: z.string(),
        isDate: z.boolean(),
      }),
    ),
  }),
  z.object({
    kind: z.literal('releases'),
    releases: z.array(Named.extend({ version: z.string(), shippedOn: z.string() })),
  }),
  z.object({ kind: z.literal('note'), text: z.string() }),
  z.object({ kind: z.literal('gone') }),
])
export type TileContent = z.infer<typeof TileContent>
