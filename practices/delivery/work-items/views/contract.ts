import { z } from 'zod'

import { command, query, refusals } from '#platform/api/contract.ts'
import { MemberId } from '#platform/auth/identity.ts'

export const WorkViewId = z.uuid().brand<'WorkViewId'>()
export type WorkViewId = z.infer<typeof WorkViewId>

/** What stands in the address of the page: layout, grouping, order and filter. */
export const ViewQuery = z
  .record(z.string().regex(/^[a-z-]{1,20}$/), z.string().max(1000))
  .refine((query) => Object.keys(query).length <= 25, 'At most 25 settings.')

/** A way of looking at the work, kept under a name. */
export const WorkView = z.object({
  id: WorkViewId,
  name: z.string(),
  query: ViewQuery,
  ownerId: MemberId,
  /** Everyone sees a shared one; another is its owner's alone. */
  isShared: z.boolean(),
  isFavourite: z.boolean(),
})
export type WorkView = z.infer<typeof WorkView>

const Name = z.string().trim().min(1, 'Write a name.').max(60, 'At most 60 characters.')
const OfView = z.object({ id: WorkViewId })
const notYours = refusals({ NOT_YOURS: 'Only its owner or an admin can change a view. Save one of your own.' })

/** Saved ways of looking at the work, one’s own and shared ones. */
export const workViews = {
  mine: query('observer', '/work-views', 'Your saved views and the shared ones, your favourites first.').output(
    z.array(WorkView),
  ),
  save: command('observer', '/work-views', 'Keeps a way of looking at the work under a name.')
    .input(z.object({ name: Name, query: ViewQuery, isShared: z.boolean().default(false) }))
    .output(WorkView)
    .errors(
      refusals({
        TOO_MANY_VIEWS: 'At most 100 views of your own. Remove one first.',
        MEMBERS_SHARE: 'Members share views. Keep this one for yourself.',
      }),
    ),
  edit: command('observer', '/work-views/{id}/edit', 'Changes a view’s name, what it shows, or who sees it.')
    .input(OfView.extend({ name: Name.optional(), query: ViewQuery.optional(), isShared: z.boolean().optional() }))
    .output(WorkView)
    .errors({ ...notYours, ...refusals({ MEMBERS_SHARE: 'Members share views. Keep this one for yourself.' }) }),
  remove: command('observer', '/work-views/{id}/remove', 'Forgets a view. The work stays as it is.')
    .input(OfView)
    .errors(notYours),
  favour: command('observer', '/work-views/{id}/favour', 'Puts a view among your favourites, or takes it out.')
    .input(OfView.extend({ isFavourite: z.boolean() }))
    .output(WorkView),
}
