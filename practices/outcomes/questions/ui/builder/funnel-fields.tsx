import { IconArrowDown, IconArrowUp, IconPlus, IconX } from '@tabler/icons-react'

import { Button, FieldRow, IconButton, NumberField, SelectField } from '#design/index.ts'

import type { FunnelQuestion } from '../../funnels/contract.ts'
import { EventField } from './event-field.tsx'

import css from './builder.module.css'

const UNITS = [
  { value: '60', label: 'minutes' },
  { value: '3600', label: 'hours' },
  { value: '86400', label: 'days' },
] as const
type Unit = (typeof UNITS)[number]['value']

/** The largest unit that the window is a whole number of. */
const unitOf = (seconds: number): Unit => (seconds % 86_400 === 0 ? '86400' : seconds % 3600 === 0 ? '3600' : '60')

type Props = { projectId: string; asking: FunnelQuestion; onChange: (asking: FunnelQuestion) => void }

/** The steps of a funnel, their order and window, and what ends a way. */
export function FunnelFields({ projectId, asking, onChange }: Props) {
  const { steps, order, windowSeconds, exclusions } = asking
  const unit = unitOf(windowSeconds)
  const set = (next: typeof steps) =>
    onChange({
      ...asking,
      steps: next,
      exclusions: exclusions.filter(({ before }) => before <= next.length),
    })
  const move = (at: number, by: -1 | 1) => {
    const next = [...steps]
    next.splice(at + by, 0, ...next.splice(at, 1))
    set(next)
  }
  return (
    <div className={css.events}>
      {steps.map((step, i) => (
        <EventField
          key={i}
          projectId={projectId}
          label={`Step ${i + 1}`}
          mark={i + 1}
          value={step}
          onChange={(next) => set(steps.map((one, j) => (j === i ? next : one)))}
          remove={
            <span className={css.tools}>
              {i > 0 && (
                <IconButton
                  small
                  label={`Move step ${i + 1} up`}
                  icon={<IconArrowUp size={14} />}
                  onClick={() => move(i, -1)}
                />
              )}
              {i < steps.length - 1 && (
                <IconButton
                  small
                  label={`Move step ${i + 1} down`}
                  icon={<IconArrowDown size={14} />}
                  onClick={() => move(i, 1)}
                />
              )}
              {steps.length > 2 && (
                <IconButton
                  small
                  label={`Take step ${i + 1} away`}
                  icon={<IconX size={14} />}
                  onClick={() => set(steps.filter((_, j) => j !== i))}
                />
              )}
            </span>
          }
        />
      ))}
      <div className={css.adds}>
        <Button
          small
          kind="quiet"
          icon={<IconPlus size={14} />}
          disabled={steps.length >= 10}
          onClick={() => set([...steps, { name: null, filters: [] }])}
        >
          Add a step
        </Button>
        {order !== 'any order' && exclusions.length < 5 && (
          <Button
            small
            kind="quiet"
            onClick={() =>
              onChange({
                ...asking,
                exclusions: [...exclusions, { event: steps[0]!, after: steps.length - 1, before: steps.length }],
              })
            }
          >
            Exclude an event
          </Button>
        )}
      </div>
      {exclusions.map((exclusion, i) => {
        const set = (next: typeof exclusion | undefined) =>
          onChange({ ...asking, exclusions: exclusions.flatMap((one, j) => (j === i ? (next ? [next] : []) : [one])) })
        return (
          <EventField
            key={i}
            projectId={projectId}
            label={`Exclusion ${i + 1}`}
            mark="≠"
            value={exclusion.event}
            onChange={(event) => set({ ...exclusion, event })}
            remove={
              <IconButton
                small
                label="Take the exclusion away"
                icon={<IconX size={14} />}
                onClick={() => set(undefined)}
              />
            }
          >
            <SelectField
              label="Between which steps"
              labelHidden
              choices={steps
                .slice(1)
                .map((_, at) => ({ value: String(at + 1), label: `Between step ${at + 1} and ${at + 2}` }))}
              value={String(exclusion.after)}
              onChange={(after) => set({ ...exclusion, after: Number(after), before: Number(after) + 1 })}
            />
          </EventField>
        )
      })}
      <SelectField
        label="Order"
        choices={[
          { value: 'in order', label: 'In order, others may lie between' },
          { value: 'strictly', label: 'Strictly, nothing between' },
          { value: 'any order', label: 'Any order' },
        ]}
        value={order}
        onChange={(next) => onChange({ ...asking, order: next, exclusions: next === 'any order' ? [] : exclusions })}
      />
      <FieldRow>
        <NumberField
          label="Within"
          digits={0}
          min={1}
          value={Math.round(windowSeconds / Number(unit))}
          onChange={(count) => count && onChange({ ...asking, windowSeconds: count * Number(unit) })}
        />
        <SelectField<Unit>
          label="Unit"
          choices={[...UNITS]}
          value={unit}
          onChange={(next) =>
            onChange({ ...asking, windowSeconds: Math.round(windowSeconds / Number(unit)) * Number(next) })
          }
        />
      </FieldRow>
    </div>
  )
}
