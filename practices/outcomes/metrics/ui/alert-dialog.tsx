import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import { PeoplePicker } from '#commons/people/ui/embeds.tsx'
import { Dialog, Form, NumberField, SegmentedControl, TextField, toast } from '#design/index.ts'
import type { MemberId } from '#platform/auth/identity.ts'
import { queryClient } from '#platform/client/query-client.ts'
import { fieldErrors, refusalCode, refusalOf } from '#platform/client/refusals.ts'

import type { AlertWatches } from '../alerts/contract.ts'
import type { Metric } from '../contract.ts'
import { metricAlerts } from './api.ts'

/** Sets an alert on a metric. */
export function AlertDialog({ metric, onClose }: { metric: Metric; onClose: () => void }) {
  const [watches, setWatches] = useState<AlertWatches>(metric.direction === 'up' ? 'below' : 'above')
  const [bound, setBound] = useState<number | undefined>(metric.offTrackAt ?? undefined)
  const [memberIds, setMemberIds] = useState<MemberId[]>([])
  const [webhookUrl, setWebhookUrl] = useState('')
  const add = useMutation(
    metricAlerts.add.mutationOptions({
      onSuccess: () => {
        void queryClient.invalidateQueries({ queryKey: metricAlerts.key() })
        toast({ message: 'The alert is set.' })
        onClose()
      },
    }),
  )
  const errors = fieldErrors(add.error)
  const code = refusalCode(add.error)
  const says = refusalOf(add.error)
  const isBesideField = Object.keys(errors).length > 0 || code === 'BOUND_NEEDED' || code === 'PRIVATE_ADDRESS'
  return (
    <Dialog open onClose={onClose} title={`Tell me about ${metric.name}`}>
      <Form
        onSubmit={() =>
          add.mutate({
            key: metric.key,
            watches,
            bound: bound ?? null,
            memberIds,
            ...(webhookUrl.trim() ? { webhookUrl: webhookUrl.trim() } : {}),
          })
        }
        submit="Set the alert"
        busy={add.isPending}
        refusal={isBesideField ? undefined : says}
        cancel={{ label: 'Cancel', run: onClose }}
      >
        <SegmentedControl<AlertWatches>
          label="When it"
          choices={[
            { value: 'above', label: 'rises above' },
            { value: 'below', label: 'falls below' },
            { value: 'unusual', label: 'is unusual' },
          ]}
          value={watches}
          onChange={setWatches}
        />
        {watches === 'unusual' ? (
          <p>
            Each day is held against the same weekday of the six weeks before and against how far days usually lie from
            it. It takes about seven weeks of daily values before it can say anything.
          </p>
        ) : (
          <NumberField
            label="Value"
            digits={Math.max(metric.digits, 2)}
            unit={metric.unit}
            value={bound}
            onChange={setBound}
            error={errors.bound ?? (code === 'BOUND_NEEDED' ? says : undefined)}
          />
        )}
        <PeoplePicker
          label="Tell these people too"
          hint="Owners, watchers and you are told in any case."
          value={memberIds}
          onChange={setMemberIds}
          error={errors.memberIds}
        />
        <TextField
          label="Send a message to"
          type="url"
          placeholder="https://example.com/alerts"
          hint="A signed message by HTTP, for a program. Leave it empty for none."
          value={webhookUrl}
          onChange={setWebhookUrl}
          error={errors.webhookUrl ?? (code === 'PRIVATE_ADDRESS' ? says : undefined)}
        />
      </Form>
    </Dialog>
  )
}
