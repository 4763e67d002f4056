import { z } from 'zod'

import { TeamId } from '#commons/people/contract.ts'
import { RecordId, RecordKey } from '#commons/records/contract.ts'
import { command, refusals } from '#platform/api/contract.ts'

const Because = z.string().trim().min(1, 'Say why.').max(500, 'At most 500 characters.')

/** A release as another system published it. `repository` says where, such as `fernway/web`. */
export const Published = z.object({
  repository: z.string().trim().min(1, 'Say where it was published.').max(200, 'At most 200 characters.'),
  tag: z.string().trim().min(1, 'A published release has a tag.').max(200, 'At most 200 characters.'),
  name: z.string().trim().max(120, 'At most 120 characters.').optional(),
  notes: z.string().max(50_000, 'At most 50,000 characters.').optional(),
  url: z.url('An address looks like https://…').max(1000, 'At most 1,000 characters.').optional(),
  publishedAt: z.date(),
  teamId: TeamId.nullish(),
  /** The work items, changes and initiatives that it brings. What cannot be in a release is passed over. */
  contains: z.array(RecordId).max(2000, 'At most 2,000 records.').default([]),
  /** The same by keys, for build scripts. Unknown keys are passed over. */
  workKeys: z.array(z.string().max(40)).max(1000, 'At most 1,000 keys.').default([]),
})

/** What ends the planning of a release. All three answer with the release, whose shape is passed in. */
export const shipping = <Release extends z.ZodType>(release: Release) => ({
  ship: command('member', '/releases/{key}/ship', 'Marks a release as with its users, and books its success review.')
    .input(
      z.object({
        key: RecordKey,
        /** When it went out; now when left out. */
        shippedAt: z.date().optional(),
        /** Why it ships without an effect that both sides signed. */
        because: Because.optional(),
      }),
    )
    .output(release)
    .errors(
      refusals({
        ALREADY_SHIPPED: 'It has shipped already.',
        WITHDRAWN: 'It was withdrawn.',
        IN_THE_FUTURE: 'It cannot have shipped in the future.',
        NO_EFFECT: 'Declare what you expect it to change, or say why it ships without.',
        NOT_SIGNED: 'Both sides have not signed the declared effect yet. Sign it, or say why it ships without.',
      }),
    ),
  withdraw: command('member', '/releases/{key}/withdraw', 'Takes a release back, whether planned or with its users.')
    .input(z.object({ key: RecordKey, because: Because }))
    .output(release)
    .errors(refusals({ WITHDRAWN: 'It was withdrawn already.' })),
  putPublished: command(
    'member',
    '/published-releases',
    'Takes in a release that another system published, by its tag. Sending it again adds only what is new.',
  )
    .input(Published)
    .output(release)
    .errors(
      refusals({
        IN_THE_FUTURE: 'It cannot have been published in the future.',
        NOT_A_TEAM: 'This team is not one of this workspace.',
      }),
    ),
})
