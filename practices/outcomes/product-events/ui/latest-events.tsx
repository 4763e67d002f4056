import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { When } from '#commons/people/ui/embeds.tsx'
import {
  Chip,
  Drawer,
  EmptyState,
  ErrorState,
  LoadingState,
  NothingFits,
  Pictures,
  PropertyList,
  Row,
  SelectField,
  Stack,
} from '#design/index.ts'
import { useUrlQuery } from '#platform/client/navigation.tsx'
import { refusalOf } from '#platform/client/refusals.ts'

import type { ArrivedEvent } from '../contract.ts'
import type { ProductProject } from '../projects/contract.ts'
import { productEvents } from './api.ts'

import css from './product-events.module.css'

const LOOK_MS = 3_000

/** The stream of events, newest first. `?event=` narrows it to one name. */
export function LatestEvents({ project }: { project: ProductProject }) {
  const [query, setQuery] = useUrlQuery()
  const [open, setOpen] = useState<ArrivedEvent>()
  const name = query.event
  const names = useQuery(productEvents.names.queryOptions({ input: { projectId: project.id } }))
  const { data, error, refetch } = useQuery(
    productEvents.latest.queryOptions({
      input: { projectId: project.id, limit: 100, ...(name ? { name } : {}) },
      refetchInterval: LOOK_MS,
    }),
  )
  if (error)
    return <ErrorState message={refusalOf(error) ?? 'The events could not be read.'} onRetry={() => void refetch()} />
  if (!data) return <LoadingState like="list" />
  if (data.length === 0 && !name)
    return (
      <EmptyState
        picture={<Pictures.Chart />}
        title="Nothing has arrived yet"
        brings="The first event shows here within a second of being sent. “How to send” has the lines to copy."
      />
    )
  return (
    <Stack>
      <Row>
        <SelectField
          label="Event"
          labelHidden
          placeholder="Every event"
          searchable
          choices={(names.data ?? []).map((one) => ({
            value: one.name,
            label: one.name,
            detail: one.count.toLocaleString(),
          }))}
          value={name}
          onChange={(value) => setQuery({ event: value })}
          onClear={() => setQuery({ event: undefined })}
        />
      </Row>
      {data.length === 0 ? (
        <NothingFits what={`No “${name}” has arrived.`} onClear={() => setQuery({ event: undefined })} />
      ) : (
        <div role="list" aria-label="Latest events">
          {data.map((event) => (
            <div role="listitem" key={event.id}>
              <button type="button" className={css.event} onClick={() => setOpen(event)}>
                <b>{event.name}</b>
                <span className={css.quiet}>{event.distinctId}</span>
                <span className={css.quiet}>{inOneLine(event)}</span>
                <span className={css.quiet}>
                  <When at={event.receivedAt} />
                </span>
              </button>
            </div>
          ))}
        </div>
      )}
      <Drawer open={open !== undefined} onClose={() => setOpen(undefined)} title={open?.name ?? ''}>
        {open && <OneEvent event={open} />}
      </Drawer>
    </Stack>
  )
}

/** What says most of an event in one line: where it was, or its first own properties. */
function inOneLine({ properties }: ArrivedEvent) {
  const where = properties.$current_url
  if (typeof where === 'string') return where
  const own = Object.entries(properties).filter(([name, value]) => !name.startsWith('$') && typeof value !== 'object')
  return own
    .slice(0, 4)
    .map(([name, value]) => `${name} ${String(value)}`)
    .join(' · ')
}

function OneEvent({ event }: { event: ArrivedEvent }) {
  const groups = Object.entries(event.groups).map(([type, key]) => `${type} ${key}`)
  return (
    <Stack>
      <PropertyList
        properties={[
          { label: 'Happened', value: event.at.toLocaleString() },
          { label: 'Arrived', value: event.receivedAt.toLocaleString() },
          { label: 'Who', value: <span className={css.wrap}>{event.distinctId}</span> },
          {
            label: 'Sent with',
            value: `${event.source}${typeof event.properties.$lib === 'string' ? `, ${event.properties.$lib}` : ''}`,
          },
          ...(groups.length > 0 ? [{ label: 'For', value: groups.join(', ') }] : []),
          { label: 'Stored', value: event.isWaiting ? <Chip>On the way</Chip> : 'Yes' },
          { label: 'Id', value: <span className={css.wrap}>{event.id}</span> },
        ]}
      />
      <pre className={`${css.code} ${css.wrap}`}>{JSON.stringify(event.properties, null, 2)}</pre>
    </Stack>
  )
}
