import { IconCalendarDue, IconLink, IconTag, IconUser, IconUsersGroup } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'

import { usePeople, useTeams } from '#commons/people/ui/embeds.tsx'
import { RecordIcon } from '#commons/records/ui/embeds.tsx'
import { Avatar, Checkbox, Dialog, Form, Stack, TextArea, TextField } from '#design/index.ts'

import type { WorkFilter } from '../lists/contract.ts'
import { useLabels, useStates } from './api.ts'
import type { Change } from './changes.ts'
import { LabelDot, PriorityMark, StateMark, TypeMark, useToday } from './marks.tsx'
import { changedDraft, type Draft, useCreate, useDraft } from './new-item.ts'
import { PropertyPicker } from './pickers.tsx'
import type { Picked } from './plain-picker.tsx'
import { dayWords, pointsInWords, priorityName, TYPE_WORDS } from './words.ts'

import css from './work.module.css'

type CreateDialogProps = {
  /** What the list shows that it is made in: the item begins so that it stands there. */
  filter?: WorkFilter
  line?: Draft['line']
  onClose: () => void
}

/** A title is enough; everything else can be picked before or later. */
export function CreateDialog({ filter, line, onClose }: CreateDialogProps) {
  const begin = useDraft()
  const { all: states } = useStates()
  const create = useCreate()
  const fresh = () => ({ ...begin(filter), ...(line ? { line } : {}) })
  const [draft, setDraft] = useState<Draft>(fresh)
  const [body, setBody] = useState('')
  const [another, setAnother] = useState(false)
  const [isMissing, setMissing] = useState(false)
  const [picking, setPicking] = useState<{ kind: Picked; anchor: Element }>()
  const change = (wanted: Change) => setDraft((now) => changedDraft(now, wanted, states))

  const submit = () => {
    const title = draft.title.trim()
    if (title === '') return setMissing(true)
    void create({ ...draft, title }, body.trim()).then((row) => {
      // Refused: the dialog is still there with all that was written, or opens with it again.
      if (!row) setDraft((now) => (now.title === '' ? { ...draft, title } : now))
    })
    if (!another) return onClose()
    setDraft({ ...draft, title: '' })
    setBody('')
  }

  return (
    <Dialog open onClose={onClose} title="New work item">
      <Form onSubmit={submit} submit="Create" cancel={{ label: 'Cancel', run: onClose }}>
        <Stack>
          <TextField
            label="Title"
            required
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog asks for this first
            autoFocus
            placeholder="What is to be done?"
            maxLength={250}
            value={draft.title}
            onChange={(title) => {
              setMissing(false)
              setDraft({ ...draft, title })
            }}
            error={isMissing ? 'Write a title.' : undefined}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) submit()
            }}
          />
          <TextArea
            label="Description"
            placeholder="What is it about, and how does one know that it is done?"
            minRows={3}
            maxLength={100_000}
            value={body}
            onChange={setBody}
            onSubmit={submit}
          />
          <Chosen draft={draft} onPick={(kind, anchor) => setPicking({ kind, anchor })} />
          <Checkbox label="Create another one after it" checked={another} onChange={setAnother} />
        </Stack>
      </Form>
      {picking && (
        <PropertyPicker {...picking} rows={[draft]} onChange={change} onClose={() => setPicking(undefined)} />
      )}
    </Dialog>
  )
}

/** What is set already, each a button that sets it otherwise. */
function Chosen({ draft, onPick }: { draft: Draft; onPick: (kind: Picked, anchor: Element) => void }) {
  const { byId: states } = useStates()
  const { byId: people } = usePeople()
  const { byId: teams, all: allTeams } = useTeams()
  const { byId: labels } = useLabels()
  const today = useToday()
  const state = states.get(draft.stateId)
  const assignees = draft.assignees.flatMap((id) => people.get(id) ?? [])
  const [first] = assignees
  const ownLabels = draft.labels.flatMap((id) => labels.get(id) ?? [])
  const pills: { kind: Picked; icon: ReactNode; says: string; hidden?: boolean }[] = [
    { kind: 'state', icon: state && <StateMark state={state} />, says: state?.name ?? 'State' },
    { kind: 'priority', icon: <PriorityMark priority={draft.priority} />, says: priorityName(draft.priority) },
    { kind: 'type', icon: <TypeMark type={draft.type} />, says: TYPE_WORDS[draft.type] },
    {
      kind: 'assignee',
      icon: first ? <Avatar person={first} size={18} /> : <IconUser size={14} />,
      says: first ? assignees.map((person) => person.name).join(', ') : 'Nobody yet',
    },
    {
      kind: 'line',
      icon: draft.line ? <RecordIcon type={draft.line.type} /> : <IconLink size={14} />,
      says: draft.line ? `${draft.line.key} ${draft.line.title}` : 'What for?',
    },
    {
      kind: 'label',
      icon: ownLabels[0] ? <LabelDot colour={ownLabels[0].colour} /> : <IconTag size={14} />,
      says: ownLabels.length > 0 ? ownLabels.map((label) => label.name).join(', ') : 'No label',
    },
    {
      kind: 'estimate',
      icon: null,
      says: draft.estimate === null ? 'No estimate' : pointsInWords(draft.estimate),
    },
    {
      kind: 'due',
      icon: <IconCalendarDue size={14} />,
      says: draft.dueOn === null ? 'No due day' : dayWords(draft.dueOn, today),
    },
    {
      kind: 'team',
      icon: <IconUsersGroup size={14} />,
      says: draft.teamId ? (teams.get(draft.teamId)?.name ?? '…') : 'No team',
      hidden: allTeams.length === 0,
    },
  ]
  return (
    <div className={css.bar}>
      {pills
        .filter(({ hidden }) => !hidden)
        .map(({ kind, icon, says }) => (
          <button key={kind} type="button" className={css.pill} onClick={(event) => onPick(kind, event.currentTarget)}>
            {icon}
            {says}
          </button>
        ))}
    </div>
  )
}
