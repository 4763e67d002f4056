import { IconDownload } from '@tabler/icons-react'
import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'

import { PersonMark, PersonPicker, SettingsFrame, useMe, When } from '#commons/people/ui/embeds.tsx'
import { RecordLink } from '#commons/records/ui/embeds.tsx'
import {
  Button,
  DateField,
  ErrorState,
  FieldRow,
  LoadingState,
  NothingFits,
  SelectField,
  toast,
} from '#design/index.ts'
import { useUrlQuery } from '#platform/client/navigation.tsx'
import { refusalOf } from '#platform/client/refusals.ts'

import type { AuditEntry } from '../contract.ts'
import { history } from './api.ts'
import { Changes } from './entry.tsx'
import { saveAs } from './save.ts'

import css from './history.module.css'

/** The first and the last instant of a day in the browser's zone. */
const startOf = (day: string) => new Date(`${day}T00:00:00`)
const endOf = (day: string) => new Date(`${day}T23:59:59.999`)

/** Everything that happened in the workspace: who, what, when. For admins. */
export default function AuditPage() {
  const [query, setQuery] = useUrlQuery()
  const isAdmin = useMe()?.role === 'admin'
  const filter = {
    ...(query.by ? { by: query.by } : {}),
    ...(query.event ? { event: query.event } : {}),
    ...(query.from ? { from: startOf(query.from) } : {}),
    ...(query.to ? { to: endOf(query.to) } : {}),
  }
  const isFiltered = Object.keys(filter).length > 0
  const list = useInfiniteQuery(
    history.audit.infiniteOptions({
      input: (after: string | undefined) => ({ ...filter, limit: 50, ...(after ? { after } : {}) }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.next,
    }),
  )
  const { data: names = [] } = useQuery(history.eventNames.queryOptions({ staleTime: Infinity, enabled: isAdmin }))
  const taken = useMutation({
    mutationFn: async () => {
      const parts: string[] = []
      let before: number | undefined
      let rows = 0
      do {
        const part = await history.exportAudit.call({ ...filter, ...(before === undefined ? {} : { before }) })
        // The head stands once.
        parts.push(parts.length === 0 ? part.csv : part.csv.slice(part.csv.indexOf('\n') + 1))
        rows += part.rows
        before = part.before
      } while (before !== undefined)
      saveAs(parts.join(''), 'audit.csv', 'text/csv')
      return rows
    },
    onSuccess: (rows) => toast({ message: `${rows.toLocaleString()} rows are saved as audit.csv.` }),
    onError: (error) => toast({ message: refusalOf(error) ?? '', kind: 'refused' }),
  })
  const entries = list.data?.pages.flatMap(({ items }) => items)
  return (
    <SettingsFrame
      title="Audit log"
      purpose="Who did what, and when. What is for some members only is not shown to others, nor to admins."
      actions={
        <Button small icon={<IconDownload size={15} />} busy={taken.isPending} onClick={() => taken.mutate()}>
          Take away as CSV
        </Button>
      }
    >
      <div className={css.filters}>
        <FieldRow>
          <PersonPicker label="Who" placeholder="Anyone" value={query.by} onChange={(by) => setQuery({ by })} />
          <SelectField
            label="What"
            placeholder="Anything"
            searchable
            choices={names.map(({ name, says }) => ({ value: name, label: says, detail: name }))}
            value={query.event}
            onChange={(event) => setQuery({ event })}
            onClear={() => setQuery({ event: undefined })}
          />
          <DateField label="From" value={query.from} onChange={(from) => setQuery({ from })} />
          <DateField label="Until" value={query.to} onChange={(to) => setQuery({ to })} />
        </FieldRow>
      </div>
      {list.error && !entries ? (
        <ErrorState message={refusalOf(list.error) ?? ''} onRetry={() => void list.refetch()} />
      ) : !entries ? (
        <LoadingState like="list" rows={10} />
      ) : entries.length === 0 ? (
        <NothingFits
          what={isFiltered ? 'Nothing that happened fits.' : 'Nothing has happened yet.'}
          {...(isFiltered
            ? { onClear: () => setQuery({ by: undefined, event: undefined, from: undefined, to: undefined }) }
            : {})}
        />
      ) : (
        <>
          <div className={css.scroll}>
            <table className={css.audit}>
              <thead>
                <tr>
                  <th scope="col" className={css.at}>
                    When
                  </th>
                  <th scope="col" className={css.whoHead}>
                    Who
                  </th>
                  <th scope="col">What</th>
                </tr>
              </thead>
              <tbody>
                {entries.map((entry) => (
                  <AuditRow key={entry.number} entry={entry} />
                ))}
              </tbody>
            </table>
          </div>
          {list.hasNextPage && (
            <Button small kind="quiet" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
              Show earlier
            </Button>
          )}
        </>
      )}
    </SettingsFrame>
  )
}

function AuditRow({ entry }: { entry: AuditEntry }) {
  return (
    <tr>
      <td className={css.at}>
        <When at={entry.at} />
        <span className={css.number}>{entry.number}</span>
      </td>
      <td>
        <PersonMark id={entry.by} size={20} />
      </td>
      <td>
        {entry.says} {entry.record && <RecordLink record={entry.record} stateHidden />}{' '}
        {entry.other && <RecordLink record={entry.other} stateHidden />}
        {entry.changes.length > 0 && <Changes changes={entry.changes} />}
        <details className={css.details}>
          <summary>{entry.name}</summary>
          <pre>{JSON.stringify(entry.data, undefined, 2)}</pre>
        </details>
      </td>
    </tr>
  )
}
