import { IconDeviceTv, IconDots, IconPlus, IconShare } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { HistoryStream } from '#commons/history/ui/embeds.tsx'
import { useMe } from '#commons/people/ui/embeds.tsx'
import {
  Button,
  EmptyState,
  ErrorState,
  IconButton,
  InlineEdit,
  LoadingState,
  Menu,
  Page,
  PageHead,
  Pictures,
  Stack,
  toast,
} from '#design/index.ts'
import { isAtLeast } from '#platform/auth/identity.ts'
import { useKey } from '#platform/client/keys.ts'
import { useGo, usePathParam, useUrlQuery } from '#platform/client/navigation.tsx'
import { queryClient } from '#platform/client/query-client.ts'
import { fieldErrors, refusalOf } from '#platform/client/refusals.ts'

import type { Dashboard, ShownTile, Tile } from '../contract.ts'
import { dashboards } from './api.ts'
import { Board } from './board.tsx'
import { ShareDialog } from './share-dialog.tsx'
import { TileDialog } from './tile-dialog.tsx'

import css from './dashboards.module.css'

/** One dashboard: seen by all, arranged by members. */
export default function DashboardPage() {
  const key = usePathParam('key')
  const one = useQuery(dashboards.get.queryOptions({ input: { key } }))
  const contents = useQuery(dashboards.contents.queryOptions({ input: { key } }))
  const error = one.error ?? contents.error
  if (one.data && contents.data) return <Shown dashboard={one.data} contents={contents.data} />
  if (error)
    return (
      <Page>
        <ErrorState
          title="This dashboard is not here"
          message={refusalOf(error) ?? ''}
          onRetry={() => void Promise.all([one.refetch(), contents.refetch()])}
        />
      </Page>
    )
  return <LoadingState like="cards" />
}

const refresh = () => void queryClient.invalidateQueries({ queryKey: dashboards.key() })
const says = (error: unknown) => toast({ message: refusalOf(error) ?? '', kind: 'refused' })

