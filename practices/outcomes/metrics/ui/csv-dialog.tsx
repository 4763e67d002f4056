import { IconUpload } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { type DragEvent, useRef, useState } from 'react'

import { Aside, Button, Dialog, FieldRow, Form, SelectField, Stack, TextArea, toast } from '#design/index.ts'
import { queryClient } from '#platform/client/query-client.ts'
import { fieldErrors, refusalOf } from '#platform/client/refusals.ts'

import type { Metric } from '../contract.ts'
import type { CsvFile, CsvReport, DayOrder } from '../values/contract.ts'
import { metrics } from './api.ts'
import { dayInWords, exactFigure } from './words.ts'

import css from './metrics.module.css'

const LARGEST = 2_000_000
const ROWS_SHOWN = 6

const ORDERS: { value: DayOrder; label: string }[] = [
  { value: 'ymd', label: '2026-11-22' },
  { value: 'dmy', label: '22.11.2026' },
  { value: 'mdy', label: '11/22/2026' },
]

/** Takes a CSV file, shows what it holds, then records the good lines. */
export function CsvDialog({ metric, onClose }: { metric: Metric; onClose: () => void }) {
  const [file, setFile] = useState<CsvFile>()
  const [pasted, setPasted] = useState('')
  const [tooLarge, setTooLarge] = useState<string>()
  const preview = useMutation(metrics.previewCsv.mutationOptions())
  const record = useMutation(
    metrics.importCsv.mutationOptions({
      onSuccess: ({ recorded }) => {
        void queryClient.invalidateQueries({ queryKey: metrics.key() })
        toast({
          message:
            recorded === 0
              ? 'Every value of the file was there already.'
              : recorded === 1
                ? 'One value is recorded.'
                : `${recorded} values are recorded.`,
        })
        onClose()
      },
    }),
  )
  const read = (next: CsvFile) => {
    setFile(next)
    preview.mutate({ ...next, key: metric.key })
  }
  const take = async (chosen: File | undefined) => {
    if (!chosen) return
    if (chosen.size > LARGEST) return setTooLarge('The file is larger than 2 MB. Send it in parts.')
    setTooLarge(undefined)
    read({ text: await chosen.text() })
  }
  const report = preview.data
  const error = refusalOf(preview.error)

  return (
    <Dialog open onClose={onClose} title={`Values of ${metric.name} from a file`} size="wide">
      {file && report ? (
        <Form
          onSubmit={() => record.mutate({ ...file, key: metric.key })}
          submit={report.good === 1 ? 'Record one value' : `Record ${report.good} values`}
          disabled={report.good === 0 || preview.isPending}
          busy={record.isPending}
          refusal={refusalOf(record.error) ?? error}
          cancel={{ label: 'Another file', run: () => setFile(undefined) }}
        >
          <Ways report={report} onChange={(ways) => read({ ...waysOf(report), ...ways, text: file.text })} />
          <Report report={report} metric={metric} />
        </Form>
      ) : (
        <Stack>
          <Drop onFile={(chosen) => void take(chosen)} busy={preview.isPending} />
          {(tooLarge ?? error) && <p role="alert">{tooLarge ?? error}</p>}
          <Form
            onSubmit={() => read({ text: pasted })}
            submit="Read it"
            disabled={pasted.trim() === ''}
            busy={preview.isPending}
          >
            <TextArea
              label="Or paste two columns"
              hint="The day and the value, with or without names in the first line."
              placeholder={'day,value\n2026-11-21,61.5\n2026-11-22,62.0'}
              value={pasted}
              onChange={setPasted}
              error={fieldErrors(preview.error).text}
            />
          </Form>
        </Stack>
      )}
    </Dialog>
  )
}

const waysOf = ({ dayColumn, valueColumn, dayOrder, decimal }: CsvReport) => ({
  dayColumn,
  valueColumn,
  dayOrder,
  decimal,
})

function Drop({ onFile, busy }: { onFile: (file: File | undefined) => void; busy: boolean }) {
  const input = useRef<HTMLInputElement>(null)
  const drop = (event: DragEvent) => {
    event.preventDefault()
    onFile(event.dataTransfer.files[0])
  }
  return (
    <div className={css.drop} onDragOver={(event) => event.preventDefault()} onDrop={drop}>
      <input
        ref={input}
        type="file"
        accept=".csv,.tsv,.txt,text/csv"
        hidden
        onChange={(event) => {
          onFile(event.currentTarget.files?.[0])
          event.currentTarget.value = ''
        }}
      />
      <Stack gap="tight">
        <div>
          <Button icon={<IconUpload size={16} />} busy={busy} onClick={() => input.current?.click()}>
            Choose a CSV file
          </Button>
        </div>
        <Aside>or drop it here. It is read first; nothing is recorded before you say so.</Aside>
      </Stack>
    </div>
  )
}

/** How the file is read, as far as it could be found out. */
function Ways({ report, onChange }: { report: CsvReport; onChange: (ways: Partial<CsvFile>) => void }) {
  const columns = [...new Set(report.columns)].filter(Boolean).map((name) => ({ value: name, label: name }))
  return (
    <FieldRow>
      <SelectField
        label="Day"
        choices={columns}
        value={report.dayColumn}
        onChange={(dayColumn) => onChange({ dayColumn })}
      />
      <SelectField
        label="Value"
        choices={columns}
        value={report.valueColumn}
        onChange={(valueColumn) => onChange({ valueColumn })}
      />
      <SelectField
        label="Days look like"
        choices={ORDERS}
        value={report.dayOrder}
        onChange={(dayOrder) => onChange({ dayOrder })}
      />
      <SelectField
        label="Numbers look like"
        choices={[
          { value: 'point', label: '1,234.5' },
          { value: 'comma', label: '1.234,5' },
        ]}
        value={report.decimal}
        onChange={(decimal) => onChange({ decimal })}
      />
    </FieldRow>
  )
}

function Report({ report, metric }: { report: CsvReport; metric: Metric }) {
  const { good, replaced, bad, rows, problems } = report
  const shown = rows.filter(({ problem }) => problem === undefined).slice(0, ROWS_SHOWN)
  return (
    <Stack gap="tight">
      <p>
        {good === 1 ? 'One line is good.' : `${good} lines are good.`}
        {replaced > 0 && ` ${replaced} of them replace another value.`}
        {bad > 0 && ` ${bad === 1 ? 'One line is' : `${bad} lines are`} left out.`}
      </p>
      {shown.length > 0 && (
        <table className={css.report}>
          <thead>
            <tr>
              <th>Line</th>
              <th>Day</th>
              <th>Value</th>
              <th>Until now</th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ line, day, value, before }) => (
              <tr key={line}>
                <td>{line}</td>
                <td>{day && dayInWords(day)}</td>
                <td>{value !== undefined && exactFigure(value, metric)}</td>
                <td>{before !== undefined && exactFigure(before, metric)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {good > shown.length && <Aside>and {good - shown.length} more</Aside>}
      {problems.length > 0 && (
        <div className={css.scroll}>
          <table className={css.report} aria-label="Lines that are left out">
            <thead>
              <tr>
                <th>Line</th>
                <th>Left out because</th>
              </tr>
            </thead>
            <tbody>
              {problems.map(({ line, problem }) => (
                <tr key={line}>
                  <td>{line}</td>
                  <td>{problem}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Stack>
  )
}
