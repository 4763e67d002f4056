import { IconBellOff, IconDots } from '@tabler/icons-react'
import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { When } from '#commons/people/ui/embeds.tsx'
import { Aside, Button, Chip, Dialog, IconButton, LoadingState, Menu, Panel, toast } from '#design/index.ts'
import { queryClient } from '#platform/client/query-client.ts'
import { refusalOf } from '#platform/client/refusals.ts'

import type { Alert, AlertCrossing } from '../alerts/contract.ts'
import type { Metric } from '../contract.ts'
import { AlertDialog } from './alert-dialog.tsx'
import { metricAlerts } from './api.ts'
import { dayInWords, figureOf } from './words.ts'

import css from './metrics.module.css'

const refresh = () => void queryClient.invalidateQueries({ queryKey: metricAlerts.key() })
const says = (error: unknown) => toast({ message: refusalOf(error) ?? '', kind: 'refused' })
const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000)

type Watched = Pick<Alert, 'watches' | 'bound'>

const watchedInWords = ({ watches, bound }: Watched, metric: Metric) =>
  watches === 'unusual'
    ? 'Unusual beside its own past, weekday by weekday'
    : `${watches === 'above' ? 'Above' : 'Below'} ${figureOf(bound ?? 0, metric)}`

/** The alerts of a metric: set, put to sleep, taken away, and when they were crossed. */
export function AlertsPanel({ metric, mayEdit }: { metric: Metric; mayEdit: boolean }) {
  const [isAdding, setAdding] = useState(false)
  const [secretOf, setSecretOf] = useState<Alert>()
  const { data } = useQuery(metricAlerts.of.queryOptions({ input: { key: metric.key } }))
  return (
    <Panel
      title="Alerts"
      plain
      actions={
        mayEdit && (
          <Button small onClick={() => setAdding(true)}>
            Set an alert
          </Button>
        )
      }
    >
      {data === undefined ? (
        <LoadingState like="text" rows={2} />
      ) : data.length === 0 ? (
        <Aside>
          Nobody is told when it leaves what is expected. An alert tells once when it does, and again only after it came
          back.
        </Aside>
      ) : (
        <ul className={css.alerts}>
          {data.map((alert) => (
            <AlertRow key={alert.id} alert={alert} metric={metric} mayEdit={mayEdit} onSecret={setSecretOf} />
          ))}
        </ul>
      )}
      <Crossings metric={metric} />
      {isAdding && <AlertDialog metric={metric} onClose={() => setAdding(false)} />}
      {secretOf && <SecretDialog alert={secretOf} onClose={() => setSecretOf(undefined)} />}
    </Panel>
  )
}

type RowProps = { alert: Alert; metric: Metric; mayEdit: boolean; onSecret: (alert: Alert) => void }

function AlertRow({ alert, metric, mayEdit, onSecret }: RowProps) {
  const { id, snoozedUntil, webhookHost, memberIds, isCrossed } = alert
  const snooze = useMutation(metricAlerts.snooze.mutationOptions({ onSuccess: refresh, onError: says }))
  const remove = useMutation(
    metricAlerts.remove.mutationOptions({
      onSuccess: () => (refresh(), toast({ message: 'The alert is gone. Its crossings stay.' })),
      onError: says,
    }),
  )
  const [now] = useState(() => new Date())
  const sleeps = snoozedUntil !== null && snoozedUntil > now
  return (
    <li>
      <span className={css.alertWords}>
        <b>{watchedInWords(alert, metric)}</b>
        {isCrossed && <Chip tone="amber">Crossed now</Chip>}
        {sleeps && (
          <Chip icon={<IconBellOff size={13} />}>
            sleeps until <When at={snoozedUntil} />
          </Chip>
        )}
        <span className={css.when}>
          Tells owners and watchers
          {memberIds.length > 0 && `, ${memberIds.length} more`}
          {webhookHost && `, and ${webhookHost}`}
        </span>
      </span>
      {mayEdit && (
        <Menu
          align="end"
          trigger={<IconButton small label="What can be done with the alert" icon={<IconDots size={15} />} />}
          items={[
            ...(sleeps
              ? [{ label: 'Wake it', run: () => snooze.mutate({ id, until: null }) }]
              : [
                  { label: 'Let it sleep for a day', run: () => snooze.mutate({ id, until: inHours(24) }) },
                  { label: 'Let it sleep for a week', run: () => snooze.mutate({ id, until: inHours(168) }) },
                ]),
            ...(webhookHost ? [{ label: 'Show the secret that signs its messages', run: () => onSecret(alert) }] : []),
            'line',
            { label: 'Take it away', danger: true, run: () => remove.mutate({ id }) },
          ]}
        />
      )}
    </li>
  )
}

function Crossings({ metric }: { metric: Metric }) {
  const list = useInfiniteQuery(
    metricAlerts.crossings.infiniteOptions({
      input: (after: string | undefined) => ({ key: metric.key, limit: 10, ...(after ? { after } : {}) }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (last) => last.next,
    }),
  )
  const shown = list.data?.pages.flatMap((page) => page.items) ?? []
  if (shown.length === 0) return null
  return (
    <>
      <h3 className={css.small}>When it was crossed</h3>
      <ul className={css.crossings}>
        {shown.map((crossing) => (
          <li key={crossing.id}>
            <span>{dayInWords(crossing.day)}</span>
            <b>{figureOf(crossing.value, metric)}</b>
            <span>{reasonOf(crossing, metric)}</span>
            <span className={css.when}>
              {crossing.backOn ? `back on ${dayInWords(crossing.backOn)}` : 'not back yet'}
              {crossing.wasSnoozed && ', told nobody'}
            </span>
          </li>
        ))}
      </ul>
      {list.hasNextPage && (
        <Button small kind="quiet" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          Show more
        </Button>
      )}
    </>
  )
}

const reasonOf = (crossing: AlertCrossing, metric: Metric) =>
  crossing.usual
    ? `${figureOf(crossing.usual.low, metric)} to ${figureOf(crossing.usual.high, metric)} would have been usual`
    : watchedInWords(crossing, metric).toLowerCase()

function SecretDialog({ alert, onClose }: { alert: Alert; onClose: () => void }) {
  const { data } = useQuery(metricAlerts.secret.queryOptions({ input: { id: alert.id } }))
  return (
    <Dialog open onClose={onClose} title={`Messages to ${alert.webhookHost}`}>
      <p>
        Each message carries the header <code>x-throughline-signature</code>: <code>sha256=</code> and the HMAC-SHA-256
        of its body under this secret. The header <code>x-throughline-id</code> stays the same when a message is sent
        again.
      </p>
      {data ? <pre className={css.code}>{data.secret}</pre> : <LoadingState like="text" rows={1} />}
    </Dialog>
  )
}
