import { IconDots } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { RecordPage } from '#commons/history/ui/embeds.tsx'
import { useMe } from '#commons/people/ui/embeds.tsx'
import { RecordLink } from '#commons/records/ui/embeds.tsx'
import {
  Chip,
  Dialog,
  ErrorState,
  IconButton,
  LoadingState,
  Menu,
  OwnerPair,
  Page,
  Panel,
  ProgressBar,
  Row,
  Stack,
  Stat,
  StatusMark,
} from '#design/index.ts'
import { isAtLeast } from '#platform/auth/identity.ts'
import { useKey } from '#platform/client/keys.ts'
import { usePathParam } from '#platform/client/navigation.tsx'
import { refusalOf } from '#platform/client/refusals.ts'
import { useToday } from '#practices/outcomes/metrics/ui/embeds.tsx'

import { weekOf } from '../check-ins/rules.ts'
import { cycleOf } from '../cycles/rules.ts'
import type { KeyResult } from '../key-results/contract.ts'
import { keyResults, refreshObjectives } from './api.ts'
import { CheckInForm } from './check-in-form.tsx'
import { FollowDialog } from './follow-dialog.tsx'
import { KeyResultDialog } from './key-result-dialog.tsx'
import { useOwners } from './owners.ts'
import { Rounds, useRounds } from './rounds.tsx'
import { ValueChart } from './value-chart.tsx'
import { dayInWords, figureOf, gradeFigure, KIND_WORDS, progressInWords, promiseOf, SOURCE_WORDS } from './words.ts'

import css from './objectives.module.css'

/** One key result: how it goes, this week's check-in, and what both sides believed week by week. */
export default function KeyResultPage() {
  const key = usePathParam('key')
  const { data, error, refetch } = useQuery(keyResults.get.queryOptions({ input: { key } }))
  if (data) return <Shown keyResult={data} />
  if (error)
    return (
      <Page>
        <ErrorState
          title="This key result is not here"
          message={refusalOf(error) ?? ''}
          onRetry={() => void refetch()}
        />
      </Page>
    )
  return <LoadingState like="page" />
}

type Opened = 'retarget' | 'follow' | 'check-in'

function Shown({ keyResult }: { keyResult: KeyResult }) {
  const me = useMe()
  const owners = useOwners(keyResult)
  const [isOpen, setOpen] = useState<Opened>()
  const rename = useMutation(keyResults.rename.mutationOptions({ onSuccess: refreshObjectives }))
  const { id, key, type, title, state, stateGroup, version, status, isRunning, objective } = keyResult
  const mayEdit = me !== undefined && isAtLeast(me.role, 'member') && objective.stateGroup !== 'done'
  const canAnswer = isRunning && me?.side != null && isAtLeast(me.role, 'contributor')
  useKey('c', 'Check in', () => setOpen('check-in'), canAnswer)

  return (
    <RecordPage
      record={{ id, key, type, title, state, stateGroup, version }}
      {...(mayEdit ? { onRename: (next: string) => rename.mutate({ id, title: next }) } : {})}
      renameError={refusalOf(rename.error)}
      state={isRunning && status ? <StatusMark status={status} /> : undefined}
      owners={<OwnerPair {...owners} named />}
      actions={
        mayEdit && (
          <Menu
            trigger={<IconButton small label="What can be done" icon={<IconDots size={16} />} />}
            items={[
              {
                label: 'Change what is promised',
                detail: 'Both owners accept it anew.',
                run: () => setOpen('retarget'),
              },
              { label: 'Say where its value comes from', run: () => setOpen('follow') },
            ]}
          />
        )
      }
      properties={propertiesOf(keyResult)}
    >
      <Stack gap="wide">
        <Notes keyResult={keyResult} />
        <Panel>
          <div className={css.figures}>
            <Stat
              label="Stands at"
              value={keyResult.value === null ? '–' : figureOf(keyResult.value, keyResult)}
              detail={keyResult.valueOn ? dayInWords(keyResult.valueOn) : 'No value yet'}
            />
            <Stat
              label={KIND_WORDS[keyResult.kind]}
              value={promiseOf(keyResult)}
              detail={`due ${dayInWords(keyResult.dueOn)}`}
            />
            <Stat
              label="Pace"
              value={keyResult.pace === null ? '–' : keyResult.pace.toFixed(2)}
              detail="1.00 is just in time"
            />
          </div>
          <div className={css.bar}>
            <ProgressBar
              value={keyResult.progress}
              {...(keyResult.expected === null ? {} : { pace: keyResult.expected })}
              {...(status ? { status } : {})}
              label={title}
              says={progressInWords(keyResult)}
            />
            <span className={css.faint}>{progressInWords(keyResult)}</span>
          </div>
          <ValueChart keyResult={keyResult} />
        </Panel>
        {canAnswer && <ThisWeek keyResult={keyResult} />}
        <Panel title="Check-ins" plain>
          <Rounds keyResult={keyResult} />
        </Panel>
      </Stack>
      {isOpen === 'retarget' && <KeyResultDialog keyResult={keyResult} onClose={() => setOpen(undefined)} />}
      {isOpen === 'follow' && <FollowDialog keyResult={keyResult} onClose={() => setOpen(undefined)} />}
      {isOpen === 'check-in' && (
        <Dialog open onClose={() => setOpen(undefined)} title={`${key} ${title}`} size="small">
          <CheckInForm keyResult={keyResult} onDone={() => setOpen(undefined)} />
        </Dialog>
      )}
    </RecordPage>
  )
}

