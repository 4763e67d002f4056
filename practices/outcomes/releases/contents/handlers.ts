import { implement } from '@orpc/server'

import { connect, disconnect } from '#commons/links/connect.ts'
import { upOver } from '#commons/links/lookups.ts'
import type { TeamId } from '#commons/people/contract.ts'
import type { RecordSummary } from '#commons/records/contract.ts'
import { recordsById } from '#commons/records/lookups.ts'
import { missingSides, signoffsOf } from '#commons/signoffs/sign.ts'
import { type Asked, inWorkspace, type Inside } from '#platform/api/answer.ts'
import type { Transaction } from '#platform/database/database.ts'

import { type Release, releases as contract } from '../contract.ts'
import { shownDeclared } from '../effects/handlers.ts'
import { releaseChanged } from '../events.ts'
import { findRelease, type FoundRelease } from '../queries.ts'
import { MAY_BRING } from '../rules.ts'

const api = implement(contract).$context<Asked>().use(inWorkspace)

/** Releases as lists and pages show them, in the order given. */
export async function shownReleases(tx: Transaction, workspaceId: string, found: FoundRelease[]): Promise<Release[]> {
  const ids = found.map(({ id }) => id)
  const contents = await upOver(tx, workspaceId, 'delivers', ids)
  const declared = await shownDeclared(tx, workspaceId, ids)
  const signoffs = await signoffsOf(tx, workspaceId, ids)
  return found.map((release) => {
    const brings = contents.get(release.id) ?? []
    const effect = declared.get(release.id)?.[0] ?? null
    const missing = missingSides(signoffs.get(release.id) ?? [], release.recordVersion)
    return {
      id: release.id,
      key: release.key,
      title: release.title,
      state: release.state,
      recordVersion: release.recordVersion,
      version: release.version,
      name: release.name,
      plannedOn: release.plannedOn,
      shippedAt: release.shippedAt,
      // The registry keeps ids of teams without their brand.
      teamId: release.teamId as TeamId | null,
      leads: { product: release.productLeadId, engineering: release.engineeringLeadId },
      target: release.target,
      contents: { total: brings.length, done: brings.filter(({ stateGroup }) => stateGroup === 'done').length },
      effect,
      signed: {
        product: effect !== null && !missing.includes('product'),
        engineering: effect !== null && !missing.includes('engineering'),
      },
      shippedBecause: release.shippedBecause,
      withdrawnBecause: release.withdrawnBecause,
      editedAt: release.editedAt,
    }
  })
}

export async function shownAnew({ tx, workspaceId }: Pick<Inside, 'tx' | 'workspaceId'>, key: string) {
  return (await shownReleases(tx, workspaceId, [(await findRelease(tx, workspaceId, key))!]))[0]!
}

/** Adds what is not in it yet, and tells it once. */
export async function bring(context: Inside, release: Pick<FoundRelease, 'id'>, records: RecordSummary[]) {
  const { tx, workspaceId, emit } = context
  const known = new Set(
    ((await upOver(tx, workspaceId, 'delivers', [release.id])).get(release.id) ?? []).map(({ id }) => id),
  )
  const added = [...new Map(records.map((record) => [record.id, record])).values()].filter(({ id }) => !known.has(id))
  for (const record of added) await connect(context, { from: release.id, to: record.id, kind: 'delivers' })
  if (added.length > 0) {
    const keys = added.map(({ key }) => key).join(', ')
    emit(
      releaseChanged,
      { id: release.id },
      { record: release.id, changes: [{ field: 'brings', from: null, to: keys }] },
    )
  }
}

const add = api.add.handler(async ({ input, errors, context }) => {
  const { tx, workspaceId } = context
  const release = await findRelease(tx, workspaceId, input.key)
  const records = [...(await recordsById(tx, workspaceId, input.ids)).values()]
  if (!release || records.length < new Set(input.ids).size) throw errors.NOT_FOUND()
  if (records.some(({ type }) => !MAY_BRING.includes(type))) throw errors.DOES_NOT_FIT()
  await bring(context, release, records)
  return { contents: (await upOver(tx, workspaceId, 'delivers', [release.id])).get(release.id) ?? [] }
})

const leaveOut = api.leaveOut.handler(async ({ input, errors, context }) => {
  const { tx, workspaceId, emit } = context
  const release = await findRelease(tx, workspaceId, input.key)
  if (!release) throw errors.NOT_FOUND()
  const gone = await disconnect(context, { from: release.id, to: input.id, kind: 'delivers' })
  if (gone === 0) throw errors.NOT_FOUND()
  const record = (await recordsById(tx, workspaceId, [input.id])).get(input.id)
  emit(
    releaseChanged,
    { id: release.id },
    { record: release.id, changes: [{ field: 'brings', from: record?.key ?? null, to: null }] },
  )
})

export const contentHandlers = { add, leaveOut }
