import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { When } from '#commons/people/ui/embeds.tsx'
import type { RecordSummary } from '#commons/records/contract.ts'
import { RecordLink, RecordPicker } from '#commons/records/ui/embeds.tsx'
import { Aside, Button, Dialog, Form, Panel, Row, SelectField, Stack, toast } from '#design/index.ts'
import { refusalCode, refusalOf } from '#platform/client/refusals.ts'

import type { MetricFeed } from '../feeds/contract.ts'
import { linesOf } from '../feeds/rules.ts'
import { metricFeeds, questions } from './api.ts'

type Fed = { key: string; name: string }

/** On a metric's page: the question that its values are counted from, or the way to choose one. */
export default function FeedPanel({ metric, mayEdit }: { metric: Fed; mayEdit: boolean }) {
  const [isOpen, setOpen] = useState(false)
  const { data } = useQuery(metricFeeds.get.queryOptions({ input: { key: metric.key } }))
  if (data === undefined || (data === null && !mayEdit)) return null
  return (
    <Panel
      title="Counted from a question"
      plain
      actions={
        mayEdit && (
          <Button small onClick={() => setOpen(true)}>
            {data ? 'Change it' : 'Choose a question'}
          </Button>
        )
      }
    >
      {data ? (
        <Shown feed={data} metric={metric} mayEdit={mayEdit} />
      ) : (
        <Aside>
          What your product sends can be its values: choose a question about trends, and each day that is over is
          counted by itself.
        </Aside>
      )}
      {isOpen && <FeedDialog metric={metric} feed={data} onClose={() => setOpen(false)} />}
    </Panel>
  )
}

function Shown({ feed, metric, mayEdit }: { feed: MetricFeed; metric: Fed; mayEdit: boolean }) {
  const { question, line, lineSays, says, countedAt, lastProblem } = feed
  const { key } = metric
  const run = useMutation(
    metricFeeds.run.mutationOptions({
      onSuccess: ({ lastProblem: problem }) =>
        toast(problem ? { message: problem, kind: 'refused' } : { message: 'The last 400 days are counted anew.' }),
      onError: (error) => toast({ message: refusalOf(error) ?? '', kind: 'refused' }),
    }),
  )
  const remove = useMutation(
    metricFeeds.remove.mutationOptions({
      onSuccess: () => toast({ message: `${metric.name} follows no question any more. Its values stay.` }),
      onError: (error) => toast({ message: refusalOf(error) ?? '', kind: 'refused' }),
    }),
  )
  return (
    <Stack gap="tight">
      <Row gap="tight">
        <RecordLink record={question} />
        {lineSays && <Aside>{`${line}: ${lineSays}`}</Aside>}
      </Row>
      <p>{says}</p>
      {lastProblem && <p role="alert">The last count brought nothing: {lastProblem}</p>}
      <Row gap="tight">
        {countedAt && (
          <Aside>
            Counted <When at={countedAt} />; again every hour, each day once it is over.
          </Aside>
        )}
        {mayEdit && (
          <>
            <Button small kind="quiet" busy={run.isPending} onClick={() => run.mutate({ key })}>
              Count anew
            </Button>
            <Button small kind="quiet" busy={remove.isPending} onClick={() => remove.mutate({ key })}>
              Take it away
            </Button>
          </>
        )}
      </Row>
    </Stack>
  )
}

function FeedDialog({ metric, feed, onClose }: { metric: Fed; feed: MetricFeed | null; onClose: () => void }) {
  const [chosen, setChosen] = useState<RecordSummary | undefined>(feed?.question)
  const [line, setLine] = useState(feed?.line ?? 'A')
  const [isMissing, setMissing] = useState(false)
  const question = useQuery(
    questions.get.queryOptions({ input: { key: chosen?.key ?? '' }, enabled: chosen !== undefined }),
  )
  const lines = question.data ? linesOf(question.data.asking) : []
  const set = useMutation(
    metricFeeds.set.mutationOptions({
      onSuccess: () => {
        toast({ message: `${metric.name} is counted from it, for the last 400 days and from now on.` })
        onClose()
      },
    }),
  )
  const code = refusalCode(set.error)
  const isOfQuestion = code === 'NO_QUESTION' || code === 'NOT_DAILY'
  const says = refusalOf(set.error)
  const submit = () => {
    setMissing(!chosen)
    if (chosen) set.mutate({ key: metric.key, questionKey: chosen.key, line })
  }
  return (
    <Dialog open onClose={onClose} title={`Count ${metric.name} from a question`}>
      <Form
        onSubmit={submit}
        submit="Count it"
        busy={set.isPending}
        refusal={isOfQuestion || code === 'NO_SUCH_LINE' ? undefined : says}
        cancel={{ label: 'Cancel', run: onClose }}
      >
        <RecordPicker
          label="Which question?"
          types={['question']}
          required
          value={chosen}
          onChange={(next) => {
            setChosen(next)
            setLine('A')
            setMissing(false)
          }}
          error={isMissing ? 'Choose a question.' : isOfQuestion ? says : undefined}
        />
        {lines.length > 1 && (
          <SelectField
            label="Which of its lines?"
            choices={lines.map(({ of, label }) => ({ value: of, label: `${of}: ${label}` }))}
            value={line}
            onChange={setLine}
            error={code === 'NO_SUCH_LINE' ? says : undefined}
          />
        )}
        <Aside>
          Each day has one value, whatever the question shows on its own page: without parts, smoothing or comparison.
          Values that were recorded before are replaced where the question has one.
        </Aside>
      </Form>
    </Dialog>
  )
}
