import { Checkbox, FieldRow, NumberField, SelectField } from '#design/index.ts'

import type { Asking } from '../../contract.ts'
import type { Interval, Period } from '../../periods/contract.ts'
import type { Breakdown } from '../../properties/contract.ts'
import { EventField, EventNameField } from './event-field.tsx'
import { FiltersField } from './filters-field.tsx'
import { FunnelFields } from './funnel-fields.tsx'
import { PropertyField } from './property-field.tsx'
import { RangeField } from './range-field.tsx'
import { SeriesFields } from './series-fields.tsx'

import css from './builder.module.css'

type BuilderProps = { projectId: string; asking: Asking; onChange: (asking: Asking) => void }

/** Everything that a question asks, to be put together. Each change is asked at once. */
export function Builder({ projectId, asking, onChange }: BuilderProps) {
  return (
    <div className={css.builder}>
      <OwnFields projectId={projectId} asking={asking} onChange={onChange} />
      <RangeField value={asking.range} onChange={(range) => onChange({ ...asking, range })} />
      <div>
        <p className={css.heading}>For all of it</p>
        <FiltersField
          projectId={projectId}
          filters={asking.filters}
          onChange={(filters) => onChange({ ...asking, filters })}
        />
      </div>
    </div>
  )
}

const INTERVALS: { value: Interval; label: string }[] = [
  { value: 'hour', label: 'Hours' },
  { value: 'day', label: 'Days' },
  { value: 'week', label: 'Weeks' },
  { value: 'month', label: 'Months' },
]
const PERIODS = INTERVALS.filter((one): one is { value: Period; label: string } => one.value !== 'hour')

function PeriodField({ value, onChange }: { value: Period; onChange: (period: Period) => void }) {
  return <SelectField<Period> label="Counted by" choices={PERIODS} value={value} onChange={onChange} />
}

function BreakdownField(props: {
  projectId: string
  value: Breakdown | null
  onChange: (breakdown: Breakdown | null) => void
}) {
  const { projectId, value, onChange } = props
  return (
    <PropertyField
      projectId={projectId}
      label="Split by"
      value={value?.property}
      onChange={(property) => onChange({ property, top: value?.top ?? 6 })}
      onClear={() => onChange(null)}
    />
  )
}

function OwnFields({ projectId, asking, onChange }: BuilderProps) {
  switch (asking.kind) {
    case 'trends':
      return (
        <>
          <SeriesFields projectId={projectId} asking={asking} onChange={onChange} />
          <BreakdownField
            projectId={projectId}
            value={asking.breakdown}
            onChange={(breakdown) => onChange({ ...asking, breakdown })}
          />
          <FieldRow>
            <SelectField<Interval>
              label="Counted by"
              choices={INTERVALS}
              value={asking.interval}
              onChange={(interval) =>
                onChange({ ...asking, interval, smoothing: interval === 'day' ? asking.smoothing : 1 })
              }
            />
            <SelectField
              label="Smoothing"
              disabled={asking.interval !== 'day'}
              choices={[
                { value: '1', label: 'None' },
                { value: '7', label: 'Mean of 7 days' },
                { value: '28', label: 'Mean of 28 days' },
              ]}
              value={String(asking.smoothing)}
              onChange={(next) => onChange({ ...asking, smoothing: next === '7' ? 7 : next === '28' ? 28 : 1 })}
            />
          </FieldRow>
          <Checkbox
            label="Compare with as long before"
            checked={asking.isCompared}
            onChange={(isCompared) => onChange({ ...asking, isCompared })}
          />
        </>
      )
    case 'funnel':
      return (
        <>
          <FunnelFields projectId={projectId} asking={asking} onChange={onChange} />
          <BreakdownField
            projectId={projectId}
            value={asking.breakdown}
            onChange={(breakdown) => onChange({ ...asking, breakdown })}
          />
        </>
      )
    case 'retention':
      return (
        <>
          <EventField
            projectId={projectId}
            label="People who did"
            value={asking.start}
            onChange={(start) => onChange({ ...asking, start })}
          />
          <SelectField
            label="Counted when they did it"
            choices={[
              { value: 'first time', label: 'For the first time' },
              { value: 'every time', label: 'Every time' },
            ]}
            value={asking.who}
            onChange={(who) => onChange({ ...asking, who })}
          />
          <EventField
            projectId={projectId}
            label="Came back to"
            value={asking.comeBack}
            onChange={(comeBack) => onChange({ ...asking, comeBack })}
          />
          <FieldRow>
            <PeriodField value={asking.period} onChange={(period) => onChange({ ...asking, period })} />
            <NumberField
              label="Periods after"
              digits={0}
              min={1}
              max={60}
              value={asking.periods}
              onChange={(periods) => periods && onChange({ ...asking, periods })}
            />
          </FieldRow>
          <SelectField
            label="Back"
            choices={[
              { value: 'in the period', label: 'In the period itself' },
              { value: 'or later', label: 'In the period or later' },
            ]}
            value={asking.counting}
            onChange={(counting) => onChange({ ...asking, counting })}
          />
        </>
      )
    case 'stickiness':
    case 'lifecycle':
      return (
        <>
          <EventField
            projectId={projectId}
            label="People who did"
            value={asking.event}
            onChange={(event) => onChange({ ...asking, event })}
          />
          <PeriodField value={asking.period} onChange={(period) => onChange({ ...asking, period })} />
        </>
      )
    case 'paths':
      return (
        <>
          <EventNameField
            projectId={projectId}
            label="From"
            none="The start of each visit"
            value={asking.startAt}
            onChange={(startAt) => onChange({ ...asking, startAt, endAt: null })}
          />
          <EventNameField
            projectId={projectId}
            label="Up to"
            none="Wherever they go"
            value={asking.endAt}
            onChange={(endAt) => onChange({ ...asking, endAt, startAt: null })}
          />
          <NumberField
            label="Steps"
            digits={0}
            min={2}
            max={10}
            value={asking.steps}
            onChange={(steps) => steps && onChange({ ...asking, steps })}
          />
        </>
      )
  }
}
