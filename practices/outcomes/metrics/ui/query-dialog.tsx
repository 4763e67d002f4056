import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { When } from '#commons/people/ui/embeds.tsx'
import { Aside, Button, Dialog, Form, LoadingState, Row, TextArea, TextField, toast } from '#design/index.ts'
import { queryClient } from '#platform/client/query-client.ts'
import { fieldErrors, refusalCode, refusalOf } from '#platform/client/refusals.ts'

import type { Metric } from '../contract.ts'
import type { ExternalQuery, TrialRun } from '../external-queries/contract.ts'
import { metricQueries, metrics } from './api.ts'

import css from './metrics.module.css'

/** Lets a metric's values come from another PostgreSQL: where, what is asked, and a trial before it is kept. */
export function QueryDialog({ metric, onClose }: { metric: Metric; onClose: () => void }) {
  const { data } = useQuery(metricQueries.get.queryOptions({ input: { key: metric.key } }))
  return (
    <Dialog open onClose={onClose} size="wide" title={`Values of ${metric.name} from another database`}>
      {data === undefined ? (
        <LoadingState like="text" rows={4} />
      ) : (
        <Asked metric={metric} kept={data} onClose={onClose} />
      )}
    </Dialog>
  )
}

const refresh = () => {
  void queryClient.invalidateQueries({ queryKey: metricQueries.key() })
  void queryClient.invalidateQueries({ queryKey: metrics.key() })
}

function Asked({ metric, kept, onClose }: { metric: Metric; kept: ExternalQuery | null; onClose: () => void }) {
  const { key } = metric
  const [connection, setConnection] = useState('')
  const [statement, setStatement] = useState(kept?.statement ?? '')
  const input = { key, statement, ...(connection.trim() ? { connection: connection.trim() } : {}) }
  const settle = (message: string) => () => {
    refresh()
    toast({ message })
    onClose()
  }
  const tryOut = useMutation(metricQueries.tryOut.mutationOptions())
  const set = useMutation(
    metricQueries.set.mutationOptions({ onSuccess: settle('Its values come from that database, once a day.') }),
  )
  const remove = useMutation(
    metricQueries.remove.mutationOptions({ onSuccess: settle('The query and its connection are forgotten.') }),
  )
  const error = set.error ?? tryOut.error
  const errors = fieldErrors(error)
  const code = refusalCode(error)
  const says = refusalOf(error)
  const isOfConnection = code === 'PRIVATE_ADDRESS' || code === 'CONNECTION_NEEDED'
  return (
    <Form
      onSubmit={() => set.mutate(input)}
      submit="Keep the query"
      busy={set.isPending}
      refusal={Object.keys(errors).length > 0 || isOfConnection ? undefined : says}
      cancel={{ label: 'Cancel', run: onClose }}
    >
      {kept && (
        <Aside>
          It asks {kept.database} on {kept.host} as {kept.user || 'nobody'}.{' '}
          {kept.lastRunAt && (
            <>
              Last run <When at={kept.lastRunAt} />.
            </>
          )}{' '}
          {kept.lastProblem}
        </Aside>
      )}
      <TextField
        label={kept ? 'Another connection' : 'Connection'}
        placeholder="postgresql://reader:password@db.example.com:5432/shop?sslmode=require"
        hint="Kept encrypted and never shown again. Give a user that may only read."
        autoComplete="off"
        value={connection}
        onChange={setConnection}
        error={errors.connection ?? (isOfConnection ? says : undefined)}
      />
      <TextArea
        label="Query"
        hint="One row with one number counts for today; rows of a date and a number count for their days. It runs read-only, for at most ten seconds."
        minRows={5}
        value={statement}
        onChange={setStatement}
        error={errors.statement}
      />
      <Row>
        <Button busy={tryOut.isPending} onClick={() => tryOut.mutate(input)}>
          Try it out
        </Button>
        {kept && (
          <Button kind="danger" busy={remove.isPending} onClick={() => remove.mutate({ key })}>
            Forget the query
          </Button>
        )}
      </Row>
      {tryOut.data && <Trial trial={tryOut.data} />}
    </Form>
  )
}

function Trial({ trial }: { trial: TrialRun }) {
  const { columns, rows, count, values, problem } = trial
  return (
    <div className={css.scroll} role="status">
      {problem ? (
        <p className={css.problem}>{problem}</p>
      ) : (
        <p>
          {count === 1 ? 'It answers one row.' : `It answers ${count.toLocaleString()} rows.`}{' '}
          {values.length === 1 ? 'Its value would be recorded.' : 'Their values would be recorded, a day each.'}
        </p>
      )}
      {rows.length > 0 && (
        <table className={css.report}>
          <thead>
            <tr>
              {columns.map((column, position) => (
                <th key={position}>{column}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((cells, position) => (
              <tr key={position}>
                {cells.map((cell, at) => (
                  <td key={at}>{cell ?? '–'}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  )
}
