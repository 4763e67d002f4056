import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { useMe } from '#commons/people/ui/embeds.tsx'
import { addDays, type Day, dayIn } from '#platform/time/days.ts'

import type { MetricValue } from '../contract.ts'
import { metrics } from './api.ts'

/** Today in the workspace's zone, as it was when the page opened. */
export function useToday(): Day {
  const me = useMe()
  const [now] = useState(() => new Date())
  return dayIn(me?.workspace.timeZone ?? 'UTC', now)
}

const MOST = 4000

/** A metric's values from one day to another, oldest first. */
export function useSeries(key: string, from: Day, to: Day): { values: MetricValue[]; isPending: boolean } {
  const { data, isPending } = useQuery(
    metrics.values.queryOptions({
      input: { key, from, to, limit: MOST },
      select: ({ items }) => items.toReversed(),
      placeholderData: (before) => before,
    }),
  )
  return { values: data ?? [], isPending }
}

export const RANGES = [
  { value: '90', label: '90 days', days: 90 },
  { value: '180', label: '6 months', days: 182 },
  { value: '365', label: 'A year', days: 365 },
  { value: 'all', label: 'All', days: 3650 },
] as const
export type Range = (typeof RANGES)[number]['value']

export const startOf = (range: Range, today: Day) =>
  addDays(today, -(RANGES.find(({ value }) => value === range)?.days ?? 180))
