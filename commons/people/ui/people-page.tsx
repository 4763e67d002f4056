import { IconDots, IconSearch } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import {
  Avatar,
  Button,
  Chip,
  Dialog,
  Form,
  IconButton,
  LoadingState,
  Menu,
  NothingFits,
  Panel,
  SelectField,
  SideMark,
  Stack,
  Tabs,
  TextField,
  toast,
} from '#design/index.ts'
import type { Role } from '#platform/auth/identity.ts'
import { useUrlQuery } from '#platform/client/navigation.tsx'
import { queryClient } from '#platform/client/query-client.ts'
import { refusalOf } from '#platform/client/refusals.ts'

import type { Discipline, Person } from '../contract.ts'
import { people } from './api.ts'
import { useMe, usePeople } from './everyone.ts'
import { InvitesPanel, MakeInvite } from './invites-panel.tsx'
import { Line, Lines } from './lines.tsx'
import { SettingsFrame } from './settings-frame.tsx'
import { SidesPanel } from './sides-panel.tsx'
import { DISCIPLINE_CHOICES, disciplineWord, ROLE_CHOICES, roleWord } from './words.ts'

import css from './lines.module.css'

type View = 'members' | 'invites' | 'sides'

export default function PeoplePage() {
  const me = useMe()
  const [{ view, invite }, setQuery] = useUrlQuery()
  const isAdmin = me?.role === 'admin'
  const shown: View = view === 'sides' || (view === 'invites' && isAdmin) ? view : 'members'
  const tabs = [
    { value: 'members' as const, label: 'Members' },
    ...(isAdmin ? [{ value: 'invites' as const, label: 'Invites' }] : []),
    { value: 'sides' as const, label: 'Disciplines and sides' },
  ]
  return (
    <SettingsFrame
      title="People"
      purpose="Who is here, what each may do, and on which side of the table they sit."
      actions={
        isAdmin && (
          <Button kind="primary" onClick={() => setQuery({ invite: 'new' })}>
            Invite people
          </Button>
        )
      }
    >
      <Tabs<View> label="People" tabs={tabs} value={shown} onChange={(next) => setQuery({ view: next })}>
        {shown === 'members' && <Members isAdmin={isAdmin} />}
        {shown === 'invites' && <InvitesPanel onInvite={() => setQuery({ invite: 'new' })} />}
        {shown === 'sides' && <SidesPanel isAdmin={isAdmin} />}
      </Tabs>
      {invite === 'new' && isAdmin && <MakeInvite close={() => setQuery({ invite: undefined })} />}
    </SettingsFrame>
  )
}

function Members({ isAdmin }: { isAdmin: boolean }) {
  const { all, byId, loaded } = usePeople()
  const [search, setSearch] = useState('')
  const [edited, setEdited] = useState<Person>()
  const [removed, setRemoved] = useState<Person>()
  if (!loaded) return <LoadingState like="list" />
  // Imported people stand here too: they are named in history, and an admin gives them a discipline.
  const present = [...byId.values()].filter((person) => !person.hasLeft && person.kind !== 'token')
  const fitting = present.filter((person) => person.name.toLowerCase().includes(search.trim().toLowerCase()))
  return (
    <Panel>
      <Stack>
        {present.length > 8 && (
          <TextField
            label="Find somebody"
            labelHidden
            placeholder="Find somebody"
            type="search"
            icon={<IconSearch size={16} />}
            value={search}
            onChange={setSearch}
          />
        )}
        {fitting.length === 0 ? (
          <NothingFits what="Nobody of that name." onClear={() => setSearch('')} />
        ) : (
          <Lines label={`${all.length} members`}>
            {fitting.map((person) => (
              <Line
                key={person.id}
                about={<Avatar person={person} size={28} named />}
                detail={[person.title, disciplineWord(person.discipline), person.timeZone.replaceAll('_', ' ')]
                  .filter(Boolean)
                  .join(' · ')}
                acts={
                  <>
                    <span className={css.side}>{person.side && <SideMark side={person.side} word />}</span>
                    {person.kind === 'imported' ? (
                      <Chip>Imported, cannot sign in</Chip>
                    ) : (
                      <Chip>{roleWord(person.role)}</Chip>
                    )}
                    {isAdmin && (
                      <Menu
                        trigger={
                          <IconButton small label={`What to do with ${person.name}`} icon={<IconDots size={16} />} />
                        }
                        items={[
                          { label: 'Change role or discipline', run: () => setEdited(person) },
                          { label: 'End the membership', danger: true, run: () => setRemoved(person) },
                        ]}
                      />
                    )}
                  </>
                }
              />
            ))}
          </Lines>
        )}
      </Stack>
      {edited && <Assign person={edited} close={() => setEdited(undefined)} />}
      {removed && <Remove person={removed} close={() => setRemoved(undefined)} />}
    </Panel>
  )
}

const refresh = () =>
  Promise.all([
    queryClient.invalidateQueries({ queryKey: people.list.key() }),
    queryClient.invalidateQueries({ queryKey: people.me.key() }),
  ])

function Assign({ person, close }: { person: Person; close: () => void }) {
  const [role, setRole] = useState<Role>(person.role)
  const [discipline, setDiscipline] = useState<Discipline>(person.discipline)
  const assign = useMutation(
    people.assign.mutationOptions({
      onSuccess: async () => {
        await refresh()
        toast({ message: `${person.name} is saved.` })
        close()
      },
    }),
  )
  return (
    <Dialog open onClose={close} title={person.name} size="small">
      <Form
        submit="Save"
        busy={assign.isPending}
        disabled={role === person.role && discipline === person.discipline}
        refusal={refusalOf(assign.error)}
        cancel={{ label: 'Cancel', run: close }}
        onSubmit={() => assign.mutate({ id: person.id, role, discipline })}
      >
        <SelectField label="Role" choices={ROLE_CHOICES} value={role} onChange={setRole} />
        <SelectField
          label="Discipline"
          hint="The side follows from it."
          choices={DISCIPLINE_CHOICES}
          value={discipline}
          onChange={setDiscipline}
        />
      </Form>
    </Dialog>
  )
}

function Remove({ person, close }: { person: Person; close: () => void }) {
  const remove = useMutation(
    people.remove.mutationOptions({
      onSuccess: async () => {
        await refresh()
        toast({ message: `${person.name} is a member no longer.` })
        close()
      },
    }),
  )
  return (
    <Dialog open onClose={close} title={`End the membership of ${person.name}?`} size="small">
      <Form
        submit="End it"
        busy={remove.isPending}
        refusal={refusalOf(remove.error)}
        cancel={{ label: 'Keep', run: close }}
        onSubmit={() => remove.mutate({ id: person.id })}
      >
        <p>
          They are signed out of this workspace at once, and their personal tokens stop. What they wrote stays under
          their name. A new invite brings them back as the same person.
        </p>
      </Form>
    </Dialog>
  )
}
