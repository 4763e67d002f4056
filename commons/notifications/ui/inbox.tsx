import { IconArchive, IconArrowBackUp, IconClock } from '@tabler/icons-react'
import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { type ReactNode, useEffect, useRef, useState } from 'react'

import { PersonMark, usePeople, When } from '#commons/people/ui/embeds.tsx'
import { pathOf, RecordIcon } from '#commons/records/ui/embeds.tsx'
import {
  Button,
  EmptyState,
  ErrorState,
  IconButton,
  LoadingState,
  Page,
  PageHead,
  Pictures,
  Tabs,
  toast,
  VirtualList,
} from '#design/index.ts'
import { useGo, useUrlQuery } from '#platform/client/navigation.tsx'
import { queryClient } from '#platform/client/query-client.ts'
import { refusalOf } from '#platform/client/refusals.ts'

import type { Notification, View } from '../contract.ts'
import { notifications } from './api.ts'
import { SnoozeDialog } from './snooze-dialog.tsx'

import css from './inbox.module.css'

const VIEWS: { value: View; label: string }[] = [
  { value: 'inbox', label: 'Inbox' },
  { value: 'unread', label: 'Unread' },
  { value: 'snoozed', label: 'Snoozed' },
  { value: 'archived', label: 'Archived' },
]

const EMPTY: Record<View, { title: string; brings: string }> = {
  inbox: {
    title: 'Nothing waits for you',
    brings: 'When somebody mentions you, answers you or changes what you watch, you read it here.',
  },
  unread: { title: 'All read', brings: 'What you have not seen yet would stand here.' },
  snoozed: { title: 'Nothing is snoozed', brings: 'Press H on a notification, and it returns when you want it.' },
  archived: { title: 'Nothing is archived', brings: 'Press E on a notification that is done, and it is kept here.' },
}

const keyOf = (item: Notification) => item.id

