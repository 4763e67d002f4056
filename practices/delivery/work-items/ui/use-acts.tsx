import { createContext, type ReactNode, use, useMemo, useState } from 'react'

import { useMe } from '#commons/people/ui/embeds.tsx'
import { type ListCommand, toast } from '#design/index.ts'
import { useKey } from '#platform/client/keys.ts'
import { useGo, useWorkspacePath } from '#platform/client/navigation.tsx'

import type { WorkItemRow } from '../items/contract.ts'
import { rowsInSight } from './boards.ts'
import { PropertyPicker } from './pickers.tsx'
import { PICK_WORDS, type Picked } from './plain-picker.tsx'
import { type Edits, useEdits, useMayEdit } from './use-edits.ts'

export type Acts = {
  mayEdit: boolean
  edits: Edits
  /** Opens the picker of a property for these items, beside what was pressed or in the middle. */
  pick: (kind: Picked, rows: WorkItemRow[], anchor?: Element | null) => void
  assignMe: (rows: WorkItemRow[]) => void
  copyKeys: (rows: WorkItemRow[]) => void
  copyAddresses: (rows: WorkItemRow[]) => void
}

const ActsContext = createContext<Acts | undefined>(undefined)

export function useActs(): Acts {
  const acts = use(ActsContext)
  if (!acts) throw new Error('Items are shown within ItemActs.')
  return acts
}

type Picking = { kind: Picked; rows: WorkItemRow[]; anchor?: Element | null | undefined }

/** Holds the one picker of a page and what its items can have done to them. */
export function ItemActs({ children }: { children: ReactNode }) {
  const edits = useEdits()
  const mayEdit = useMayEdit()
  const me = useMe()
  const inWorkspace = useWorkspacePath()
  const [picking, setPicking] = useState<Picking>()

  const copy = (text: string, message: string) =>
    void navigator.clipboard.writeText(text).then(
      () => toast({ message }),
      () => toast({ message: 'The browser did not allow copying.', kind: 'refused' }),
    )
  const acts: Acts = {
    mayEdit,
    edits,
    pick: (kind, rows, anchor) => {
      if (mayEdit && rows.length > 0) setPicking({ kind, rows, anchor })
    },
    assignMe: (rows) => {
      if (!me || rows.length === 0) return
      const isMine = rows.every((row) => row.assignees.includes(me.id))
      void edits.change(rows, isMine ? { removeAssignees: [me.id] } : { addAssignees: [me.id] })
    },
    copyKeys: (rows) =>
      rows.length > 0 &&
      copy(
        rows.map(({ key }) => key).join('\n'),
        rows.length === 1 ? `${rows[0]!.key} is copied.` : 'The keys are copied.',
      ),
    copyAddresses: (rows) =>
      rows.length > 0 &&
      copy(
        rows.map(({ key }) => `${location.origin}${inWorkspace(`/work/${key}`)}`).join('\n'),
        'The address is copied.',
      ),
  }
  return (
    <ActsContext value={acts}>
      {children}
      {picking && <OpenPicker {...picking} edits={edits} onClose={() => setPicking(undefined)} />}
    </ActsContext>
  )
}

/** While a picker stays open for several picks, it shows the items as the picks before have made them. */
function OpenPicker({ kind, rows, anchor, edits, onClose }: Picking & { edits: Edits; onClose: () => void }) {
  const [now, setNow] = useState(rows)
  const change = useMemo(
    () => (wanted: Parameters<Edits['change']>[1]) => {
      void edits.change(now, wanted)
      const sighted = rowsInSight()
      setNow(now.map((row) => sighted.get(row.id) ?? row))
    },
    [edits, now],
  )
  return <PropertyPicker kind={kind} rows={now} anchor={anchor} onChange={change} onClose={onClose} />
}

/** The letters that act on the chosen items of a list, a board or a page; the shell hears them and lists them. */
export function useItemKeys(chosen: () => WorkItemRow[], { isPage = false } = {}) {
  const { mayEdit, pick, assignMe, copyKeys, copyAddresses, edits } = useActs()
  const go = useGo()
  const open = () => {
    const [row] = chosen()
    if (row) go(`/work/${row.key}`)
  }
  useKey('s', PICK_WORDS.state, () => pick('state', chosen()), mayEdit)
  useKey('p', PICK_WORDS.priority, () => pick('priority', chosen()), mayEdit)
  useKey('a', PICK_WORDS.assignee, () => pick('assignee', chosen()), mayEdit)
  useKey('i', 'Assign to me, or not', () => assignMe(chosen()), mayEdit)
  useKey('l', PICK_WORDS.label, () => pick('label', chosen()), mayEdit)
  useKey('e', PICK_WORDS.estimate, () => pick('estimate', chosen()), mayEdit)
  useKey('t', PICK_WORDS.type, () => pick('type', chosen()), mayEdit)
  useKey('d', PICK_WORDS.due, () => pick('due', chosen()), mayEdit)
  useKey('w', PICK_WORDS.line, () => pick('line', chosen()), mayEdit)
  useKey('shift+t', PICK_WORDS.team, () => pick('team', chosen()), mayEdit)
  useKey('mod+backspace', 'Remove', () => void (chosen().length > 0 && edits.remove(chosen())), mayEdit)
  useKey('mod+.', 'Copy the key', () => copyKeys(chosen()))
  // With shift, the comma is another character, which depends on the keyboard.
  useKey('mod+<', 'Copy the address', () => copyAddresses(chosen()))
  useKey('mod+;', 'Copy the address', () => copyAddresses(chosen()))
  useKey('o', 'Open', open, !isPage)
}

/** What the bar offers for all that is selected. The page hears the letters. */
export function useBulkCommands(): ListCommand<WorkItemRow>[] | undefined {
  const { mayEdit, pick, edits } = useActs()
  if (!mayEdit) return undefined
  const picks = (['state', 'priority', 'assignee', 'label', 'estimate', 'line'] as const).map((kind) => ({
    keyHint: { state: 's', priority: 'p', assignee: 'a', label: 'l', estimate: 'e', line: 'w' }[kind],
    label: {
      state: 'State',
      priority: 'Priority',
      assignee: 'Assign',
      label: 'Label',
      estimate: 'Estimate',
      line: 'What for',
    }[kind],
    run: (rows: WorkItemRow[]) => pick(kind, rows),
  }))
  return [...picks, { keyHint: 'mod+backspace', label: 'Remove', danger: true, run: (rows) => void edits.remove(rows) }]
}
