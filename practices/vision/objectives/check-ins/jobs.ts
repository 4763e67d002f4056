import { workspaceOf } from '#commons/people/lookups.ts'
import { inEachWorkspace, type Timed } from '#platform/jobs/in-workspaces.ts'
import { defineJob } from '#platform/jobs/job.ts'
import { dayIn, weekdayOf } from '#platform/time/days.ts'

import { runningKeyResults } from '../key-results/queries.ts'
import { checkInsDue } from './events.ts'
import { answersOf, noteNudge, roundsOfWeek } from './queries.ts'
import { weekOf } from './rules.ts'

/** From Thursday on, so that there is a day left to answer in. */
const NUDGED_FROM = 3

/** Asks each owner once a week to check in on what they have not answered yet. */
export const askForCheckIns = async ({ tx, workspaceId, now, emit }: Timed) => {
  const today = dayIn((await workspaceOf(tx, workspaceId)).timeZone, now)
  if (weekdayOf(today) < NUDGED_FROM) return
  const week = weekOf(today)
  const running = await runningKeyResults(tx, workspaceId)
  const rounds = await roundsOfWeek(
    tx,
    workspaceId,
    running.map((row) => row.id),
    week,
  )
  const answers = await answersOf(
    tx,
    workspaceId,
    [...rounds.values()].map((round) => round.id),
  )
  const owed = running.flatMap((row) => {
    const round = rounds.get(row.id)
    const answered = (round && answers.get(round.id))?.map((answer) => answer.memberId as string) ?? []
    const owners = [row.productOwnerId, row.engineeringOwnerId].filter((id) => id !== null)
    return owners.filter((id) => !answered.includes(id)).map((memberId) => ({ memberId, keyResultId: row.id }))
  })
  for (const [memberId, due] of Map.groupBy(owed, (one) => one.memberId)) {
    if (!(await noteNudge(tx, workspaceId, memberId, week))) continue
    const keyResultIds = due.map((one) => one.keyResultId)
    emit(checkInsDue, { memberId, week, keyResultIds }, { audience: [memberId] })
  }
}

export const jobs = [
  defineJob({
    name: 'ask-for-check-ins',
    cron: '0 7,15 * * *',
    run: (host, now) => inEachWorkspace(host, now, askForCheckIns),
  }),
]
