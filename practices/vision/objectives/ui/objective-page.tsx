import { IconDots, IconPlus } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { RecordPage } from '#commons/history/ui/embeds.tsx'
import { useMe } from '#commons/people/ui/embeds.tsx'
import { RecordLink } from '#commons/records/ui/embeds.tsx'
import {
  Aside,
  Button,
  Chip,
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
  StatusMark,
  toast,
} from '#design/index.ts'
import { isAtLeast } from '#platform/auth/identity.ts'
import { useKey } from '#platform/client/keys.ts'
import { usePathParam } from '#platform/client/navigation.tsx'
import { refusalOf } from '#platform/client/refusals.ts'
import { useToday } from '#practices/outcomes/metrics/ui/embeds.tsx'

import type { Objective } from '../contract.ts'
import { cycleOf } from '../cycles/rules.ts'
import type { KeyResult } from '../key-results/contract.ts'
import { AcceptancePanel } from './acceptance-panel.tsx'
import { keyResults, objectives, refreshObjectives } from './api.ts'
import { DropDialog } from './drop-dialog.tsx'
import { CheckInButton } from './embeds.tsx'
import { Ending } from './ending.tsx'
import { KeyResultDialog } from './key-result-dialog.tsx'
import { KeyResultRow } from './key-result-row.tsx'
import { ObjectiveProperties } from './objective-properties.tsx'
import { useOwners } from './owners.ts'
import { Reasons } from './reasons.tsx'
import { gradeFigure } from './words.ts'

import css from './objectives.module.css'

/** One objective: its owners, the results it promises, what it serves, and how it ends. */
export default function ObjectivePage() {
  const key = usePathParam('key')
  const { data, error, refetch } = useQuery(objectives.get.queryOptions({ input: { key } }))
  if (data) return <Shown objective={data} />
  if (error)
    return (
      <Page>
        <ErrorState
          title="This objective is not here"
          message={refusalOf(error) ?? ''}
          onRetry={() => void refetch()}
        />
      </Page>
    )
  return <LoadingState like="page" />
}

function Shown({ objective }: { objective: Objective }) {
  const me = useMe()
  const today = useToday()
  const owners = useOwners(objective)
  const [isAdding, setAdding] = useState(false)
  const [isDropping, setDropping] = useState(false)
  const [isEnding, setEnding] = useState(false)
  const rename = useMutation(objectives.edit.mutationOptions({ onSuccess: refreshObjectives }))
  const { id, key, type, title, state, stateGroup, version, cycle, status, grade } = objective
  const isClosed = state === 'done' || state === 'dropped'
  const mayEdit = me !== undefined && isAtLeast(me.role, 'member') && !isClosed
  const isOver = (cycleOf(cycle)?.endsOn ?? '') < today
  useKey('k', 'Promise a key result', () => setAdding(true), mayEdit)

  return (
    <RecordPage
      record={{ id, key, type, title, state, stateGroup, version }}
      {...(mayEdit ? { onRename: (next: string) => rename.mutate({ id, title: next }) } : {})}
      renameError={refusalOf(rename.error)}
      state={
        <Row gap="tight">
          <span className={css.state}>{state}</span>
          {state === 'active' && status && <StatusMark status={status} />}
          {grade !== null && <Chip>Graded {gradeFigure(grade, 2)}</Chip>}
        </Row>
      }
      owners={<OwnerPair {...owners} named />}
      actions={
        mayEdit && (
          <Menu
            trigger={<IconButton small label="What can be done" icon={<IconDots size={16} />} />}
            items={[
              { label: 'Promise a key result', keyHint: 'k', run: () => setAdding(true) },
              ...(state === 'active' && !isOver
                ? [{ label: 'Grade and finish it early', run: () => setEnding(true) }]
                : []),
              'line',
              { label: 'Drop the objective', danger: true, run: () => setDropping(true) },
            ]}
          />
        )
      }
      properties={<ObjectiveProperties objective={objective} mayEdit={mayEdit} />}
    >
      <Stack gap="wide">
        <Notes objective={objective} />
        <AcceptancePanel objective={objective} />
        <Panel
          title="Key results"
          actions={
            mayEdit && (
              <Button small icon={<IconPlus size={14} />} keyHint="k" onClick={() => setAdding(true)}>
                Promise one
              </Button>
            )
          }
        >
          {objective.keyResults.length === 0 ? (
            <Aside>
              How will both sides know that it is reached? Promise at least one result that can be measured.
            </Aside>
          ) : (
            <>
              <ul className={css.results}>
                {objective.keyResults.map((one) => (
                  <li key={one.id}>
                    <KeyResultRow
                      keyResult={one}
                      actions={
                        <>
                          <CheckInButton keyResult={one} />
                          {mayEdit && <TakeBack keyResult={one} />}
                        </>
                      }
                    />
                  </li>
                ))}
              </ul>
              {objective.keyResults.length > 1 && (
                <div className={css.whole}>
                  <Aside>All of it</Aside>
                  <ProgressBar
                    value={objective.progress}
                    {...(status && !isClosed ? { status } : {})}
                    label="Mean of the key results"
                    says={`${Math.round(objective.progress * 100)} % of the way, on average`}
                  />
                </div>
              )}
            </>
          )}
        </Panel>
        {state === 'active' && (isOver || isEnding) && mayEdit && <Ending objective={objective} />}
        <Reasons objective={objective} mayEdit={mayEdit} />
      </Stack>
      {isAdding && <KeyResultDialog objectiveId={id} onClose={() => setAdding(false)} />}
      {isDropping && <DropDialog objective={objective} onClose={() => setDropping(false)} />}
    </RecordPage>
  )
}

