import { z } from 'zod'

import { command, query, refusals } from '#platform/api/contract.ts'

export const ProductProjectId = z.uuid().brand<'ProductProjectId'>()
export type ProductProjectId = z.infer<typeof ProductProjectId>

const Name = z.string().trim().min(1, 'Write a name.').max(100, 'At most 100 characters.')

/** `https://app.example.com`, or `https://*.example.com` for every host below it. */
const Origin = z
  .string()
  .trim()
  .toLowerCase()
  .max(300)
  .regex(
    /^https?:\/\/(\*\.)?[a-z0-9.-]+(:\d{1,5})?$/,
    'Write an origin such as https://app.example.com, without a path.',
  )

const PropertyName = z.string().trim().min(1).max(200)

/** What is kept of the events of a project, and from where they may come. */
export const ProjectRules = z.object({
  origins: z.array(Origin).max(100, 'At most 100 origins.'),
  keepsIp: z.boolean(),
  deniedProperties: z.array(PropertyName).max(200, 'At most 200 properties.'),
  retentionDays: z
    .number()
    .int('Write a whole number of days.')
    .min(1, 'At least one day.')
    .max(3650, 'At most ten years; leave it empty to keep them for ever.')
    .nullable(),
})
export type ProjectRules = z.infer<typeof ProjectRules>

/** A product that sends events: its key, where to send them, and what is kept. */
export const ProductProject = ProjectRules.extend({
  id: ProductProjectId,
  name: z.string(),
  /** Public by nature: it stands in the code of web pages. It can send events and read nothing. */
  key: z.string(),
  host: z.string(),
  createdAt: z.date(),
  lastEventAt: z.date().nullable(),
})
export type ProductProject = z.infer<typeof ProductProject>

const taken = refusals({ NAME_TAKEN: 'There is a project of this name already.' })

/** The products whose events are taken in, each with a key of its own. */
export const productProjects = {
  byName: query('observer', '/product-projects', 'The products that send events, by name.').output(
    z.array(ProductProject),
  ),
  add: command('admin', '/product-projects', 'Adds a product that sends events, with a key of its own.')
    .input(z.object({ name: Name }))
    .output(ProductProject)
    .errors({ ...taken, ...refusals({ TOO_MANY_PROJECTS: 'At most 100 projects. Remove one first.' }) }),
  edit: command('admin', '/product-projects/{id}/edit', 'Changes the name of a project, or what is kept of its events.')
    .input(ProjectRules.partial().extend({ id: ProductProjectId, name: Name.optional() }))
    .output(ProductProject)
    .errors(taken),
  renewKey: command(
    'admin',
    '/product-projects/{id}/renew-key',
    'Gives a project another key. Events under the old one are refused from then on.',
  )
    .input(z.object({ id: ProductProjectId }))
    .output(ProductProject),
  remove: command(
    'admin',
    '/product-projects/{id}/remove',
    'Removes a project with all of its events and people. It cannot be brought back.',
  ).input(z.object({ id: ProductProjectId })),
}
