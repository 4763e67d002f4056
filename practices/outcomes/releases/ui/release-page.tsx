import { IconDots, IconExternalLink } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { RecordPage } from '#commons/history/ui/embeds.tsx'
import { useMe, useTeams, When } from '#commons/people/ui/embeds.tsx'
import {
  Button,
  Chip,
  ErrorState,
  IconButton,
  Link,
  LoadingState,
  Menu,
  OwnerPair,
  Page,
  type Property,
  Stack,
} from '#design/index.ts'
import { isAtLeast } from '#platform/auth/identity.ts'
import { useKey } from '#platform/client/keys.ts'
import { usePathParam } from '#platform/client/navigation.tsx'
import { refusalOf } from '#platform/client/refusals.ts'
import { Slot } from '#platform/client/slots.tsx'
import { dayInWords } from '#practices/outcomes/metrics/ui/embeds.tsx'

import type { ReleaseDetail } from '../contract.ts'
import { releases } from './api.ts'
import { ContentsPanel } from './contents-panel.tsx'
import { EffectPanel } from './effect-panel.tsx'
import { useLeads } from './leads.ts'
import { NotesPanel } from './notes-panel.tsx'
import { ReleaseDialog } from './release-dialog.tsx'
import { ShipDialog, WithdrawDialog } from './ship-dialog.tsx'
import { STATE_WORDS } from './words.ts'

import css from './releases.module.css'

/** One release: what it should change, what it brings, and what came of it. */
export default function ReleasePage() {
  const key = usePathParam('key')
  const { data, error, refetch } = useQuery(releases.get.queryOptions({ input: { key } }))
  if (data) return <Shown release={data} />
  if (error)
    return (
      <Page>
        <ErrorState title="This release is not here" message={refusalOf(error) ?? ''} onRetry={() => void refetch()} />
      </Page>
    )
  return <LoadingState like="page" />
}

function Shown({ release }: { release: ReleaseDetail }) {
  const me = useMe()
  const leads = useLeads(release)
  const [isOpen, setOpen] = useState<'edit' | 'ship' | 'withdraw'>()
  const { id, key, title, state, stateGroup, recordVersion } = release
  const mayEdit = me !== undefined && isAtLeast(me.role, 'member')
  const isPlanned = state === 'planned'
  useKey('e', 'Change the release', () => setOpen('edit'), mayEdit)
  useKey('s', 'Ship it', () => setOpen('ship'), mayEdit && isPlanned)
  const close = () => setOpen(undefined)

  return (
    <RecordPage
      record={{ id, key, type: 'release', title, state, stateGroup, version: recordVersion }}
      state={
        <Chip tone={state === 'shipped' ? 'accent' : 'plain'}>
          {STATE_WORDS[state]}
          {release.shippedAt && state === 'shipped' && (
            <>
              {' '}
              <When at={release.shippedAt} />
            </>
          )}
        </Chip>
      }
      owners={<OwnerPair {...leads} named />}
      actions={
        mayEdit && (
          <>
            {isPlanned && (
              <Button small kind="primary" keyHint="s" onClick={() => setOpen('ship')}>
                Ship it
              </Button>
            )}
            <Menu
              trigger={<IconButton small label="What can be done" icon={<IconDots size={16} />} />}
              items={[
                { label: 'Change version, day or leads', keyHint: 'e', run: () => setOpen('edit') },
                {
                  label: 'Withdraw it',
                  danger: true,
                  disabled: state === 'withdrawn',
                  run: () => setOpen('withdraw'),
                },
              ]}
            />
          </>
        )
      }
      properties={usePropertiesOf(release)}
    >
      <Stack gap="wide">
        {release.withdrawnBecause && (
          <p className={css.withdrawn} role="note">
            <b>Withdrawn.</b> {release.withdrawnBecause}
          </p>
        )}
        <EffectPanel release={release} mayEdit={mayEdit} />
        <Slot name="release.review" releaseId={id} isShipped={release.shippedAt !== null} />
        <ContentsPanel release={release} mayEdit={mayEdit} />
        <NotesPanel release={release} mayEdit={mayEdit} />
      </Stack>
      {isOpen === 'edit' && <ReleaseDialog release={release} onClose={close} />}
      {isOpen === 'ship' && <ShipDialog release={release} onClose={close} />}
      {isOpen === 'withdraw' && <WithdrawDialog release={release} onClose={close} />}
    </RecordPage>
  )
}

function usePropertiesOf(release: ReleaseDetail): Property[] {
  const teams = useTeams()
  const timeZone = useMe()?.timeZone
  const { version, plannedOn, shippedAt, teamId, target, url, repository, tag } = release
  const none = 'None'
  return [
    { label: 'Version', value: version },
    { label: 'Planned for', value: plannedOn ? dayInWords(plannedOn) : none },
    ...(shippedAt
      ? [
          {
            label: 'Shipped',
            value: shippedAt.toLocaleString(undefined, { timeZone, dateStyle: 'medium', timeStyle: 'short' }),
          },
        ]
      : []),
    { label: 'Who gets it', value: target || 'Everyone' },
    { label: 'Team', value: (teamId && teams.byId.get(teamId)?.name) || none },
    ...(repository ? [{ label: 'Published', value: `${repository} ${tag ?? ''}` }] : []),
    ...(url
      ? [
          {
            label: 'Elsewhere',
            value: (
              <Link href={url}>
                Open <IconExternalLink size={13} />
              </Link>
            ),
          },
        ]
      : []),
  ]
}
