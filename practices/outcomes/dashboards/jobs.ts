import { defineNotice, notify } from '#commons/notifications/notify.ts'
import { addressesOf, membersAmong, workspaceOf } from '#commons/people/lookups.ts'
import type { RecordId } from '#commons/records/contract.ts'
import type { MemberId } from '#platform/auth/identity.ts'
import { inEachWorkspace, inOneWorkspace, type Timed } from '#platform/jobs/in-workspaces.ts'
import { defineJob } from '#platform/jobs/job.ts'
import { type Day, dayIn } from '#platform/time/days.ts'

import { contentsOf } from './contents/queries.ts'
import { claimDigest, dashboardWithId, readersOf } from './queries.ts'
import { digestDueOn, digestLines, isDigestDue } from './rules.ts'

// The letter has all figures and goes out by itself, so the notice is for the inbox.
const DIGEST = defineNotice({
  key: 'dashboard.digest',
  label: 'The weekly digest of a dashboard that you asked for',
  group: 'Outcomes',
})

const hourIn = (timeZone: string, at: Date) =>
  Number(new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', hourCycle: 'h23' }).format(at))

type Due = { workspaceId: string; dashboardId: RecordId; memberId: MemberId; dueOn: Day }

async function digestsDue({ tx, workspaceId, now }: Timed): Promise<Due[]> {
  const { timeZone } = await workspaceOf(tx, workspaceId)
  const dueOn = digestDueOn(dayIn(timeZone, now), hourIn(timeZone, now))
  const readers = [...(await readersOf(tx, workspaceId)).values()].flat()
  return readers
    .filter(({ sentFor, since }) => isDigestDue({ sentFor, askedOn: dayIn(timeZone, since) }, dueOn))
    .map(({ dashboardId, memberId }) => ({ workspaceId, dashboardId, memberId, dueOn }))
}

async function send(timed: Timed, { dashboardId, memberId, dueOn }: Due) {
  const { tx, workspaceId, now, services } = timed
  // Claimed before it leaves: another server that looks in the same moment waits for the row and finds nothing.
  const claimed = await claimDigest(tx, workspaceId, dashboardId, memberId, dueOn)
  const dashboard = await dashboardWithId(tx, workspaceId, dashboardId)
  const isHere = (await membersAmong(tx, workspaceId, [memberId])).has(memberId)
  if (!claimed || !dashboard || dashboard.state === 'retired' || !isHere) return
  const lines = (await contentsOf(tx, workspaceId, dashboard.tiles, now)).flatMap(({ content }) => digestLines(content))
  const { name, slug } = await workspaceOf(tx, workspaceId)
  const text = `Your week on ${dashboard.title}: ${lines.length === 0 ? 'nothing to tell' : lines.slice(0, 3).join('; ')}`
  // The same id for the same Monday, so that it stands in the inbox once.
  const because = `${dashboardId.slice(0, 24)}${dueOn.replaceAll('-', '')}0000`
  await notify(timed, { notice: DIGEST, to: [memberId], because, by: null, text, recordId: dashboardId })
  const address = (await addressesOf(tx, workspaceId, [memberId])).get(memberId)
  if (!address) return
  const url = `${services.baseUrl}/w/${slug}/dashboards/${dashboard.key}`
  await services.sendMail({
    to: address,
    subject: `${dashboard.title}: your week at ${name}`,
    text: [
      ...(lines.length === 0 ? ['Nothing to tell this week.'] : lines.map((line) => `• ${line}`)),
      '',
      `See it: ${url}`,
      `To get it no longer, choose “Weekly digest” there.`,
    ].join('\n'),
    headers: { 'List-Unsubscribe': `<${url}>` },
  })
}

/** Each Monday at eight in the workspace's zone, everyone gets the digests that they asked for. */
export const jobs = [
  defineJob({
    name: 'send-digests-of-dashboards',
    cron: '5 * * * *',
    async run(host, now) {
      const due: Due[] = []
      await inEachWorkspace(host, now, async (timed) => void due.push(...(await digestsDue(timed))))
      for (const one of due) {
        try {
          await inOneWorkspace(host, one.workspaceId, now, (timed) => send(timed, one))
        } catch (error) {
          // It stays due; one letter that cannot leave does not hold up the others.
          host.services.log.error({ err: error, workspaceId: one.workspaceId }, 'a digest could not be sent')
        }
      }
    },
  }),
]
