import { IconDots } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { RecordPage } from '#commons/history/ui/embeds.tsx'
import { ConnectButton } from '#commons/links/ui/embeds.tsx'
import { useMe } from '#commons/people/ui/embeds.tsx'
import { RecordLink } from '#commons/records/ui/embeds.tsx'
import {
  Aside,
  Chip,
  ErrorState,
  IconButton,
  LoadingState,
  Menu,
  OwnerPair,
  Page,
  Panel,
  Row,
  Stack,
  toast,
} from '#design/index.ts'
import { isAtLeast } from '#platform/auth/identity.ts'
import { useKey } from '#platform/client/keys.ts'
import { usePathParam } from '#platform/client/navigation.tsx'
import { fieldErrors, refusalOf } from '#platform/client/refusals.ts'
import { Slot } from '#platform/client/slots.tsx'

import type { Metric } from '../contract.ts'
import { AlertsPanel } from './alerts-panel.tsx'
import { metrics } from './api.ts'
import { ChartPanel } from './chart-panel.tsx'
import { CsvDialog } from './csv-dialog.tsx'
import { FormulaText } from './formula-text.tsx'
import { StandingMark, useOwners } from './metric-card.tsx'
import { MetricDialog } from './metric-dialog.tsx'
import { PushDialog } from './push-dialog.tsx'
import { QueryDialog } from './query-dialog.tsx'
import { ValuesPanel } from './values-panel.tsx'
import { aimOf, DIRECTION_WORDS, figureOf, KIND_WORDS, SOURCE_WORDS } from './words.ts'

import css from './metrics.module.css'

/** One metric: how it goes, what it means, what it measures, and its values. */
export default function MetricPage() {
  const key = usePathParam('key')
  const { data, error, refetch } = useQuery(metrics.get.queryOptions({ input: { key } }))
  if (data) return <Shown metric={data} />
  if (error)
    return (
      <Page>
        <ErrorState title="This metric is not here" message={refusalOf(error) ?? ''} onRetry={() => void refetch()} />
      </Page>
    )
  return <LoadingState like="page" />
}

type Opened = 'edit' | 'csv' | 'push' | 'query'

function Shown({ metric }: { metric: Metric }) {
  const me = useMe()
  const owners = useOwners(metric)
  const [isOpen, setOpen] = useState<Opened>()
  const rename = useMutation(metrics.edit.mutationOptions())
  const { id, key, name, state, version } = metric
  const stateGroup = state === 'retired' ? 'dropped' : 'active'
  const mayEdit = me !== undefined && isAtLeast(me.role, 'member')
  const isInUse = state === 'in use'
  useKey('e', 'Change the metric', () => setOpen('edit'), mayEdit)

  return (
    <RecordPage
      record={{ id, key, type: 'metric', title: name, state, stateGroup, version }}
      {...(mayEdit ? { onRename: (next: string) => rename.mutate({ key, name: next }) } : {})}
      renameError={fieldErrors(rename.error).name ?? refusalOf(rename.error)}
      state={
        <Row gap="tight">
          <StandingMark metric={metric} />
          {metric.isGuardrail && <Chip>Guardrail</Chip>}
          <Chip>{metric.kind === 'outcome' ? 'Outcome' : 'Output'}</Chip>
          {!isInUse && <Chip>Retired</Chip>}
        </Row>
      }
      owners={<OwnerPair {...owners} named />}
      actions={mayEdit && <Actions metric={metric} onOpen={setOpen} />}
      properties={propertiesOf(metric)}
    >
      <Stack gap="wide">
        <ChartPanel metric={metric} />
        <Panel title="What is counted" plain>
          {metric.definition ? (
            <p className={css.definition}>{metric.definition}</p>
          ) : (
            <Aside>Nobody has written down yet what exactly is counted.</Aside>
          )}
          <FormulaText metric={metric} />
        </Panel>
        <Panel
          title="What it measures"
          plain
          actions={mayEdit && <ConnectButton recordId={id} type="metric" recordKey={key} label="Connect" />}
        >
          {metric.measures.length > 0 ? (
            <div className={css.measured}>
              {metric.measures.map((record) => (
                <RecordLink key={record.id} record={record} />
              ))}
            </div>
          ) : (
            <Aside>
              It measures no key result, release or vision yet. Connect it, and they show how it goes. What measures the
              vision is the north star.
            </Aside>
          )}
        </Panel>
        <Slot name="metric.feed" metric={metric} mayEdit={mayEdit && isInUse} />
        <AlertsPanel metric={metric} mayEdit={mayEdit} />
        <ValuesPanel
          metric={metric}
          mayEdit={mayEdit && isInUse && metric.source !== 'formula' && metric.source !== 'question'}
          onCsv={() => setOpen('csv')}
          onPush={() => setOpen('push')}
        />
      </Stack>
      {isOpen === 'edit' && <MetricDialog metric={metric} onClose={() => setOpen(undefined)} />}
      {isOpen === 'csv' && <CsvDialog metric={metric} onClose={() => setOpen(undefined)} />}
      {isOpen === 'query' && <QueryDialog metric={metric} onClose={() => setOpen(undefined)} />}
      {isOpen === 'push' && <PushDialog metric={metric} onClose={() => setOpen(undefined)} />}
    </RecordPage>
  )
}

function Actions({ metric, onOpen }: { metric: Metric; onOpen: (dialog: Opened) => void }) {
  const { key, name, state } = metric
  const me = useMe()
  const isAdmin = me !== undefined && isAtLeast(me.role, 'admin')
  const bringBack = useMutation(
    metrics.bringBack.mutationOptions({ onSuccess: () => toast({ message: `${name} is in use again.` }) }),
  )
  const retire = useMutation(
    metrics.retire.mutationOptions({
      onSuccess: () => toast({ message: `${name} is retired.`, undo: () => bringBack.mutate({ key }) }),
    }),
  )
  return (
    <Menu
      trigger={<IconButton small label="What can be done" icon={<IconDots size={16} />} />}
      items={[
        { label: 'Change the metric', keyHint: 'e', run: () => onOpen('edit') },
        { label: 'Upload a CSV file', run: () => onOpen('csv'), disabled: state === 'retired' },
        { label: 'Send values from a program', run: () => onOpen('push') },
        ...(isAdmin ? [{ label: 'Read values from another database', run: () => onOpen('query') }] : []),
        'line',
        state === 'retired'
          ? { label: 'Take into use again', run: () => bringBack.mutate({ key }) }
          : { label: 'Retire the metric', detail: 'Its values stay.', run: () => retire.mutate({ key }) },
      ]}
    />
  )
}

function propertiesOf(metric: Metric) {
  const { direction, atRiskAt, offTrackAt, kind, source, maturesAfterDays: days } = metric
  const beyond = direction === 'up' ? 'Below' : 'Above'
  const bound = (value: number) => `${beyond} ${figureOf(value, metric)}`
  return [
    { label: 'Kind', value: KIND_WORDS[kind] },
    { label: 'Direction', value: DIRECTION_WORDS[direction] },
    { label: direction === 'between' ? 'Range' : 'Target', value: aimOf(metric)?.replace(/^Target /, '') ?? 'None' },
    ...(atRiskAt === null ? [] : [{ label: 'At risk', value: bound(atRiskAt) }]),
    ...(offTrackAt === null ? [] : [{ label: 'Off track', value: bound(offTrackAt) }]),
    { label: 'Values', value: `${SOURCE_WORDS[source]}, one a day` },
    ...(days === 0 ? [] : [{ label: 'Final after', value: days === 1 ? 'One day' : `${days} days` }]),
  ]
}
