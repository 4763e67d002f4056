import { addressesOf, membersById, workspaceOf } from '#commons/people/lookups.ts'
import { recordsById } from '#commons/records/lookups.ts'
import { pathOf } from '#commons/records/rules.ts'
import type { Host } from '#platform/api/answer.ts'
import { inOneWorkspace, type Timed } from '#platform/jobs/in-workspaces.ts'
import { defineJob } from '#platform/jobs/job.ts'

import { notificationReceived } from './events.ts'
import { claimLetter, membersWithLettersDue, wakeSnoozed, workspacesWithSnoozedDue } from './queries.ts'
import { GATHER_MINUTES, letterText, subjectOf } from './rules.ts'

/** Sends each member the notices that are due, gathered into one letter. */
const mailNotices = defineJob({
  name: 'mail notices',
  cron: '* * * * *',
  async run(host, now) {
    const due = await host.database.asOwner('read', (tx) => membersWithLettersDue(tx, now))
    for (const { workspaceId, memberId } of due) {
      await guarded(host, workspaceId, () =>
        inOneWorkspace(host, workspaceId, now, (timed) => sendLetter(timed, memberId)),
      )
    }
  },
})

/** What was snoozed until now stands in the inbox again, unread. */
const wakeNotices = defineJob({
  name: 'wake snoozed notices',
  cron: '* * * * *',
  async run(host, now) {
    const due = await host.database.asOwner('read', (tx) => workspacesWithSnoozedDue(tx, now))
    for (const workspaceId of due) {
      await guarded(host, workspaceId, () =>
        inOneWorkspace(host, workspaceId, now, async ({ tx, emit }) => {
          const audience = await wakeSnoozed(tx, workspaceId, now)
          if (audience.length > 0) emit(notificationReceived, {}, { audience })
        }),
      )
    }
  },
})

/** One letter that cannot leave must not hold up the others; it stays due. */
async function guarded(host: Host, workspaceId: string, run: () => Promise<void>) {
  try {
    await run()
  } catch (error) {
    host.services.log.error({ err: error, workspaceId }, 'notices could not be sent')
  }
}

async function sendLetter({ tx, workspaceId, now, services }: Timed, memberId: string) {
  // Claimed before it leaves: another server that looks in the same moment waits for the row and finds nothing.
  const soon = new Date(now.getTime() + GATHER_MINUTES * 60_000)
  const told = await claimLetter(tx, workspaceId, memberId, soon, now)
  const address = (await addressesOf(tx, workspaceId, [memberId])).get(memberId)
  if (told.length === 0 || !address) return
  const people = await membersById(
    tx,
    workspaceId,
    told.flatMap(({ by }) => by ?? []),
  )
  const records = await recordsById(
    tx,
    workspaceId,
    told.flatMap(({ recordId }) => recordId ?? []),
  )
  const { name, slug } = await workspaceOf(tx, workspaceId)
  const home = `${services.baseUrl}/w/${slug}`
  const lines = told.map(({ by, text, recordId }) => {
    const record = recordId ? records.get(recordId) : undefined
    return {
      by: by ? (people.get(by)?.name ?? 'Somebody') : null,
      text,
      url: `${home}${record ? pathOf(record) : '/inbox'}`,
    }
  })
  await services.sendMail({
    to: address,
    subject: subjectOf(lines, name),
    text: letterText(lines, { workspace: name, settings: `${home}/settings/notifications` }),
    headers: { 'List-Unsubscribe': `<${home}/settings/notifications>` },
  })
}

export const jobs = [mailNotices, wakeNotices]