/** What deserves to be said before all else: the vision moved, it goes on elsewhere, it ended. */
function Notes({ objective }: { objective: Objective }) {
  const me = useMe()
  const { id, reaffirmSince, rolledFrom, rolledTo, endNote, state, productOwnerId, engineeringOwnerId } = objective
  const reaffirm = useMutation(
    objectives.reaffirm.mutationOptions({
      onSuccess: ({ key }) => {
        refreshObjectives()
        toast({ message: `${key} still holds.` })
      },
      onError: (error) => toast({ message: refusalOf(error) ?? '', kind: 'refused' }),
    }),
  )
  const isOwner = me !== undefined && [productOwnerId, engineeringOwnerId].includes(me.id)
  if (!reaffirmSince && !rolledFrom && !rolledTo && !endNote) return null
  return (
    <div className={css.notes}>
      {reaffirmSince && (
        <div className={css.note}>
          <p>
            The vision changed on{' '}
            {reaffirmSince.toLocaleDateString(undefined, { day: 'numeric', month: 'long', year: 'numeric' })}, and with
            it a clause that this objective serves. Does it still hold?
          </p>
          <Row gap="tight">
            {isOwner ? (
              <Button small busy={reaffirm.isPending} onClick={() => reaffirm.mutate({ id })}>
                It still holds
              </Button>
            ) : (
              <Aside>Its owners are asked.</Aside>
            )}
            <Button small kind="quiet" href="/vision">
              Read the vision
            </Button>
          </Row>
        </div>
      )}
      {rolledFrom && (
        <p className={css.note}>
          It carries on from <RecordLink record={rolledFrom} />
        </p>
      )}
      {rolledTo && (
        <p className={css.note}>
          It goes on in <RecordLink record={rolledTo} />
        </p>
      )}
      {endNote && (
        <p className={css.note}>
          <b>{state === 'dropped' ? 'Why it was dropped: ' : 'What we learned: '}</b>
          {endNote}
        </p>
      )}
    </div>
  )
}

function TakeBack({ keyResult }: { keyResult: KeyResult }) {
  const { id, key, grade, rolledTo } = keyResult
  const remove = useMutation(
    keyResults.remove.mutationOptions({
      onSuccess: () => {
        refreshObjectives()
        toast({ message: `${key} is taken back.` })
      },
      onError: (error) => toast({ message: refusalOf(error) ?? '', kind: 'refused' }),
    }),
  )
  if (grade !== null || rolledTo) return null
  return (
    <Menu
      trigger={<IconButton small label={`What can be done with ${key}`} icon={<IconDots size={15} />} />}
      items={[
        {
          label: 'Take it back',
          detail: 'Both owners accept what remains.',
          danger: true,
          run: () => remove.mutate({ id }),
        },
      ]}
    />
  )
}
