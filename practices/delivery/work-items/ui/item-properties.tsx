import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'

import { PersonMark, useTeams, When } from '#commons/people/ui/embeds.tsx'
import type { RecordSummary } from '#commons/records/contract.ts'
import { RecordLink, RecordPicker } from '#commons/records/ui/embeds.tsx'
import { AsidePart, Button, Dialog, Form, PropertyList, Stack, toast } from '#design/index.ts'
import { refusalOf } from '#platform/client/refusals.ts'

import type { WorkItem } from '../items/contract.ts'
import { useLabels, workItems } from './api.ts'
import { showRows } from './boards.ts'
import { DueMark, LabelMark, PriorityMark, TypeMark } from './marks.tsx'
import type { Picked } from './plain-picker.tsx'
import { useActs } from './use-acts.tsx'
import { pointsInWords, priorityName, TYPE_WORDS } from './words.ts'
import { LineOfItem } from './work-row.tsx'

import css from './work.module.css'

const SYSTEM_WORDS: Record<string, string> = { github: 'GitHub', csv: 'A CSV file' }

/** Everything that is known of an item beside its words, each a button that sets it. */
export function ItemProperties({ item }: { item: WorkItem }) {
  const { byId: labels } = useLabels()
  const { byId: teams } = useTeams()
  const own = item.labels.flatMap((id) => labels.get(id) ?? [])
  const set = (kind: Picked, value: ReactNode) => (
    <Settable kind={kind} item={item}>
      {value}
    </Settable>
  )
  return (
    <AsidePart title="Properties">
      <PropertyList
        properties={[
          { label: 'What for', value: item.line ? set('line', <LineOfItem row={item} />) : <LineOfItem row={item} /> },
          {
            label: 'Priority',
            value: set(
              'priority',
              <>
                <PriorityMark priority={item.priority} /> {priorityName(item.priority)}
              </>,
            ),
          },
          {
            label: 'Assignees',
            value: set(
              'assignee',
              item.assignees.length === 0 ? (
                'Nobody yet'
              ) : (
                <span className={css.people}>
                  {item.assignees.map((id) => (
                    <PersonMark key={id} id={id} size={20} />
                  ))}
                </span>
              ),
            ),
          },
          {
            label: 'Type',
            value: set(
              'type',
              <>
                <TypeMark type={item.type} /> {TYPE_WORDS[item.type]}
              </>,
            ),
          },
          {
            label: 'Estimate',
            value: set('estimate', item.estimate === null ? 'None' : pointsInWords(item.estimate)),
          },
          {
            label: 'Labels',
            value: set(
              'label',
              own.length === 0 ? (
                'None'
              ) : (
                <span className={css.bar}>
                  {own.map((label) => (
                    <LabelMark key={label.id} label={label} />
                  ))}
                </span>
              ),
            ),
          },
          { label: 'Due', value: set('due', item.dueOn === null ? 'No day' : <DueMark row={item} />) },
          ...(teams.size > 0
            ? [{ label: 'Team', value: set('team', item.teamId ? (teams.get(item.teamId)?.name ?? '…') : 'None') }]
            : []),
          { label: 'Part of', value: <ParentOf item={item} /> },
          {
            label: 'Created',
            value: (
              <span className={css.bar}>
                <When at={item.createdAt} />
                {item.createdBy && <PersonMark id={item.createdBy} size={18} />}
              </span>
            ),
          },
          ...(item.source
            ? [
                {
                  label: 'Imported from',
                  value: item.source.url ? (
                    <a href={item.source.url} target="_blank" rel="noreferrer">
                      {SYSTEM_WORDS[item.source.system] ?? item.source.system}
                    </a>
                  ) : (
                    (SYSTEM_WORDS[item.source.system] ?? item.source.system)
                  ),
                },
              ]
            : []),
        ]}
      />
    </AsidePart>
  )
}

function Settable({ kind, item, children }: { kind: Picked; item: WorkItem; children: ReactNode }) {
  const { pick, mayEdit } = useActs()
  if (!mayEdit) return <span className={css.settable}>{children}</span>
  // A link inside stays a link: around it the value is no button, and a small one stands beside it.
  if (kind === 'line')
    return (
      <span className={css.settable}>
        {children}
        <Button small kind="quiet" onClick={(event) => pick(kind, [item], event?.currentTarget ?? null)}>
          Change
        </Button>
      </span>
    )
  return (
    <button type="button" className={css.settable} onClick={(event) => pick(kind, [item], event.currentTarget)}>
      {children}
    </button>
  )
}

function ParentOf({ item }: { item: WorkItem }) {
  const { mayEdit } = useActs()
  const [isOpen, setOpen] = useState(false)
  const [chosen, setChosen] = useState<RecordSummary>()
  const { parent } = item
  const setParent = useMutation(
    workItems.setParent.mutationOptions({
      onSuccess: (row) => {
        showRows([row])
        setOpen(false)
        setChosen(undefined)
      },
    }),
  )
  const takeOut = () =>
    setParent.mutate(
      { id: item.id, parentId: null },
      {
        onSuccess: () =>
          parent &&
          toast({
            message: `${item.key} is no longer a part of ${parent.key}.`,
            undo: () => setParent.mutate({ id: item.id, parentId: parent.id }),
          }),
      },
    )
  return (
    <span className={css.settable}>
      {parent ? (
        <RecordLink
          record={{ type: 'work-item', key: parent.key, title: parent.title, state: '', stateGroup: 'open' }}
          stateHidden
        />
      ) : (
        'Nothing larger'
      )}
      {mayEdit && (
        <Button small kind="quiet" onClick={() => setOpen(true)}>
          {parent ? 'Change' : 'Put under'}
        </Button>
      )}
      <Dialog open={isOpen} onClose={() => setOpen(false)} title={`${item.key} is a part of`} size="small">
        <Form
          submit="Put under it"
          busy={setParent.isPending}
          disabled={!chosen}
          refusal={refusalOf(setParent.error)}
          onSubmit={() => chosen && setParent.mutate({ id: item.id, parentId: chosen.id })}
          {...(parent ? { cancel: { label: 'A part of nothing', run: takeOut } } : {})}
        >
          <Stack>
            <RecordPicker
              label="Work item"
              types={['work-item']}
              value={chosen}
              onChange={setChosen}
              except={[item.id, ...(parent ? [parent.id] : [])]}
            />
          </Stack>
        </Form>
      </Dialog>
    </span>
  )
}