/** What you were told: read, archived or put off with one key each. */
export default function Inbox() {
  const [query, setQuery] = useUrlQuery()
  const view = VIEWS.find(({ value }) => value === query.view)?.value ?? 'inbox'
  const go = useGo()
  const list = useInfiniteQuery(
    notifications.list.infiniteOptions({
      input: (after: string | undefined) => ({ view, limit: 50, ...(after ? { after } : {}) }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.next,
    }),
  )
  const [snoozing, setSnoozing] = useState<Notification[]>()
  const { act, markAllRead } = useActs()
  const frame = useRef<HTMLDivElement>(null)
  const items = list.data?.pages.flatMap((page) => page.items)
  const hasItems = (items?.length ?? 0) > 0

  useEffect(() => {
    // So that j, k and the letters act at once; never takes the focus from somebody who is somewhere else.
    if (hasItems && document.activeElement === document.body) {
      frame.current?.querySelector<HTMLElement>('[role="grid"]')?.focus()
    }
  }, [hasItems, view])

  const open = (item: Notification) => {
    if (!item.readAt) void act([item], 'read')
    if (item.record) go(pathOf(item.record))
  }
  const toggleRead = (all: Notification[]) => void act(all, all.every(({ readAt }) => readAt) ? 'unread' : 'read')
  const archiveOrBack = view === 'archived' ? ('back' as const) : ('archive' as const)

  return (
    <Page width="narrow">
      <PageHead
        title="Inbox"
        purpose="What others want you to know, until you are done with it."
        actions={
          view !== 'archived' &&
          items?.some(({ readAt }) => !readAt) && (
            <Button small busy={markAllRead.isPending} onClick={() => markAllRead.mutate({})}>
              Mark all read
            </Button>
          )
        }
      />
      <Tabs
        label="Which notifications"
        tabs={VIEWS}
        value={view}
        onChange={(next) => setQuery({ view: next === 'inbox' ? undefined : next })}
      >
        {list.error && !items ? (
          <ErrorState message={refusalOf(list.error) ?? ''} onRetry={() => void list.refetch()} />
        ) : !items ? (
          <LoadingState like="list" />
        ) : items.length === 0 ? (
          <EmptyState
            {...EMPTY[view]}
            picture={<Pictures.Notes />}
            start={view === 'inbox' && <Button href="/settings/notifications">Choose what reaches you</Button>}
          />
        ) : (
          <div ref={frame} className={css.list}>
            <VirtualList
              label="Notifications"
              items={items}
              keyOf={keyOf}
              rowHeight={64}
              onOpen={open}
              onEnd={() => list.hasNextPage && void list.fetchNextPage()}
              loadingMore={list.isFetchingNextPage}
              commands={[
                {
                  key: 'e',
                  label: view === 'archived' ? 'Back to the inbox' : 'Archive',
                  run: (all) => void act(all, archiveOrBack),
                },
                { key: 'h', label: 'Snooze', run: setSnoozing },
                { key: 'u', label: 'Read or unread', run: toggleRead },
              ]}
              renderItem={(item) => (
                <Row
                  item={item}
                  buttons={
                    <>
                      <IconButton
                        small
                        label="Snooze"
                        icon={<IconClock size={16} />}
                        onClick={() => setSnoozing([item])}
                      />
                      <IconButton
                        small
                        label={view === 'archived' ? 'Back to the inbox' : 'Archive'}
                        icon={view === 'archived' ? <IconArrowBackUp size={16} /> : <IconArchive size={16} />}
                        onClick={() => void act([item], archiveOrBack)}
                      />
                    </>
                  }
                />
              )}
            />
          </div>
        )}
      </Tabs>
      {snoozing && (
        <SnoozeDialog
          count={snoozing.length}
          onClose={() => setSnoozing(undefined)}
          onSnooze={(until) => {
            void act(snoozing, 'snooze', until)
            setSnoozing(undefined)
          }}
        />
      )}
    </Page>
  )
}

function Row({ item, buttons }: { item: Notification; buttons: ReactNode }) {
  const { byId } = usePeople()
  const name = item.by ? (byId.get(item.by)?.name ?? 'Somebody') : undefined
  return (
    <div className={css.row} data-unread={!item.readAt || undefined}>
      <span className={css.dot}>{!item.readAt && <span className="said-only">Unread</span>}</span>
      <PersonMark id={item.by} size={28} named={false} />
      <div className={css.words}>
        <p className={css.text}>
          {name && <strong>{name}</strong>} {item.text}
        </p>
        <p className={css.meta}>
          {item.record && (
            <>
              <RecordIcon type={item.record.type} size={13} />
              <span>
                {item.record.key} {item.record.state}
              </span>
              <span aria-hidden="true">·</span>
            </>
          )}
          {item.snoozedUntil && item.snoozedUntil > item.at ? (
            <>
              returns <When at={item.snoozedUntil} />
            </>
          ) : (
            <When at={item.at} />
          )}
        </p>
      </div>
      <div className={css.buttons}>{buttons}</div>
    </div>
  )
}

type Act = 'read' | 'unread' | 'archive' | 'back' | 'snooze'

const refreshed = () => {
  void queryClient.invalidateQueries({ queryKey: notifications.list.key() })
  void queryClient.invalidateQueries({ queryKey: notifications.count.key() })
}

const SAID: Partial<Record<Act, string>> = { archive: 'Archived.', back: 'Back in the inbox.', snooze: 'Snoozed.' }

/** Everything that is done with notifications, one or many at once, and undone. */
function useActs() {
  const one = async ({ id }: Notification, act: Act, until?: Date) => {
    if (act === 'read' || act === 'unread') await notifications.markRead.call({ id, read: act === 'read' })
    if (act === 'archive') await notifications.archive.call({ id })
    if (act === 'back') await notifications.unarchive.call({ id })
    if (act === 'snooze' && until) await notifications.snooze.call({ id, until })
  }
  const undone: Partial<Record<Act, Act>> = { archive: 'back', back: 'archive', snooze: 'back' }
  const act = async (items: Notification[], what: Act, until?: Date) => {
    showAtOnce(items, what)
    try {
      await Promise.all(items.map((item) => one(item, what, until)))
      const reverse = undone[what]
      const message = SAID[what]
      if (message && reverse) toast({ message, undo: () => void act(items, reverse) })
    } catch (error) {
      toast({ message: refusalOf(error) ?? '', kind: 'refused' })
    }
    refreshed()
  }
  const markAllRead = useMutation(notifications.markAllRead.mutationOptions({ onSettled: refreshed }))
  return { act, markAllRead }
}

type Pages = { pages: { items: Notification[] }[] }

/** What leaves the view leaves it at once; what is read looks read. */
function showAtOnce(items: Notification[], what: Act) {
  const ids = new Set(items.map(({ id }) => id))
  queryClient.setQueriesData<Pages>({ queryKey: notifications.list.key({ type: 'infinite' }) }, (cached) => {
    if (!cached) return cached
    return {
      ...cached,
      pages: cached.pages.map((page) => ({
        ...page,
        items:
          what === 'read' || what === 'unread'
            ? page.items.map((item) =>
                ids.has(item.id) ? { ...item, readAt: what === 'read' ? new Date() : null } : item,
              )
            : page.items.filter((item) => !ids.has(item.id)),
      })),
    }
  })
}
