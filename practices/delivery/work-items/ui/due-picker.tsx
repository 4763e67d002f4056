import { toast } from '#design/index.ts'
import { addDays, type Day, isDay, weekdayOf } from '#platform/time/days.ts'

import { useToday } from './marks.tsx'
import { NONE, type PickerOf, Plain, shared } from './plain-picker.tsx'
import { dayWords } from './words.ts'

/** The days that are most often meant, seen from today. */
function daysMeant(today: Day) {
  const [year, month] = today.split('-').map(Number) as [number, number]
  const monthEnd = new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10)
  return [
    { label: 'Today', day: today },
    { label: 'Tomorrow', day: addDays(today, 1) },
    { label: 'End of this week', day: addDays(today, (4 - weekdayOf(today) + 7) % 7) },
    { label: 'In a week', day: addDays(today, 7) },
    { label: 'In two weeks', day: addDays(today, 14) },
    { label: 'End of this month', day: monthEnd },
  ]
}

/** The day by which it is due: one that is often meant, or any that is written. */
export function DuePicker(props: PickerOf) {
  const today = useToday()
  const now = shared(props.rows, (row) => row.dueOn)
  const days = daysMeant(today).filter(({ day }, at, all) => all.findIndex((one) => one.day === day) === at)
  const choices = [
    ...days.map(({ label, day }) => ({ value: day, label, detail: dayWords(day, today), checked: day === now })),
    { value: NONE, label: 'No due day', checked: now === null },
  ]
  const typed = (text: string) => {
    if (!isDay(text)) return toast({ message: 'Write the day as 2026-12-31.', kind: 'refused' })
    props.onChange({ dueOn: text })
  }
  return (
    <Plain
      props={props}
      choices={choices}
      changeOf={(value) => ({ dueOn: value === NONE ? null : value })}
      create={{
        label: (text) => (/^\d/.test(text) ? `On ${text}` : `“${text}” is no day; write 2026-12-31`),
        run: typed,
      }}
    />
  )
}
