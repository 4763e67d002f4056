import { z } from 'zod'

import { RecordId, RecordKey } from '#commons/records/contract.ts'
import { command, page, pageOf, query, refusals } from '#platform/api/contract.ts'
import { MemberId } from '#platform/auth/identity.ts'

import { TileContent } from './contents/contract.ts'

/** The columns that a row of tiles has on a wide screen. */
export const COLUMNS = 12
/** The most rows that one tile may be high. */
export const MOST_ROWS = 8

const place = {
  id: z.uuid(),
  /** In columns of twelve. Tiles follow each other in their order and go to the next row where they do not fit. */
  width: z.number().int().min(2, 'At least two columns.').max(COLUMNS, 'At most twelve columns.'),
  height: z.number().int().min(1, 'At least one row.').max(MOST_ROWS, 'At most eight rows.'),
}

export const TILE_DAYS = [30, 90, 180, 365] as const
const Days = z.literal(TILE_DAYS)

/** What stands on a dashboard. */
export const Tile = z.discriminatedUnion('kind', [
  z.object({ ...place, kind: z.literal('chart'), metricId: RecordId, days: Days.default(90) }),
  z.object({ ...place, kind: z.literal('figure'), metricId: RecordId }),
  z.object({ ...place, kind: z.literal('key-results'), objectiveId: RecordId }),
  z.object({ ...place, kind: z.literal('releases'), days: Days.default(90) }),
  z.object({
    ...place,
    kind: z.literal('note'),
    text: z.string().trim().min(1, 'Write the note.').max(2000, 'At most 2,000 characters.'),
  }),
])
export type Tile = z.infer<typeof Tile>

const Title = z.string().trim().min(1, 'Give the dashboard a title.').max(120, 'At most 120 characters.')
const Tiles = z.array(Tile).max(40, 'At most 40 tiles.')

/** A page of numbers that both sides see alike. */
export const Dashboard = z.object({
  id: RecordId,
  key: z.string(),
  title: z.string(),
  state: z.enum(['in use', 'retired']),
  version: z.number().int(),
  tiles: z.array(Tile),
  editedAt: z.date(),
  /** Whether you get its digest each week. */
  digestIsMine: z.boolean(),
  /** Who gets its digest. */
  digestTo: z.array(MemberId),
})
export type Dashboard = z.infer<typeof Dashboard>

/** A tile with what it shows today. */
export const ShownTile = z.object({ tile: Tile, content: TileContent })
export type ShownTile = z.infer<typeof ShownTile>

const ShareId = z.uuid().brand<'ShareId'>()
export type ShareId = z.infer<typeof ShareId>

/** A link by which anybody who has it reads one dashboard until it expires. */
export const Share = z.object({
  id: ShareId,
  url: z.string(),
  expiresAt: z.date(),
  createdBy: MemberId.nullable(),
  createdAt: z.date(),
})
export type Share = z.infer<typeof Share>

const Key = z.object({ key: RecordKey })
const NOT_THERE = 'A tile shows something that is not here.'
const SAME_TILE = 'Two tiles have the same id.'

/** Pages of numbers that both sides see alike: on a wall, in a letter each week, and by a link for others. */
export const dashboards = {
  create: command('member', '/dashboards', 'Makes a dashboard; tiles may come at once.')
    .input(z.object({ title: Title, tiles: Tiles.default([]) }))
    .output(Dashboard)
    .errors(refusals({ NOT_THERE, SAME_TILE })),
  rename: command('member', '/dashboards/{key}/rename', 'Gives a dashboard another title.')
    .input(Key.extend({ title: Title }))
    .output(Dashboard),
  arrange: command(
    'member',
    '/dashboards/{key}/arrange',
    'Puts all tiles of a dashboard in order: what, where, how large.',
  )
    .input(
      Key.extend({
        tiles: Tiles,
        /** The `editedAt` that you saw, so that nobody’s change is overwritten unseen. */
        seenAt: z.date().optional(),
      }),
    )
    .output(Dashboard)
    .errors(refusals({ NOT_THERE, SAME_TILE, CHANGED_MEANWHILE: 'Somebody arranged it while you did. Look again.' })),
  retire: command('member', '/dashboards/{key}/retire', 'Takes a dashboard out of the list; its links open no more.')
    .input(Key)
    .output(Dashboard),
  bringBack: command('member', '/dashboards/{key}/bring-back', 'Brings a retired dashboard back.')
    .input(Key)
    .output(Dashboard),
  get: query('observer', '/dashboards/{key}', 'One dashboard by its key.').input(Key).output(Dashboard),
  list: query('observer', '/dashboards', 'The dashboards of the workspace, by title.')
    .input(page.extend({ retired: z.boolean().default(false), after: RecordId.optional() }))
    .output(pageOf(Dashboard)),
  contents: query('observer', '/dashboards/{key}/contents', 'What the tiles of a dashboard show today; at most 40.')
    .input(Key)
    .output(z.array(ShownTile)),

  share: command('member', '/dashboards/{key}/shares', 'Makes a link by which anybody reads this dashboard for a time.')
    .input(
      Key.extend({
        days: z.number().int().min(1, 'At least one day.').max(365, 'At most a year.').default(30),
      }),
    )
    .output(Share)
    .errors(
      refusals({
        RETIRED: 'It is retired. Bring it back first.',
        TOO_MANY_LINKS: 'It has 20 links. Take one back first.',
      }),
    ),
  takeBackShare: command('member', '/dashboard-shares/{id}/take-back', 'Ends a link at once.').input(
    z.object({ id: ShareId }),
  ),
  shares: query('member', '/dashboards/{key}/shares', 'The links of a dashboard that open it today; at most 20.')
    .input(Key)
    .output(z.array(Share)),
  shared: query('anyone', '/shared-dashboards/{token}', 'The dashboard of a link, with what its tiles show today.')
    .input(z.object({ token: z.string().max(200) }))
    .output(z.object({ title: z.string(), workspace: z.string(), tiles: z.array(ShownTile), expiresAt: z.date() })),

  sendMe: command(
    'observer',
    '/dashboards/{key}/digest',
    'Sends you this dashboard’s figures each Monday, or no longer.',
  )
    .input(Key.extend({ wanted: z.boolean() }))
    .output(Dashboard),
}
