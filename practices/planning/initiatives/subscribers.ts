import { defineNotice, notify } from '#commons/notifications/notify.ts'
import { membersOfTeam, membersOnSide } from '#commons/people/lookups.ts'
import { watchersOf } from '#commons/records/lookups.ts'
import type { Transaction } from '#platform/database/database.ts'
import { when } from '#platform/events/listeners.ts'

import { feasibilityAsked, feasibilityGiven } from './events.ts'
import { latestFeasibility } from './feasibility/queries.ts'
import { findInitiative, type InitiativeRow } from './queries.ts'
import { effortInWords } from './rules.ts'

const asked = defineNotice({
  key: 'initiative.feasibility-asked',
  label: 'Product asks what an initiative takes',
  group: 'Planning',
  mail: true,
})

const given = defineNotice({
  key: 'initiative.feasibility-given',
  label: 'Engineering says what an initiative takes',
  group: 'Planning',
})

/** The engineering owner; without one the team's engineers; without those, all engineers: somebody has to answer. */
async function whoAnswers(tx: Transaction, workspaceId: string, initiative: InitiativeRow) {
  if (initiative.engineeringOwnerId) return [initiative.engineeringOwnerId]
  const engineers = await membersOnSide(tx, workspaceId, 'engineering')
  const team = initiative.teamId ? await membersOfTeam(tx, workspaceId, initiative.teamId) : []
  const ofTeam = team.filter((id) => engineers.includes(id))
  return ofTeam.length > 0 ? ofTeam : engineers
}

export const subscribers = [
  when(feasibilityAsked, 'tell engineering that feasibility is asked for', async (heard) => {
    const { tx, workspaceId, data, eventId, by } = heard
    const initiative = await findInitiative(tx, workspaceId, data.id)
    if (!initiative) return
    await notify(heard, {
      notice: asked,
      to: await whoAnswers(tx, workspaceId, initiative),
      because: eventId,
      text: `asks what “${initiative.title}” takes`,
      by,
      recordId: initiative.id,
    })
  }),
  when(feasibilityGiven, 'tell product what engineering says', async (heard) => {
    const { tx, workspaceId, data, eventId, by } = heard
    const initiative = await findInitiative(tx, workspaceId, data.id)
    const said = await latestFeasibility(tx, workspaceId, data.id)
    if (!initiative || !said) return
    const watchers = await watchersOf(tx, workspaceId, initiative.id)
    await notify(heard, {
      notice: given,
      to: initiative.productOwnerId ? [...watchers, initiative.productOwnerId] : watchers,
      because: eventId,
      text: `says “${initiative.title}” takes ${effortInWords(said.lowDays, said.highDays)}`,
      by,
      recordId: initiative.id,
    })
  }),
]