/** What deserves to be said before the numbers: it is questioned, was judged, went on, or was graded. */
function Notes({ keyResult }: { keyResult: KeyResult }) {
  const { challenge, metric, verdict, rolledTo, grade, gradeNote } = keyResult
  if (!challenge && !verdict && !rolledTo && grade === null) return null
  return (
    <div className={css.notes}>
      {challenge === 'output' && metric && (
        <p className={css.note}>
          It follows an output: <RecordLink record={metric} stateHidden /> counts what we do, not what changes for
          users. What would users do differently if it came true?
        </p>
      )}
      {verdict && (
        <p className={css.note}>
          A success review decided to {verdict.verdict}
          {verdict.verdict === 'adjust' ? ' it' : ''}. {verdict.review && <RecordLink record={verdict.review} />}
        </p>
      )}
      {rolledTo && (
        <p className={css.note}>
          It went on as <RecordLink record={rolledTo} />
        </p>
      )}
      {grade !== null && (
        <p className={css.note}>
          <Chip>Graded {gradeFigure(grade)}</Chip> {gradeNote}
        </p>
      )}
    </div>
  )
}

/** This week's round, where one's own answer is given and can be changed until both sides are in. */
function ThisWeek({ keyResult }: { keyResult: KeyResult }) {
  const me = useMe()
  const week = weekOf(useToday())
  const round = useRounds(keyResult.id).data?.pages[0]?.items.find((one) => one.week === week)
  const mine = round?.answers.find((answer) => answer.memberId === me?.id)
  const [isAgain, setAgain] = useState(false)
  if (round?.revealedAt && mine) return null
  return (
    <Panel title={mine ? 'You are in this week' : 'Your check-in this week'}>
      {mine && !isAgain ? (
        <Row spread>
          <span>
            {mine.confidence} of 10{mine.sentence && `: ${mine.sentence}`}
          </span>
          <button type="button" className={css.link} onClick={() => setAgain(true)}>
            Think again
          </button>
        </Row>
      ) : (
        <CheckInForm
          key={mine?.at.toISOString() ?? 'new'}
          keyResult={keyResult}
          mine={mine}
          onDone={() => setAgain(false)}
        />
      )}
    </Panel>
  )
}

function propertiesOf(keyResult: KeyResult) {
  const { objective, cycle, source, metric, work, startsOn, dueOn, unit } = keyResult
  return [
    { label: 'Objective', value: <RecordLink record={objective} titled={false} /> },
    { label: 'Cycle', value: cycleOf(cycle)?.name ?? cycle },
    { label: 'From', value: dayInWords(startsOn) },
    { label: 'Due', value: dayInWords(dueOn) },
    ...(unit ? [{ label: 'Unit', value: unit }] : []),
    { label: 'Value', value: SOURCE_WORDS[source] },
    ...(metric ? [{ label: 'Metric', value: <RecordLink record={metric} titled={false} stateHidden /> }] : []),
    ...(work ? [{ label: 'Linked work', value: `${work.done} of ${work.total} done` }] : []),
  ]
}
