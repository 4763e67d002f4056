import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import type { RecordSummary } from '#commons/records/contract.ts'
import { Dialog, Form } from '#design/index.ts'
import { fieldErrors, refusalOf } from '#platform/client/refusals.ts'

import type { KeyResult } from '../key-results/contract.ts'
import type { ValueSource } from '../key-results/rules.ts'
import { keyResults, refreshObjectives } from './api.ts'
import { SourceFields } from './key-result-dialog.tsx'

/** Says where a key result's value comes from. What is promised stays, so nobody has to accept it again. */
export function FollowDialog({ keyResult, onClose }: { keyResult: KeyResult; onClose: () => void }) {
  const [source, setSource] = useState<ValueSource>(keyResult.source)
  const [metric, setMetric] = useState<RecordSummary | undefined>(keyResult.metric ?? undefined)
  const [days, setDays] = useState<number | undefined>(keyResult.metricDays)
  const follow = useMutation(
    keyResults.follow.mutationOptions({
      onSuccess: () => {
        refreshObjectives()
        onClose()
      },
    }),
  )
  const errors = fieldErrors(follow.error)
  const submit = () =>
    follow.mutate({
      id: keyResult.id,
      source,
      metricDays: days ?? 1,
      ...(source === 'metric' && metric ? { metricId: metric.id } : {}),
    })
  return (
    <Dialog open onClose={onClose} title={`Where does the value of ${keyResult.key} come from?`}>
      <Form
        onSubmit={submit}
        submit="Keep it so"
        busy={follow.isPending}
        refusal={errors.metricDays ?? refusalOf(follow.error)}
        cancel={{ label: 'Cancel', run: onClose }}
      >
        <SourceFields kind={keyResult.kind} {...{ source, setSource, metric, setMetric, days, setDays }} />
      </Form>
    </Dialog>
  )
}
