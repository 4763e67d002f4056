import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import { PersonMark, useMe, When } from '#commons/people/ui/embeds.tsx'
import type { RecordSummary } from '#commons/records/contract.ts'
import { RecordLink, RecordPicker, RecordText } from '#commons/records/ui/embeds.tsx'
import {
  Aside,
  Button,
  Checkbox,
  FieldRow,
  Form,
  NumberField,
  Row,
  SelectField,
  SideMark,
  Stack,
  TextArea,
  TextField,
} from '#design/index.ts'
import { isAtLeast } from '#platform/auth/identity.ts'
import { fieldErrors, refusalOf } from '#platform/client/refusals.ts'

import type { Effect, InitiativeDetail } from '../contract.ts'
import { effectInWords } from '../rules.ts'
import { initiatives } from './api.ts'
import { refreshRoadmap } from './board-state.ts'

import css from './initiatives.module.css'

/** The product half: what users get, and the effect that is expected. An empty outline until product has spoken. */
export function ProductSays({ initiative }: { initiative: InitiativeDetail }) {
  const me = useMe()
  const [isEditing, setEditing] = useState(false)
  const { said, column } = initiative
  const isOver = column === 'done' || column === 'dropped'
  const maySay = me?.side === 'product' && isAtLeast(me.role, 'member') && !isOver
  const isSilent = said.version === 0
  return (
    <section className={css.side} data-side="product" data-silent={(isSilent && !isEditing) || undefined}>
      <h2 className={css.sideTitle}>
        <SideMark side="product" missing={isSilent} /> Product says
        {!isSilent && maySay && !isEditing && (
          <Button small kind="quiet" onClick={() => setEditing(true)}>
            Change
          </Button>
        )}
      </h2>
      {isEditing ? (
        <ValueForm initiative={initiative} onClose={() => setEditing(false)} />
      ) : isSilent ? (
        <>
          <p className={css.silence}>Product has not said yet what users get from it.</p>
          {maySay && (
            <Button kind="primary" small onClick={() => setEditing(true)}>
              Say what users get
            </Button>
          )}
        </>
      ) : (
        <Stack gap="tight">
          <RecordText text={said.value} />
          {said.effect ? (
            <div className={css.part}>
              <h3 className={css.partTitle}>Expected effect</h3>
              <p>{effectInWords(said.effect, said.effect.metric ?? undefined)}</p>
              {said.effect.metric && <RecordLink record={said.effect.metric} stateHidden />}
            </div>
          ) : (
            <Aside>No effect is expected yet, so nobody will be able to say whether it came.</Aside>
          )}
          {said.by && said.at && (
            <Row gap="tight">
              <PersonMark id={said.by} size={18} />
              <Aside>
                <When at={said.at} />
              </Aside>
            </Row>
          )}
        </Stack>
      )}
    </section>
  )
}

type Draft = Pick<Effect, 'direction' | 'measure'> & { size: number | undefined; windowDays: number | undefined }

function ValueForm({ initiative, onClose }: { initiative: InitiativeDetail; onClose: () => void }) {
  const { id, said, missing, column } = initiative
  const [value, setValue] = useState(said.value)
  const [metric, setMetric] = useState<RecordSummary | undefined>(said.effect?.metric ?? undefined)
  const [draft, setDraft] = useState<Draft>({
    direction: said.effect?.direction ?? 'increase',
    measure: said.effect?.measure ?? 'percent',
    size: said.effect?.size,
    windowDays: said.effect?.windowDays ?? 60,
  })
  const [reason, setReason] = useState('')
  const [becauseOfConstraint, setBecauseOfConstraint] = useState(false)
  // The version that was in sight when the writing began: somebody else's words are not overwritten unread.
  const [saw] = useState(said.version)
  const say = useMutation(
    initiatives.sayValue.mutationOptions({
      onSuccess: () => {
        refreshRoadmap()
        onClose()
      },
    }),
  )
  const errors = fieldErrors(say.error)
  const isRefusedAsWhole = Object.keys(errors).length === 0
  const submit = () =>
    say.mutate({
      id,
      value,
      saw,
      becauseOfConstraint,
      ...(reason.trim() ? { reason } : {}),
      // What is left empty is refused beside its field.
      effect: metric
        ? { ...draft, metricId: metric.id, size: draft.size as number, windowDays: draft.windowDays as number }
        : null,
    })
  const isAccepted = !missing.includes('product') || !missing.includes('engineering')

  return (
    <Form
      onSubmit={submit}
      submit="Save"
      busy={say.isPending}
      refusal={isRefusedAsWhole ? refusalOf(say.error) : undefined}
      cancel={{ label: 'Cancel', run: onClose }}
    >
      <TextArea
        label="What do users get?"
        hint="Say who has it better, and how they will notice."
        minRows={4}
        required
        value={value}
        onChange={setValue}
        onSubmit={submit}
        error={errors.value}
      />
      <RecordPicker
        label="Which metric will show it?"
        types={['metric']}
        value={metric}
        onChange={setMetric}
        error={errors['effect.metricId']}
      />
      {metric && (
        <>
          <FieldRow>
            <SelectField<Effect['direction']>
              label="It goes"
              choices={[
                { value: 'increase', label: 'Up' },
                { value: 'decrease', label: 'Down' },
              ]}
              value={draft.direction}
              onChange={(direction) => setDraft({ ...draft, direction })}
            />
            <NumberField
              label="By"
              digits={4}
              min={0}
              required
              value={draft.size}
              onChange={(size) => setDraft({ ...draft, size })}
              error={errors['effect.size']}
            />
            <SelectField<Effect['measure']>
              label="Measured in"
              choices={[
                { value: 'percent', label: '% of before' },
                { value: 'absolute', label: 'Its own unit' },
              ]}
              value={draft.measure}
              onChange={(measure) => setDraft({ ...draft, measure })}
            />
          </FieldRow>
          <NumberField
            label="Within how many days after the release?"
            min={1}
            max={730}
            required
            unit="days"
            value={draft.windowDays}
            onChange={(windowDays) => setDraft({ ...draft, windowDays })}
            error={errors['effect.windowDays']}
          />
        </>
      )}
      {said.version > 0 && (
        <>
          <TextField
            label="Why does it change?"
            hint={column === 'now' ? 'It is being built. Others will read this.' : 'For the roadmap’s changes.'}
            value={reason}
            onChange={setReason}
            error={errors.reason}
          />
          <Checkbox
            label="A constraint that engineering named made it change"
            checked={becauseOfConstraint}
            onChange={setBecauseOfConstraint}
          />
        </>
      )}
      {isAccepted && <Aside>Both sides accept anew what you change.</Aside>}
    </Form>
  )
}
