import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import {
  Button,
  Chip,
  Dialog,
  EmptyState,
  ErrorState,
  FieldRow,
  Form,
  LoadingState,
  NumberField,
  Panel,
  Row,
  SelectField,
  Stack,
  TextField,
  toast,
} from '#design/index.ts'
import type { Role } from '#platform/auth/identity.ts'
import { queryClient } from '#platform/client/query-client.ts'
import { fieldErrors, refusalOf } from '#platform/client/refusals.ts'

import type { Discipline, TeamId } from '../contract.ts'
import type { Invite } from '../invites/contract.ts'
import { invites } from './api.ts'
import { TeamPicker } from './embeds.tsx'
import { usePeople, useTeams } from './everyone.ts'
import { Line, Lines, Secret } from './lines.tsx'
import { When } from './when.tsx'
import { DISCIPLINE_CHOICES, disciplineWord, ROLE_CHOICES, roleWord } from './words.ts'

const refresh = () => queryClient.invalidateQueries({ queryKey: invites.list.key() })

export function InvitesPanel({ onInvite }: { onInvite: () => void }) {
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    invites.list.infiniteOptions({
      input: (after: string | undefined) => (after ? { after } : {}),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.next,
    }),
  )
  const all = data?.pages.flatMap((page) => page.items)
  if (error)
    return <ErrorState message={refusalOf(error) ?? 'The invites could not be read.'} onRetry={() => void refetch()} />
  if (!all) return <LoadingState like="list" rows={3} />
  if (all.length === 0)
    return (
      <EmptyState
        title="Nobody was invited yet"
        brings="Make a link for one person or for a whole team, with the role, discipline and team that they begin with. It works without any mail server."
        start={
          <Button kind="primary" onClick={onInvite}>
            Invite people
          </Button>
        }
      />
    )
  return (
    <Panel>
      <Lines label="Invites">
        {all.map((invite) => (
          <InviteLine key={invite.id} invite={invite} />
        ))}
      </Lines>
      {hasNextPage && (
        <Button small busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Show more
        </Button>
      )}
    </Panel>
  )
}

function InviteLine({ invite }: { invite: Invite }) {
  const { byId } = usePeople()
  const teams = useTeams()
  const revoke = useMutation(
    invites.revoke.mutationOptions({
      onSuccess: async () => {
        await refresh()
        toast({ message: 'The link opens nothing any more.' })
      },
      onError: (failure) => toast({ message: refusalOf(failure) ?? 'It was not taken back.', kind: 'refused' }),
    }),
  )
  const about = [
    roleWord(invite.role),
    invite.discipline && disciplineWord(invite.discipline),
    invite.teamId && teams.byId.get(invite.teamId)?.name,
  ].filter(Boolean)
  const uses =
    invite.usesLeft === null
      ? 'any number of people'
      : invite.usesLeft === 1
        ? 'one person'
        : `${invite.usesLeft} people`
  return (
    <Line
      about={
        <Row gap="tight">
          <span>{invite.email ?? 'Open link'}</span>
          <Chip tone={invite.state === 'open' ? 'accent' : 'plain'}>{invite.state}</Chip>
        </Row>
      }
      detail={
        <>
          {about.join(' · ')}
          {invite.state === 'open' && ` · for ${uses}, until ${invite.expiresAt.toLocaleDateString()}`} · made by{' '}
          {byId.get(invite.createdBy)?.name ?? 'somebody'} <When at={invite.createdAt} />
        </>
      }
      acts={
        invite.state === 'open' && (
          <Button small busy={revoke.isPending} onClick={() => revoke.mutate({ id: invite.id })}>
            Take back
          </Button>
        )
      }
    />
  )
}

const LETTER_WORDS = {
  sent: 'A letter with this link is on its way too.',
  kept: 'This server sends no letters. Hand the link on yourself; it is also kept under Settings, Mail.',
  'not sent': 'The letter could not be sent. Hand the link on yourself.',
}

/** Asks for what a newcomer begins with, then shows the link once. */
export function MakeInvite({ close }: { close: () => void }) {
  const [role, setRole] = useState<Role>('member')
  const [discipline, setDiscipline] = useState<Discipline>()
  const [teamId, setTeamId] = useState<TeamId>()
  const [email, setEmail] = useState('')
  const [days, setDays] = useState<number | undefined>(14)
  const [uses, setUses] = useState<number | undefined>(1)
  const make = useMutation(invites.create.mutationOptions({ onSuccess: refresh }))
  const wrong = fieldErrors(make.error)

  if (make.data)
    return (
      <Dialog open onClose={close} title="Hand on this link" size="small">
        <Stack>
          <p>
            {make.data.letter ? LETTER_WORDS[make.data.letter] : 'Whoever opens it can join. It is not shown again.'}
          </p>
          <Secret text={make.data.link} label="The link of the invite" />
          <Row>
            <Button kind="primary" onClick={close}>
              Done
            </Button>
          </Row>
        </Stack>
      </Dialog>
    )
  return (
    <Dialog open onClose={close} title="Invite people">
      <Form
        submit="Make the link"
        busy={make.isPending}
        refusal={Object.keys(wrong).length > 0 ? undefined : refusalOf(make.error)}
        cancel={{ label: 'Cancel', run: close }}
        onSubmit={() =>
          make.mutate({
            role,
            uses: email ? 1 : (uses ?? null),
            ...(days === undefined ? {} : { expiresInDays: days }),
            ...(discipline ? { discipline } : {}),
            ...(teamId ? { teamId } : {}),
            ...(email ? { email } : {}),
          })
        }
      >
        <SelectField label="Role" choices={ROLE_CHOICES} value={role} onChange={setRole} />
        <FieldRow>
          <SelectField
            label="Discipline"
            hint="Left open, they choose themselves."
            choices={DISCIPLINE_CHOICES}
            value={discipline}
            onChange={setDiscipline}
            onClear={() => setDiscipline(undefined)}
          />
          <TeamPicker label="Team" hint="They join it at once." value={teamId} onChange={setTeamId} />
        </FieldRow>
        <TextField
          label="E-mail"
          type="email"
          hint="Optional. They get the link by letter, and may then come in with your sign-in provider too."
          value={email}
          onChange={setEmail}
          error={wrong.email}
        />
        <FieldRow>
          <NumberField
            label="Works for"
            unit="days"
            min={1}
            max={90}
            value={days}
            onChange={setDays}
            error={wrong.expiresInDays}
          />
          {!email && (
            <NumberField
              label="For how many people"
              hint="Empty is any number."
              min={1}
              max={500}
              value={uses}
              onChange={setUses}
              error={wrong.uses}
            />
          )}
        </FieldRow>
      </Form>
    </Dialog>
  )
}
