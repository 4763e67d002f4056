import { useQueries, useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'

import { queryClient } from '#platform/client/query-client.ts'

import type { RecordSummary, RecordType } from '../contract.ts'
import { records } from './api.ts'

const MOST_AT_ONCE = 200

let waiting: { key: string; resolve: (record: RecordSummary | null) => void; reject: (error: unknown) => void }[] = []

/** All chips that appear in one moment are asked for in one query. */
function recordWithKey(key: string) {
  return new Promise<RecordSummary | null>((resolve, reject) => {
    if (waiting.length === 0) setTimeout(askForWaiting)
    waiting.push({ key, resolve, reject })
  })
}

function askForWaiting() {
  const asked = waiting.splice(0, MOST_AT_ONCE)
  if (waiting.length > 0) setTimeout(askForWaiting)
  const keys = [...new Set(asked.map(({ key }) => key))]
  queryClient.fetchQuery(records.among.queryOptions({ input: { keys }, staleTime: 0, gcTime: 0 })).then(
    (found) => {
      const byKey = new Map(found.map((record) => [record.key, record]))
      for (const { key, resolve } of asked) resolve(byKey.get(key) ?? null)
    },
    (error: unknown) => {
      for (const { reject } of asked) reject(error)
    },
  )
}

/** Under which single records stand in the cache, by key. */
export const byKeyRoot = [...records.get.key(), 'by-key'] as const

const oneByKey = (key: string) => ({
  queryKey: [...byKeyRoot, key],
  queryFn: () => recordWithKey(key),
  staleTime: 60_000,
})

/** The records among these keys; unknown ones are left out. Live. */
export function useRecordsByKey(keys: string[]): Map<string, RecordSummary> {
  const found = useQueries({
    queries: keys.map(oneByKey),
    combine: (results) => results.flatMap(({ data }) => data ?? []),
  })
  return useMemo(() => new Map(found.map((record) => [record.key, record])), [found])
}

/** One record by its key; undefined while it is on its way, null when there is none. */
export const useRecordByKey = (key: string): RecordSummary | null | undefined => useQuery(oneByKey(key)).data

/** What somebody types, a moment after they stopped. */
export function useSettled(text: string, ms = 150) {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), ms)
    return () => clearTimeout(timer)
  }, [text, ms])
  return settled
}

/** Records whose key or title holds these words, best first; the newest when there are none. */
export function useRecordsFound(text: string, isSought = true, types?: RecordType[]): RecordSummary[] {
  const { data } = useQuery(
    records.find.queryOptions({
      input: { text, ...(types ? { types } : {}) },
      enabled: isSought,
      placeholderData: (before) => before,
    }),
  )
  return (isSought && data) || []
}
