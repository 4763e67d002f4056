import { IconPlus, IconX } from '@tabler/icons-react'

import { Button, IconButton, SelectField, TextField } from '#design/index.ts'

import type { Measure, NumbersBy, Series, TrendsQuestion } from '../../trends/contract.ts'
import { EventField } from './event-field.tsx'
import { PropertyField } from './property-field.tsx'

import css from './builder.module.css'

const MEASURES = [
  { value: 'people', label: 'Unique people' },
  { value: 'events', label: 'Events' },
  { value: 'per-mean', label: 'Events per person, mean' },
  { value: 'per-median', label: 'Events per person, median' },
  { value: 'numbers', label: 'Numbers in a property' },
] as const
type MeasureId = (typeof MEASURES)[number]['value'] | 'groups'

const BY: { value: NumbersBy; label: string }[] = [
  { value: 'sum', label: 'Sum' },
  { value: 'mean', label: 'Mean' },
  { value: 'median', label: 'Median' },
  { value: 'min', label: 'Smallest' },
  { value: 'max', label: 'Largest' },
  { value: 'p90', label: '90th percentile' },
  { value: 'p95', label: '95th percentile' },
  { value: 'p99', label: '99th percentile' },
]

const measureId = (measure: Measure): MeasureId =>
  measure.of === 'events per person' ? `per-${measure.by}` : measure.of

function measureOf(id: MeasureId): Measure {
  if (id === 'per-mean') return { of: 'events per person', by: 'mean' }
  if (id === 'per-median') return { of: 'events per person', by: 'median' }
  if (id === 'numbers') return { of: 'numbers', property: { of: 'event', name: 'value' }, by: 'sum' }
  return { of: id === 'events' ? 'events' : 'people' }
}

type Props = { projectId: string; asking: TrendsQuestion; onChange: (asking: TrendsQuestion) => void }

/** The lines of a trend: events, what is counted of them, and formulas over them. */
export function SeriesFields({ projectId, asking, onChange }: Props) {
  const { series, formulas } = asking
  const replace = (at: number, next: Series | undefined) =>
    onChange({ ...asking, series: series.flatMap((one, i) => (i === at ? (next ? [next] : []) : [one])) })
  return (
    <div className={css.events}>
      {series.map((one, i) => (
        <EventField<Series>
          key={i}
          projectId={projectId}
          label={`Series ${String.fromCharCode(65 + i)}`}
          mark={String.fromCharCode(65 + i)}
          value={one}
          onChange={(next) => replace(i, next)}
          remove={
            series.length > 1 && (
              <IconButton
                small
                label={`Take series ${String.fromCharCode(65 + i)} away`}
                icon={<IconX size={14} />}
                onClick={() => replace(i, undefined)}
              />
            )
          }
        >
          <SelectField<MeasureId>
            label="What is counted"
            labelHidden
            choices={[
              ...MEASURES,
              ...(one.measure.of === 'groups'
                ? [{ value: 'groups' as const, label: `Each ${one.measure.group}` }]
                : []),
            ]}
            value={measureId(one.measure)}
            onChange={(id) => id !== 'groups' && replace(i, { ...one, measure: measureOf(id) })}
          />
          {one.measure.of === 'numbers' && (
            <NumbersFields
              projectId={projectId}
              measure={one.measure}
              onChange={(measure) => replace(i, { ...one, measure })}
            />
          )}
        </EventField>
      ))}
      {formulas.map(({ text }, i) => (
        <div key={i} className={css.eventHead}>
          <TextField
            label={`Formula ${i + 1}`}
            labelHidden
            placeholder="A / B * 100"
            value={text}
            onChange={(next) =>
              onChange({ ...asking, formulas: formulas.map((one, j) => (j === i ? { ...one, text: next } : one)) })
            }
          />
          <IconButton
            small
            label="Take the formula away"
            icon={<IconX size={14} />}
            onClick={() => onChange({ ...asking, formulas: formulas.filter((_, j) => j !== i) })}
          />
        </div>
      ))}
      <div className={css.adds}>
        <Button
          small
          kind="quiet"
          icon={<IconPlus size={14} />}
          disabled={series.length >= 10}
          onClick={() => onChange({ ...asking, series: [...series, { ...series.at(-1)!, filters: [] }] })}
        >
          Add a series
        </Button>
        <Button
          small
          kind="quiet"
          disabled={formulas.length >= 5}
          onClick={() =>
            onChange({ ...asking, formulas: [...formulas, { text: series.length > 1 ? 'A / B * 100' : 'A * 1' }] })
          }
        >
          Add a formula
        </Button>
      </div>
    </div>
  )
}

type Numbers = Extract<Measure, { of: 'numbers' }>

function NumbersFields({
  projectId,
  measure,
  onChange,
}: {
  projectId: string
  measure: Numbers
  onChange: (measure: Numbers) => void
}) {
  return (
    <div className={css.pair}>
      <PropertyField
        projectId={projectId}
        label="Of which property"
        labelHidden
        value={measure.property}
        onChange={(property) => onChange({ ...measure, property })}
      />
      <SelectField<NumbersBy>
        label="How they come to one"
        labelHidden
        choices={BY}
        value={measure.by}
        onChange={(by) => onChange({ ...measure, by })}
      />
    </div>
  )
}
