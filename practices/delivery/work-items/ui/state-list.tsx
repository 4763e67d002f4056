import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import { TeamPicker, useTeams } from '#commons/people/ui/embeds.tsx'
import {
  Aside,
  Button,
  Dialog,
  Form,
  IconButton,
  InlineEdit,
  SelectField,
  Stack,
  TextField,
  toast,
} from '#design/index.ts'
import { queryClient } from '#platform/client/query-client.ts'
import { fieldErrors, refusalCode, refusalOf } from '#platform/client/refusals.ts'

import { WORK_STATE_GROUPS, type WorkState, type WorkStateGroup } from '../states/contract.ts'
import { useStates, workItems, workStates } from './api.ts'
import { StateMark } from './marks.tsx'

import css from './work.module.css'

const GROUP_SAYS: Record<WorkStateGroup, { name: string; says: string }> = {
  backlog: { name: 'Backlog', says: 'Known, and not yet meant to be done.' },
  unstarted: { name: 'Not started', says: 'Meant to be done next.' },
  started: { name: 'Started', says: 'Somebody works on it. The time that work takes is counted from here.' },
  completed: { name: 'Completed', says: 'Done: it counts as finished effort for its goals.' },
  cancelled: { name: 'Cancelled', says: 'Will not be done. It counts for nothing.' },
}

const refresh = () => {
  void queryClient.invalidateQueries({ queryKey: workStates.inOrder.key() })
  void queryClient.invalidateQueries({ queryKey: workItems.board.key() })
}
const refused = (error: unknown) => void toast({ message: refusalOf(error) ?? '', kind: 'refused' })

/** The states in their groups. Only an admin changes them; everybody sees what they mean. */
export function StateList({ mayEdit }: { mayEdit: boolean }) {
  const { all } = useStates()
  return (
    <Stack gap="wide">
      {WORK_STATE_GROUPS.map((group) => (
        <Stack key={group} gap="tight">
          <strong>{GROUP_SAYS[group].name}</strong>
          <Aside>{GROUP_SAYS[group].says}</Aside>
          <ul className={css.rows}>
            {all
              .filter((state) => state.group === group)
              .map((state, at, ofGroup) => (
                <StateRow key={state.id} state={state} at={at} ofGroup={ofGroup} mayEdit={mayEdit} />
              ))}
          </ul>
          {mayEdit && <AddState group={group} />}
        </Stack>
      ))}
    </Stack>
  )
}

type StateRowProps = { state: WorkState; at: number; ofGroup: WorkState[]; mayEdit: boolean }

function StateRow({ state, at, ofGroup, mayEdit }: StateRowProps) {
  const { byId: teams } = useTeams()
  const [isRemoving, setRemoving] = useState(false)
  const rename = useMutation(workStates.rename.mutationOptions({ onSuccess: refresh }))
  const reorder = useMutation(workStates.reorder.mutationOptions({ onSuccess: refresh, onError: refused }))
  const move = (by: number) => {
    const ids = ofGroup.map(({ id }) => id)
    ids.splice(at, 1)
    ids.splice(at + by, 0, state.id)
    reorder.mutate({ ids })
  }
  return (
    <li className={css.settingRow}>
      <StateMark state={state} />
      <span className={css.settingName}>
        <InlineEdit
          label={`Name of the state ${state.name}`}
          value={state.name}
          maxLength={40}
          disabled={!mayEdit}
          onSave={(name) => rename.mutate({ id: state.id, name })}
          error={refusalOf(rename.error)}
        />
      </span>
      {state.teamId && <Aside>{teams.get(state.teamId)?.name ?? 'One team'} only</Aside>}
      {mayEdit && (
        <>
          <IconButton
            small
            label={`Move ${state.name} up`}
            icon={<IconArrowUp size={14} />}
            disabled={at === 0}
            onClick={() => move(-1)}
          />
          <IconButton
            small
            label={`Move ${state.name} down`}
            icon={<IconArrowDown size={14} />}
            disabled={at === ofGroup.length - 1}
            onClick={() => move(1)}
          />
          <IconButton
            small
            label={`Remove ${state.name}`}
            icon={<IconTrash size={14} />}
            disabled={ofGroup.length === 1}
            onClick={() => setRemoving(true)}
          />
        </>
      )}
      {isRemoving && <RemoveState state={state} ofGroup={ofGroup} onClose={() => setRemoving(false)} />}
    </li>
  )
}

function RemoveState({ state, ofGroup, onClose }: { state: WorkState; ofGroup: WorkState[]; onClose: () => void }) {
  const others = ofGroup.filter(({ id, teamId }) => id !== state.id && (teamId === null || teamId === state.teamId))
  const [moveTo, setMoveTo] = useState(others[0]?.id)
  const remove = useMutation(
    workStates.remove.mutationOptions({
      onSuccess: () => {
        refresh()
        onClose()
      },
    }),
  )
  return (
    <Dialog open onClose={onClose} title={`Remove the state “${state.name}”`} size="small">
      <Form
        submit="Remove the state"
        busy={remove.isPending}
        disabled={!moveTo}
        refusal={refusalOf(remove.error)}
        onSubmit={() => moveTo && remove.mutate({ id: state.id, moveTo })}
        cancel={{ label: 'Keep it', run: onClose }}
      >
        <SelectField
          label="Its items go to"
          choices={others.map(({ id, name }) => ({ value: id, label: name }))}
          value={moveTo}
          onChange={setMoveTo}
        />
      </Form>
    </Dialog>
  )
}

function AddState({ group }: { group: WorkStateGroup }) {
  const { all: teams } = useTeams()
  const [isOpen, setOpen] = useState(false)
  const [name, setName] = useState('')
  const [teamId, setTeamId] = useState<WorkState['teamId']>(null)
  const add = useMutation(
    workStates.add.mutationOptions({
      onSuccess: () => {
        refresh()
        setOpen(false)
        setName('')
      },
    }),
  )
  const besideName =
    fieldErrors(add.error).name ?? (refusalCode(add.error) === 'NAME_TAKEN' ? refusalOf(add.error) : undefined)
  return (
    <span>
      <Button small kind="quiet" onClick={() => setOpen(true)}>
        Add a state
      </Button>
      <Dialog
        open={isOpen}
        onClose={() => setOpen(false)}
        title={`A state under “${GROUP_SAYS[group].name}”`}
        size="small"
      >
        <Form
          submit="Add the state"
          busy={add.isPending}
          refusal={besideName ? undefined : refusalOf(add.error)}
          onSubmit={() => add.mutate({ name, group, teamId })}
          cancel={{ label: 'Cancel', run: () => setOpen(false) }}
        >
          <TextField label="Name" required maxLength={40} value={name} onChange={setName} error={besideName} />
          {teams.length > 0 && (
            <TeamPicker
              label="For one team only"
              placeholder="For everybody"
              value={teamId}
              onChange={(team) => setTeamId(team ?? null)}
            />
          )}
        </Form>
      </Dialog>
    </span>
  )
}
