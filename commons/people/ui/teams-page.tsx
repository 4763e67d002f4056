import { IconDots } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import {
  AvatarGroup,
  Button,
  Chip,
  Dialog,
  EmptyState,
  Form,
  IconButton,
  JointMark,
  LoadingState,
  Menu,
  Panel,
  Row,
  TextArea,
  TextField,
  toast,
} from '#design/index.ts'
import { isAtLeast, type MemberId } from '#platform/auth/identity.ts'
import { queryClient } from '#platform/client/query-client.ts'
import { fieldErrors, refusalCode, refusalOf } from '#platform/client/refusals.ts'

import type { Team } from '../contract.ts'
import { people } from './api.ts'
import { PeoplePicker } from './embeds.tsx'
import { useMe, usePeople, useTeams } from './everyone.ts'
import { Line, Lines } from './lines.tsx'
import { SettingsFrame } from './settings-frame.tsx'

const refresh = () =>
  Promise.all([
    queryClient.invalidateQueries({ queryKey: people.teams.key() }),
    queryClient.invalidateQueries({ queryKey: people.me.key() }),
  ])

export default function TeamsPage() {
  const me = useMe()
  const { all, loaded } = useTeams()
  const [edited, setEdited] = useState<Team | 'new'>()
  const mayEdit = me !== undefined && isAtLeast(me.role, 'member')
  const form = mayEdit && (
    <Button kind="primary" onClick={() => setEdited('new')}>
      Form a team
    </Button>
  )
  return (
    <SettingsFrame
      title="Teams"
      purpose="Groups of both sides that plan and deliver together. A team’s prefix begins the keys of its work."
      actions={all.length > 0 && form}
    >
      {!loaded ? (
        <LoadingState like="list" rows={3} />
      ) : all.length === 0 ? (
        <EmptyState
          title="No teams yet"
          brings="A team brings product people and engineers to one board, with its own sprints, capacity and debt reserve."
          start={form}
        />
      ) : (
        <Panel>
          <Lines label="Teams">
            {all.map((team) => (
              <TeamLine
                key={team.id}
                team={team}
                mayEdit={mayEdit}
                mayClose={me?.role === 'admin'}
                onEdit={() => setEdited(team)}
              />
            ))}
          </Lines>
        </Panel>
      )}
      {edited && <TeamForm team={edited === 'new' ? undefined : edited} close={() => setEdited(undefined)} />}
    </SettingsFrame>
  )
}

type LineProps = { team: Team; mayEdit: boolean; mayClose: boolean; onEdit: () => void }

function TeamLine({ team, mayEdit, mayClose, onEdit }: LineProps) {
  const { byId } = usePeople()
  const members = team.memberIds.flatMap((id) => byId.get(id) ?? []).filter((person) => !person.hasLeft)
  const leads = team.leadIds.flatMap((id) => byId.get(id)?.name ?? [])
  const has = (side: 'product' | 'engineering') => members.some((person) => person.side === side)
  const reopen = useMutation(people.reopenTeam.mutationOptions({ onSuccess: refresh }))
  const close = useMutation(
    people.archiveTeam.mutationOptions({
      onSuccess: async () => {
        await refresh()
        toast({ message: `${team.name} is closed.`, undo: () => reopen.mutate({ id: team.id }) })
      },
      onError: (failure) => toast({ message: refusalOf(failure) ?? 'It was not closed.', kind: 'refused' }),
    }),
  )
  return (
    <Line
      about={
        <Row gap="tight">
          <strong>{team.name}</strong>
          <Chip>{team.prefix}</Chip>
          <JointMark product={has('product')} engineering={has('engineering')} />
        </Row>
      }
      detail={[team.purpose, leads.length > 0 && `Led by ${leads.join(' and ')}`].filter(Boolean).join(' · ')}
      acts={
        <>
          <AvatarGroup people={members} most={6} />
          {mayEdit && (
            <Menu
              trigger={<IconButton small label={`What to do with ${team.name}`} icon={<IconDots size={16} />} />}
              items={[
                { label: 'Change the team', run: onEdit },
                ...(mayClose
                  ? [
                      {
                        label: 'Close the team',
                        detail: 'What it did stays.',
                        danger: true,
                        run: () => close.mutate({ id: team.id }),
                      },
                    ]
                  : []),
              ]}
            />
          )}
        </>
      }
    />
  )
}

const prefixOf = (name: string) =>
  name
    .normalize('NFKD')
    .replace(/[^a-zA-Z]/g, '')
    .slice(0, 3)
    .toUpperCase()

function TeamForm({ team, close }: { team: Team | undefined; close: () => void }) {
  const [name, setName] = useState(team?.name ?? '')
  const [prefix, setPrefix] = useState<string>()
  const [purpose, setPurpose] = useState(team?.purpose ?? '')
  const [memberIds, setMembers] = useState<MemberId[]>(team?.memberIds ?? [])
  const [leadIds, setLeads] = useState<MemberId[]>(team?.leadIds ?? [])
  const edit = useMutation(people.editTeam.mutationOptions())
  const create = useMutation(people.createTeam.mutationOptions())
  const save = useMutation({
    mutationFn: async () => {
      const id =
        team?.id ??
        (
          await create.mutateAsync({
            name,
            prefix: prefix ?? prefixOf(name),
            purpose,
            memberIds: [...memberIds, ...leadIds],
          })
        ).id
      if (team || leadIds.length > 0) await edit.mutateAsync({ id, name, purpose, memberIds, leadIds })
    },
    onSuccess: async () => {
      await refresh()
      toast({ message: team ? `${name} is saved.` : `${name} is formed.` })
      close()
    },
  })
  const wrong = fieldErrors(save.error)
  const isPrefixTaken = refusalCode(save.error) === 'PREFIX_TAKEN'
  const isBelowAField = isPrefixTaken || Object.keys(wrong).length > 0
  return (
    <Dialog open onClose={close} title={team ? team.name : 'Form a team'}>
      <Form
        submit={team ? 'Save' : 'Form the team'}
        busy={save.isPending}
        refusal={isBelowAField ? undefined : refusalOf(save.error)}
        cancel={{ label: 'Cancel', run: close }}
        onSubmit={() => save.mutate()}
      >
        <TextField label="Name" value={name} onChange={setName} error={wrong.name} required />
        {!team && (
          <TextField
            label="Prefix"
            hint="Begins the keys of its work, as in WEB-12. It stays."
            maxLength={6}
            value={prefix ?? prefixOf(name)}
            onChange={(next) => setPrefix(next.toUpperCase())}
            error={isPrefixTaken ? refusalOf(save.error) : wrong.prefix}
            required
          />
        )}
        <TextArea
          label="What it is for"
          minRows={2}
          maxLength={500}
          value={purpose}
          onChange={setPurpose}
          error={wrong.purpose}
        />
        <PeoplePicker label="Members" hint="Best of both sides." value={memberIds} onChange={setMembers} />
        <PeoplePicker
          label="Leads"
          hint="One of each side decides on capacity and the debt reserve."
          value={leadIds}
          onChange={setLeads}
          max={20}
        />
      </Form>
    </Dialog>
  )
}
