import { defineNotice, notify } from '#commons/notifications/notify.ts'
import { membersOfTeam, membersOnSide } from '#commons/people/lookups.ts'
import { watchersOf } from '#commons/records/lookups.ts'
import { updateRecord } from '#commons/records/register.ts'
import type { Transaction } from '#platform/database/database.ts'
import { when } from '#platform/events/listeners.ts'
import { reviewCompleted } from '#practices/outcomes/success-reviews/events.ts'

import type { Initiative } from './contract.ts'
import { feasibilityAsked, feasibilityGiven, initiativeVerdictKnown } from './events.ts'
import { initiativesById } from './lookups.ts'
import { changeInitiative, holdInitiative } from './queries.ts'
import { effortInWords, isOutcomeAwaited, standing } from './rules.ts'

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
async function whoAnswers(tx: Transaction, workspaceId: string, initiative: Initiative) {
  if (initiative.owners.engineering) return [initiative.owners.engineering]
  const engineers = await membersOnSide(tx, workspaceId, 'engineering')
  const team = initiative.teamId ? await membersOfTeam(tx, workspaceId, initiative.teamId) : []
  const ofTeam = team.filter((id) => engineers.includes(id))
  return ofTeam.length > 0 ? ofTeam : engineers
}

export const subscribers = [
  when(feasibilityAsked, 'tell engineering that feasibility is asked for', async (heard) => {
    const { tx, workspaceId, data, eventId, by } = heard
    const initiative = (await initiativesById(tx, workspaceId, [data.id])).get(data.id)
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
    const initiative = (await initiativesById(tx, workspaceId, [data.id])).get(data.id)
    if (!initiative?.effort) return
    const { owners, effort } = initiative
    const watchers = await watchersOf(tx, workspaceId, initiative.id)
    await notify(heard, {
      notice: given,
      to: owners.product ? [...watchers, owners.product] : watchers,
      because: eventId,
      text: `says “${initiative.title}” takes ${effortInWords(effort.lowDays, effort.highDays)}`,
      by,
      recordId: initiative.id,
    })
  }),
  when(reviewCompleted, 'write the verdict back to initiatives', async (heard) => {
    const { tx, workspaceId, data, at, now, emit } = heard
    for (const id of data.initiativeIds) {
      const initiative = await holdInitiative(tx, workspaceId, id)
      if (!initiative) continue
      const { verdict, summary } = data
      const found = { verdict, verdictSummary: summary, verdictReviewId: data.id, verdictAt: at }
      await changeInitiative(tx, workspaceId, id, found)
      const isAwaited = isOutcomeAwaited(initiative.column, initiative.effectMetricId !== null, verdict)
      await updateRecord(tx, workspaceId, id, standing(initiative.column, isAwaited), now)
      const changes = [{ field: 'outcome', from: initiative.verdict, to: verdict }]
      emit(initiativeVerdictKnown, { id, verdict, reviewId: data.id }, { record: id, other: data.id, changes })
    }
  }),
]
