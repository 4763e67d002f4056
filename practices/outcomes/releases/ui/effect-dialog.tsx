import { IconX } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import type { RecordSummary } from '#commons/records/contract.ts'
import { RecordLink, RecordPicker } from '#commons/records/ui/embeds.tsx'
import {
  Dialog,
  FieldRow,
  Form,
  IconButton,
  NumberField,
  Row,
  SegmentedControl,
  SelectField,
  Stack,
  TextArea,
  toast,
} from '#design/index.ts'
import { queryClient } from '#platform/client/query-client.ts'
import { fieldErrors, refusalCode, refusalOf } from '#platform/client/refusals.ts'
import { MetricLine, useMetric } from '#practices/outcomes/metrics/ui/embeds.tsx'

import type { Declared, Effect, Release } from '../contract.ts'
import { releases } from './api.ts'
import { Outlook } from './outlook.tsx'

type Given = Pick<Effect, 'direction' | 'measure'> & { size: number | undefined; windowDays: number | undefined }

/** Says, before it ships, which metric should move, which way, how far and by when. */
export function EffectDialog({ release, onClose }: { release: Release; onClose: () => void }) {
  const before: Declared | null = release.effect
  const [metric, setMetric] = useState<RecordSummary | undefined>(before?.metric ?? undefined)
  const [guardrails, setGuardrails] = useState<RecordSummary[]>(before?.guardrails ?? [])
  const [control, setControl] = useState<RecordSummary | undefined>(before?.control ?? undefined)
  const [given, setGiven] = useState<Given>({
    direction: before?.direction ?? 'increase',
    measure: before?.measure ?? 'absolute',
    size: before?.size,
    windowDays: before?.windowDays ?? 30,
  })
  const [reason, setReason] = useState('')
  const [lacks, setLacks] = useState<Record<string, string>>({})
  const set = (change: Partial<Given>) => setGiven((known) => ({ ...known, ...change }))
  const chosen = useMetric(metric?.key)
  const declare = useMutation(
    releases.declareEffect.mutationOptions({
      onSuccess: () => {
        void queryClient.invalidateQueries({ queryKey: releases.key() })
        toast({ message: 'It is declared. Now both sides sign it.' })
        onClose()
      },
    }),
  )
  const isSigned = release.signed.product && release.signed.engineering
  const code = refusalCode(declare.error)
  const errors = { ...fieldErrors(declare.error), ...lacks }
  const isReasonRefused = code === 'REASON_NEEDED'
  const isControlRefused = code === 'CONTROL_IS_TOUCHED' || code === 'CONTROL_UNIT'
  const isMetricRefused = code === 'NOT_A_METRIC' || code === 'GUARDS_ITSELF'

  const submit = () => {
    const { size, windowDays } = given
    const missing = {
      ...(metric ? {} : { metricId: 'Choose the metric that should move.' }),
      ...(size === undefined ? { size: 'Give a number.' } : {}),
      ...(windowDays === undefined ? { windowDays: 'Give a number of days.' } : {}),
    }
    setLacks(missing)
    if (!metric || size === undefined || windowDays === undefined) return
    declare.mutate({
      key: release.key,
      metricId: metric.id,
      direction: given.direction,
      measure: given.measure,
      size,
      windowDays,
      guardrailIds: guardrails.map(({ id }) => id),
      controlMetricId: control?.id ?? null,
      saw: before?.revision ?? 0,
      ...(reason.trim() ? { reason } : {}),
    })
  }
  const isFieldsOnly = Object.keys(errors).length > 0 || isReasonRefused || isMetricRefused || isControlRefused

  return (
    <Dialog open onClose={onClose} title="What should it change for users?" size="wide">
      <Form
        onSubmit={submit}
        submit="Declare it"
        busy={declare.isPending}
        refusal={isFieldsOnly ? undefined : refusalOf(declare.error)}
        cancel={{ label: 'Cancel', run: onClose }}
      >
        <RecordPicker
          label="Which metric moves?"
          types={['metric']}
          required
          value={metric}
          onChange={(record) => {
            setMetric(record)
            setLacks({})
          }}
          error={errors.metricId ?? (isMetricRefused ? refusalOf(declare.error) : undefined)}
        />
        {metric && <MetricLine metricKey={metric.key} />}
        <FieldRow>
          <SegmentedControl
            label="Which way"
            labelShown
            choices={[
              { value: 'increase', label: 'Up' },
              { value: 'decrease', label: 'Down' },
            ]}
            value={given.direction}
            onChange={(direction) => set({ direction })}
          />
          <NumberField
            label="By how much"
            digits={3}
            min={0}
            value={given.size}
            onChange={(size) => set({ size })}
            error={errors.size}
          />
          <SelectField
            label="Counted"
            choices={[
              {
                value: 'absolute',
                label: chosen?.unit === '%' ? 'in points' : chosen?.unit ? `in ${chosen.unit}` : 'as it is counted',
              },
              { value: 'percent', label: 'in percent' },
            ]}
            value={given.measure}
            onChange={(measure) => set({ measure })}
          />
          <NumberField
            label="Within"
            unit="days"
            min={7}
            max={365}
            value={given.windowDays}
            onChange={(windowDays) => set({ windowDays })}
            error={errors.windowDays}
          />
        </FieldRow>
        <Outlook metricId={metric?.id} given={given} teamId={release.teamId} />
        <RecordPicker
          label="Is there a metric that it does not touch?"
          hint="A control in the same unit, such as the same figure of a city that does not get it. What moves both is then no effect. Best left empty where there is none."
          types={['metric']}
          value={control}
          except={[...guardrails.map(({ id }) => id), ...(metric ? [metric.id] : [])]}
          onChange={setControl}
          error={isControlRefused ? refusalOf(declare.error) : undefined}
        />
        <Stack gap="tight">
          <RecordPicker
            label="What must not get worse meanwhile?"
            hint="Guardrails: metrics that are watched, so that nothing is won at their cost."
            types={['metric']}
            value={undefined}
            except={[...guardrails.map(({ id }) => id), ...(metric ? [metric.id] : [])]}
            onChange={(record) => record && setGuardrails((known) => [...known, record].slice(0, 10))}
          />
          {guardrails.length > 0 && (
            <Row gap="tight">
              {guardrails.map((record) => (
                <Row key={record.id} gap="tight">
                  <RecordLink record={record} stateHidden />
                  <IconButton
                    small
                    label={`Leave ${record.title} out`}
                    icon={<IconX size={13} />}
                    onClick={() => setGuardrails((known) => known.filter(({ id }) => id !== record.id))}
                  />
                </Row>
              ))}
            </Row>
          )}
        </Stack>
        {(isSigned || isReasonRefused) && (
          <TextArea
            label="Why does it change?"
            hint="Both sides signed what stands there now. They will read this and sign anew."
            minRows={2}
            required
            value={reason}
            onChange={setReason}
            onSubmit={submit}
            error={isReasonRefused ? refusalOf(declare.error) : errors.reason}
          />
        )}
      </Form>
    </Dialog>
  )
}
