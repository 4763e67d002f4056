import { IconPencil, IconTrash } from '@tabler/icons-react'
import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import {
  Button,
  type Column,
  DateField,
  Dialog,
  Form,
  IconButton,
  NumberField,
  Panel,
  Row,
  TextField,
  toast,
  VirtualTable,
} from '#design/index.ts'
import { queryClient } from '#platform/client/query-client.ts'
import { fieldErrors, refusalOf } from '#platform/client/refusals.ts'

import type { Metric, MetricValue } from '../contract.ts'
import { metrics } from './api.ts'
import { useToday } from './series.ts'
import { dayInWords, exactFigure, VALUE_SOURCE_WORDS } from './words.ts'

import css from './metrics.module.css'

const keyOf = ({ day }: MetricValue) => day
const refresh = () => void queryClient.invalidateQueries({ queryKey: metrics.key() })

type Props = { metric: Metric; mayEdit: boolean; onCsv: () => void; onPush: () => void }

/** The table behind the chart: record a value, correct one, take one away. */
export function ValuesPanel({ metric, mayEdit, onCsv, onPush }: Props) {
  const [corrected, setCorrected] = useState<MetricValue>()
  const list = useInfiniteQuery(
    metrics.values.infiniteOptions({
      input: (after: string | undefined) => ({ key: metric.key, limit: 100, ...(after ? { after } : {}) }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (last) => last.next,
    }),
  )
  const shown = list.data?.pages.flatMap((page) => page.items) ?? []
  const putBack = useMutation(metrics.recordValues.mutationOptions({ onSuccess: refresh }))
  const remove = useMutation(
    metrics.removeValue.mutationOptions({
      onSuccess: ({ day, value, note }) => {
        refresh()
        toast({
          message: `The value of ${dayInWords(day)} is gone.`,
          undo: () => putBack.mutate({ key: metric.key, values: [{ day, value, note }] }),
        })
      },
      onError: (error) => toast({ message: refusalOf(error) ?? '', kind: 'refused' }),
    }),
  )

  const columns: Column<MetricValue>[] = [
    { id: 'day', head: 'Day', cell: ({ day }) => dayInWords(day), width: 'minmax(132px, 1fr)' },
    {
      id: 'value',
      head: 'Value',
      cell: ({ value }) => exactFigure(value, metric),
      width: 'minmax(84px, 120px)',
      align: 'end',
    },
    { id: 'note', head: 'Note', cell: ({ note }) => note, width: 'minmax(120px, 3fr)', wideOnly: true },
    { id: 'source', head: 'From', cell: ({ source }) => VALUE_SOURCE_WORDS[source], width: '90px', wideOnly: true },
    ...(mayEdit
      ? [
          {
            id: 'acts',
            head: '',
            width: '84px',
            cell: (value: MetricValue) => (
              <span className={css.actions}>
                <IconButton
                  small
                  label={`Correct the value of ${dayInWords(value.day)}`}
                  icon={<IconPencil size={14} />}
                  onClick={() => setCorrected(value)}
                />
                <IconButton
                  small
                  label={`Take the value of ${dayInWords(value.day)} away`}
                  icon={<IconTrash size={14} />}
                  onClick={() => remove.mutate({ key: metric.key, day: value.day })}
                />
              </span>
            ),
          },
        ]
      : []),
  ]

  return (
    <Panel
      title="Values"
      plain
      actions={
        <Row gap="tight">
          {mayEdit && (
            <Button small onClick={onCsv}>
              Upload CSV
            </Button>
          )}
          <Button small kind="quiet" onClick={onPush}>
            Send by HTTP
          </Button>
        </Row>
      }
    >
      {mayEdit && <RecordForm metric={metric} />}
      {shown.length > 0 && (
        <VirtualTable
          label={`Values of ${metric.name}`}
          items={shown}
          keyOf={keyOf}
          columns={columns}
          height="360px"
          {...(mayEdit ? { onOpen: setCorrected } : {})}
          onEnd={() => list.hasNextPage && void list.fetchNextPage()}
          loadingMore={list.isFetchingNextPage}
        />
      )}
      {corrected && <CorrectDialog metric={metric} before={corrected} onClose={() => setCorrected(undefined)} />}
    </Panel>
  )
}

function RecordForm({ metric }: { metric: Metric }) {
  const today = useToday()
  const [day, setDay] = useState<string | undefined>()
  const [value, setValue] = useState<number>()
  const [note, setNote] = useState('')
  const [lacks, setLacks] = useState<string>()
  const record = useMutation(
    metrics.recordValues.mutationOptions({
      onSuccess: ({ recorded }, { values }) => {
        refresh()
        setValue(undefined)
        setNote('')
        const of = dayInWords(values[0]?.day ?? today)
        toast({ message: recorded > 0 ? `The value of ${of} is recorded.` : `${of} held that value already.` })
      },
    }),
  )
  const errors = fieldErrors(record.error)
  const send = () => {
    if (value === undefined) return setLacks('Write a number.')
    setLacks(undefined)
    record.mutate({ key: metric.key, values: [{ day: day ?? today, value, ...(note ? { note } : {}) }] })
  }
  const refusal = Object.keys(errors).length > 0 ? undefined : refusalOf(record.error)
  return (
    <form
      className={css.record}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <div>
        <DateField label="Day" value={day ?? today} max={today} onChange={setDay} error={errors['values.0.day']} />
      </div>
      <div>
        <NumberField
          label="Value"
          digits={Math.max(metric.digits, 2)}
          unit={metric.unit}
          value={value}
          onChange={setValue}
          error={lacks ?? errors['values.0.value'] ?? refusal}
        />
      </div>
      <div>
        <TextField
          label="Note"
          placeholder="What was special about the day"
          value={note}
          onChange={setNote}
          error={errors['values.0.note']}
        />
      </div>
      <Button type="submit" busy={record.isPending}>
        Record
      </Button>
    </form>
  )
}

function CorrectDialog({ metric, before, onClose }: { metric: Metric; before: MetricValue; onClose: () => void }) {
  const [value, setValue] = useState<number | undefined>(before.value)
  const [note, setNote] = useState(before.note)
  const putBack = useMutation(metrics.recordValues.mutationOptions({ onSuccess: refresh }))
  const correct = useMutation(
    metrics.recordValues.mutationOptions({
      onSuccess: () => {
        refresh()
        onClose()
        const { day } = before
        toast({
          message: `The value of ${dayInWords(day)} is corrected.`,
          undo: () => putBack.mutate({ key: metric.key, values: [{ day, value: before.value, note: before.note }] }),
        })
      },
    }),
  )
  const [lacks, setLacks] = useState<string>()
  const submit = () => {
    if (value === undefined) return setLacks('Write a number.')
    correct.mutate({ key: metric.key, values: [{ day: before.day, value, note }] })
  }
  return (
    <Dialog open onClose={onClose} title={`Correct ${dayInWords(before.day)}`} size="small">
      <Form
        onSubmit={submit}
        submit="Correct"
        busy={correct.isPending}
        refusal={refusalOf(correct.error)}
        cancel={{ label: 'Cancel', run: onClose }}
      >
        <NumberField
          label="Value"
          digits={Math.max(metric.digits, 2)}
          unit={metric.unit}
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog was opened to fill this in
          autoFocus
          value={value}
          onChange={setValue}
          error={lacks}
        />
        <TextField label="Note" hint="Why it was corrected, or what was special." value={note} onChange={setNote} />
      </Form>
    </Dialog>
  )
}
