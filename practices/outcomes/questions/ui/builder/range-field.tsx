import { DateField, FieldRow, SelectField } from '#design/index.ts'
import { addDays } from '#platform/time/days.ts'
import { useToday } from '#practices/outcomes/metrics/ui/embeds.tsx'

import type { Range } from '../../periods/contract.ts'

const LAST: { value: string; label: string; range: Range }[] = [
  { value: '1d', label: 'Today', range: { last: 1, unit: 'day' } },
  { value: '7d', label: 'Last 7 days', range: { last: 7, unit: 'day' } },
  { value: '30d', label: 'Last 30 days', range: { last: 30, unit: 'day' } },
  { value: '90d', label: 'Last 90 days', range: { last: 90, unit: 'day' } },
  { value: '9w', label: 'Last 9 weeks', range: { last: 9, unit: 'week' } },
  { value: '12w', label: 'Last 12 weeks', range: { last: 12, unit: 'week' } },
  { value: '26w', label: 'Last 26 weeks', range: { last: 26, unit: 'week' } },
  { value: '6m', label: 'Last 6 months', range: { last: 6, unit: 'month' } },
  { value: '12m', label: 'Last 12 months', range: { last: 12, unit: 'month' } },
]

const idOf = (range: Range) => ('from' in range ? 'fixed' : `${range.last}${range.unit[0]}`)

/** From when to when: so many days back, or two days of the calendar. */
export function RangeField({ value, onChange }: { value: Range; onChange: (range: Range) => void }) {
  const id = idOf(value)
  const today = useToday()
  const choices = LAST.map(({ value, label }) => ({ value, label }))
  if (!('from' in value) && !choices.some((one) => one.value === id)) {
    choices.push({ value: id, label: `Last ${value.last} ${value.unit}s` })
  }
  return (
    <>
      <SelectField
        label="When"
        choices={[...choices, { value: 'fixed', label: 'From a day to a day' }]}
        value={id}
        onChange={(next) => {
          const found = LAST.find((one) => one.value === next)
          if (found) onChange(found.range)
          else if (next === 'fixed') onChange({ from: addDays(today, -29), to: today })
        }}
      />
      {'from' in value && (
        <FieldRow>
          <DateField
            label="From"
            value={value.from}
            max={value.to}
            onChange={(from) => from && onChange({ ...value, from })}
          />
          <DateField label="To" value={value.to} min={value.from} onChange={(to) => to && onChange({ ...value, to })} />
        </FieldRow>
      )}
    </>
  )
}