function Shown({ dashboard, contents }: { dashboard: Dashboard; contents: ShownTile[] }) {
  const me = useMe()
  const go = useGo()
  const [query, setQuery] = useUrlQuery()
  const [draft, setDraft] = useState<Tile[]>()
  const [edited, setEdited] = useState<Tile>()
  const [isSharing, setSharing] = useState(false)
  const { key, title, tiles, editedAt, state, digestIsMine } = dashboard
  const isInUse = state === 'in use'
  const mayChange = me !== undefined && isAtLeast(me.role, 'member') && isInUse
  const rename = useMutation(dashboards.rename.mutationOptions({ onSuccess: refresh }))
  const arrange = useMutation(dashboards.arrange.mutationOptions({ onError: says }))
  const sendMe = useMutation(
    dashboards.sendMe.mutationOptions({
      onSuccess: ({ digestIsMine: mine }) => {
        refresh()
        toast({ message: mine ? 'It comes to you each Monday at eight.' : 'It comes to you no longer.' })
      },
      onError: says,
    }),
  )

  const put = (next: Tile[], then: () => void) =>
    arrange.mutate({ key, tiles: next, seenAt: editedAt }, { onSuccess: () => (refresh(), then()) })
  const begin = () => setDraft(tiles)
  const finish = () => draft && put(draft, () => setDraft(undefined))
  const add = () => setQuery({ add: 'yes' })
  const present = () => go('/dashboards-shown', { query: { of: key } })
  useKey('a', 'Add a tile', add, mayChange)
  useKey('o', 'Arrange and rename', begin, mayChange && !draft && tiles.length > 0)
  useKey('f', 'Show it on a full screen', present, tiles.length > 0)

  const byId = new Map(contents.map((shown) => [shown.tile.id, shown.content]))
  const shown = (draft ?? contents.map(({ tile }) => tile)).flatMap((tile) => {
    const content = byId.get(tile.id)
    return content ? [{ tile, content }] : []
  })

  return (
    <Page width="full">
      <PageHead
        title={title}
        above={
          mayChange &&
          draft && (
            <RenameField
              title={title}
              rename={(next) => rename.mutate({ key, title: next })}
              error={fieldErrors(rename.error).title ?? refusalOf(rename.error)}
            />
          )
        }
        purpose={isInUse ? 'Both sides see the same.' : 'It is out of use. Its links open no more.'}
        actions={
          draft ? (
            <>
              <Button onClick={() => setDraft(undefined)}>Cancel</Button>
              <Button kind="primary" busy={arrange.isPending} onClick={finish}>
                Keep this arrangement
              </Button>
            </>
          ) : (
            <>
              {tiles.length > 0 && (
                <Button icon={<IconDeviceTv size={16} />} keyHint="f" onClick={present}>
                  Full screen
                </Button>
              )}
              {mayChange && (
                <Button icon={<IconShare size={16} />} onClick={() => setSharing(true)}>
                  Share
                </Button>
              )}
              {mayChange && (
                <Button kind="primary" keyHint="a" icon={<IconPlus size={16} />} onClick={add}>
                  Add a tile
                </Button>
              )}
              <More
                dashboard={dashboard}
                mayChange={me !== undefined && isAtLeast(me.role, 'member')}
                onArrange={begin}
                onDigest={() => sendMe.mutate({ key, wanted: !digestIsMine })}
              />
            </>
          )
        }
      />
      <Stack gap="wide">
        {shown.length > 0 ? (
          <Board tiles={shown} linked arranging={draft && { onArrange: setDraft, onEdit: setEdited }} />
        ) : (
          <EmptyState
            title="Nothing on it yet"
            brings="Begin with the one figure that everyone should know, then its chart beside it, then the key results that it serves."
            picture={<Pictures.Chart />}
            start={
              mayChange &&
              !draft && (
                <Button kind="primary" keyHint="a" icon={<IconPlus size={16} />} onClick={add}>
                  Add a tile
                </Button>
              )
            }
          />
        )}
        <HistoryStream recordId={dashboard.id} />
      </Stack>
      {(edited ?? (query.add && mayChange)) && (
        <TileDialog
          {...(edited ? { tile: edited } : {})}
          onClose={() => (setEdited(undefined), setQuery({ add: undefined }))}
          onDone={(tile) => {
            const now = draft ?? tiles
            const next = edited ? now.map((one) => (one.id === tile.id ? tile : one)) : [...now, tile]
            put(next, () => {
              if (draft) setDraft(next)
              setEdited(undefined)
              setQuery({ add: undefined })
            })
          }}
        />
      )}
      {isSharing && <ShareDialog dashboardKey={key} onClose={() => setSharing(false)} />}
    </Page>
  )
}

function RenameField({
  title,
  rename,
  error,
}: {
  title: string
  rename: (title: string) => void
  error: string | undefined
}) {
  return (
    <span className={css.rename}>
      <span className={css.soft}>Title, press it to change it:</span>
      <InlineEdit value={title} label="Title of the dashboard" onSave={rename} error={error} maxLength={120} />
    </span>
  )
}

type MoreProps = { dashboard: Dashboard; mayChange: boolean; onArrange: () => void; onDigest: () => void }

function More({ dashboard, mayChange, onArrange, onDigest }: MoreProps) {
  const { key, title, state, digestIsMine, tiles } = dashboard
  const bringBack = useMutation(
    dashboards.bringBack.mutationOptions({
      onSuccess: () => (refresh(), toast({ message: `${title} is in use again.` })),
    }),
  )
  const retire = useMutation(
    dashboards.retire.mutationOptions({
      onSuccess: () => {
        refresh()
        toast({ message: `${title} is out of use.`, undo: () => bringBack.mutate({ key }) })
      },
    }),
  )
  const isInUse = state === 'in use'
  return (
    <Menu
      align="end"
      trigger={<IconButton label="What else can be done" icon={<IconDots size={16} />} />}
      items={[
        {
          label: 'Weekly digest',
          detail: 'Its figures come to you each Monday at eight, by mail and in your inbox.',
          checked: digestIsMine,
          run: onDigest,
        },
        ...(mayChange && isInUse
          ? [
              { label: 'Arrange and rename', keyHint: 'o', run: onArrange, disabled: tiles.length === 0 },
              'line' as const,
              { label: 'Take out of use', detail: 'Its links open no more.', run: () => retire.mutate({ key }) },
            ]
          : []),
        ...(mayChange && !isInUse ? [{ label: 'Take into use again', run: () => bringBack.mutate({ key }) }] : []),
      ]}
    />
  )
}
