import { useMutation } from '@tanstack/react-query'

import { useMe, usePeople, useTeams } from '#commons/people/ui/embeds.tsx'
import type { RecordId } from '#commons/records/contract.ts'
import { toast } from '#design/index.ts'
import { isAtLeast } from '#platform/auth/identity.ts'
import { refusalOf } from '#platform/client/refusals.ts'

import { stateAt } from '../edits/rules.ts'
import type { WorkItemRow } from '../items/contract.ts'
import { placeBetween, placeOnTop } from '../rules.ts'
import type { WorkStateId } from '../states/contract.ts'
import { labelName, useStates, workItems } from './api.ts'
import { showRows } from './boards.ts'
import { type Change, changedRow, inverses, inWords, sent } from './changes.ts'
import { begin, settled } from './hearing.ts'

const idsOf = (rows: readonly WorkItemRow[]) => rows.map(({ id }) => id)
const sayRefused = (error: unknown) => toast({ message: refusalOf(error) ?? '', kind: 'refused' })

/** More than one command takes goes in several. */
const AT_ONCE = 500

export function useMayEdit() {
  const me = useMe()
  return me !== undefined && isAtLeast(me.role, 'member')
}

/** Everything that is done to items in lists, on boards and on their pages: shown at once, undone from the toast. */
export function useEdits() {
  const { all: states, byId: stateById } = useStates()
  const { byId: people } = usePeople()
  const { byId: teams } = useTeams()
  const editMany = useMutation(workItems.editMany.mutationOptions()).mutateAsync
  const edit = useMutation(workItems.edit.mutationOptions()).mutateAsync
  const moveOne = useMutation(workItems.move.mutationOptions()).mutateAsync
  const names = {
    state: (id: string) => stateById.get(id)?.name ?? 'moved',
    person: (id: string) => people.get(id)?.name ?? 'somebody',
    label: (id: string) => labelName(id) ?? 'a label',
    team: (id: string) => teams.get(id)?.name ?? 'another team',
  }

  /** Shows `after`, does it, and shows `before` again when it is refused. True when it was done. */
  async function optimistically(before: WorkItemRow[], after: WorkItemRow[], run: () => Promise<unknown>) {
    const ids = idsOf(before)
    begin(ids)
    showRows(after)
    try {
      await run()
      return true
    } catch (error) {
      showRows(before)
      sayRefused(error)
      return false
    } finally {
      settled(ids)
    }
  }

  async function apply(rows: WorkItemRow[], change: Change) {
    const now = new Date()
    const after = rows.map((row) => changedRow(row, change, states, now))
    return optimistically(rows, after, async () => {
      for (let i = 0; i < rows.length; i += AT_ONCE) {
        await editMany({ ids: idsOf(rows.slice(i, i + AT_ONCE)), ...sent(change) })
      }
    })
  }

  async function change(rows: WorkItemRow[], wanted: Change) {
    if (rows.length === 0 || !(await apply(rows, wanted))) return
    toast({
      message: inWords(rows, wanted, names),
      undo: () => {
        for (const inverse of inverses(rows, wanted)) {
          // As they are now is what an undo begins from; what it ends in stands in the change.
          const now = new Date()
          void apply(
            inverse.rows.map((row) => changedRow(row, wanted, states, now)),
            inverse.change,
          )
        }
      },
    })
  }

  async function rename(row: WorkItemRow, title: string) {
    await optimistically([row], [{ ...row, title }], () => edit({ id: row.id, title }))
  }

  /** Puts an item between two others, in a state. */
  async function move(
    row: WorkItemRow,
    to: { stateId?: WorkStateId | undefined; above?: WorkItemRow | undefined; below?: WorkItemRow | undefined },
  ) {
    const state = to.stateId === undefined ? undefined : stateById.get(to.stateId)
    const now = new Date()
    const position =
      (to.above ? placeBetween(to.above.position, to.below?.position) : undefined) ??
      (to.below ? placeBetween(undefined, to.below.position) : undefined) ??
      (to.above ? placeBetween(to.above.position, undefined) : placeOnTop(now))
    const after = { ...row, position: position ?? row.position, ...(state ? stateAt(row, state, now) : {}) }
    const between = {
      ...(to.above ? { above: to.above.id } : {}),
      ...(to.below ? { below: to.below.id } : {}),
    }
    const isDone = await optimistically([row], [after], async () => {
      const said = await moveOne({
        id: row.id,
        ...(to.stateId === undefined ? {} : { stateId: to.stateId }),
        ...(to.above || to.below ? { between } : {}),
      })
      showRows([said])
    })
    if (isDone && state && state.id !== row.stateId) {
      toast({
        message: `${row.key}: ${state.name}.`,
        undo: () => void move(after, { stateId: row.stateId }),
      })
    }
  }

  async function remove(rows: WorkItemRow[]) {
    const ids = idsOf(rows)
    begin(ids)
    showRows(rows, 'gone')
    try {
      await editMany({ ids, removed: true })
    } catch (error) {
      showRows(rows, 'new')
      return sayRefused(error)
    } finally {
      settled(ids)
    }
    toast({
      message: rows.length === 1 ? `${rows[0]!.key} is in the trash.` : `${rows.length} items are in the trash.`,
      undo: () => void restore(rows),
    })
  }

  async function restore(rows: Pick<WorkItemRow, 'id'>[]) {
    try {
      await editMany({ ids: rows.map(({ id }) => id as RecordId), removed: false })
    } catch (error) {
      sayRefused(error)
    }
  }

  return { change, rename, move, remove, restore }
}

export type Edits = ReturnType<typeof useEdits>
