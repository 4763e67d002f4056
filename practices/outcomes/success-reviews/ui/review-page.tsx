import { IconDots } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { RecordPage } from '#commons/history/ui/embeds.tsx'
import { PersonMark, useMe } from '#commons/people/ui/embeds.tsx'
import { RecordLink } from '#commons/records/ui/embeds.tsx'
import {
  Button,
  Chip,
  ErrorState,
  IconButton,
  LineSteps,
  LoadingState,
  Menu,
  Page,
  Panel,
  type Property,
  Stack,
} from '#design/index.ts'
import { isAtLeast } from '#platform/auth/identity.ts'
import { useKey } from '#platform/client/keys.ts'
import { usePathParam } from '#platform/client/navigation.tsx'
import { refusalOf } from '#platform/client/refusals.ts'
import { dayInWords } from '#practices/outcomes/metrics/ui/embeds.tsx'

import type { SuccessReviewDetail } from '../contract.ts'
import { successReviews } from './api.ts'
import { DecideDialog } from './decide-dialog.tsx'
import { DecisionPanel } from './decision-panel.tsx'
import { FactsPanel } from './facts-panel.tsx'
import { PeopleDialog, PutOffDialog } from './people-dialog.tsx'
import { SurprisesPanel } from './surprises-panel.tsx'
import { VerdictChip } from './verdict-chip.tsx'
import { waitsFor } from './words.ts'

/** One review, from the facts over what surprised each side to the verdict. */
export default function ReviewPage() {
  const key = usePathParam('key')
  const { data, error, refetch } = useQuery(successReviews.get.queryOptions({ input: { key } }))
  if (data) return <Shown review={data} />
  if (error)
    return (
      <Page>
        <ErrorState title="This review is not here" message={refusalOf(error) ?? ''} onRetry={() => void refetch()} />
      </Page>
    )
  return <LoadingState like="page" />
}

const goTo = (id: string) => document.getElementById(id)?.scrollIntoView({ behavior: 'smooth', block: 'start' })

function Shown({ review }: { review: SuccessReviewDetail }) {
  const me = useMe()
  const [isOpen, setOpen] = useState<'decide' | 'put-off' | 'people'>()
  const { id, key, title, state, stateGroup, version, decision, revealedAt, isOverdue, dueOn } = review
  const mayAct = me !== undefined && isAtLeast(me.role, 'member')
  const mayDecide = mayAct && revealedAt !== null && decision === null
  useKey('d', 'Decide', () => setOpen('decide'), mayDecide)
  const close = () => setOpen(undefined)
  const handedIn = review.surprises.filter(({ isHandedIn }) => isHandedIn).length

  return (
    <RecordPage
      record={{ id, key, type: 'success-review', title, state, stateGroup, version }}
      state={
        decision ? (
          <VerdictChip verdict={decision.verdict} isPast />
        ) : (
          <Chip tone={isOverdue ? 'amber' : 'plain'}>
            {isOverdue ? `Overdue since ${dayInWords(dueOn)}` : `Due ${dayInWords(dueOn)}`}
          </Chip>
        )
      }
      signoffs={decision !== null}
      actions={
        mayAct && (
          <>
            {mayDecide && (
              <Button small kind="primary" keyHint="d" onClick={() => setOpen('decide')}>
                Decide
              </Button>
            )}
            <Menu
              trigger={<IconButton small label="What can be done" icon={<IconDots size={16} />} />}
              items={[
                { label: 'Invite people', run: () => setOpen('people') },
                { label: 'Look again later', run: () => setOpen('put-off'), disabled: decision !== null },
              ]}
            />
          </>
        )
      }
      properties={usePropertiesOf(review, mayAct)}
    >
      <Stack gap="wide">
        <LineSteps
          label="The steps of this review"
          steps={[
            { id: 'facts', label: 'The facts', state: 'done', onSelect: () => goTo('facts') },
            {
              id: 'surprises',
              label: 'What surprised each side',
              state: revealedAt ? 'done' : 'now',
              ...(revealedAt ? {} : { detail: `${handedIn} of 2 handed in` }),
              onSelect: () => goTo('surprises'),
            },
            {
              id: 'verdict',
              label: 'The verdict',
              state: decision ? 'done' : revealedAt ? 'now' : 'ahead',
              onSelect: () => goTo('verdict'),
            },
          ]}
        />
        {decision && <DecisionPanel review={review} />}
        <section id="facts">
          <FactsPanel review={review} onPutOff={() => setOpen('put-off')} mayAct={mayAct} />
        </section>
        <section id="surprises">
          <SurprisesPanel review={review} />
        </section>
        {!decision && (
          <section id="verdict">
            <NextStep says={waitsFor(review)} onDecide={mayDecide ? () => setOpen('decide') : undefined} />
          </section>
        )}
      </Stack>
      {isOpen === 'decide' && <DecideDialog review={review} onClose={close} />}
      {isOpen === 'put-off' && <PutOffDialog review={review} onClose={close} />}
      {isOpen === 'people' && <PeopleDialog review={review} onClose={close} />}
    </RecordPage>
  )
}

function NextStep({ says, onDecide }: { says: string | undefined; onDecide: (() => void) | undefined }) {
  return (
    <Panel title="The verdict">
      {onDecide ? (
        <Stack>
          <p>Both sides have read each other. End it in continue, adjust or stop, with what you learned.</p>
          <div>
            <Button kind="primary" keyHint="d" onClick={onDecide}>
              Decide
            </Button>
          </div>
        </Stack>
      ) : (
        <p>{says}. The verdict follows once both have been revealed.</p>
      )}
    </Panel>
  )
}

function usePropertiesOf(review: SuccessReviewDetail, mayAct: boolean): Property[] {
  const me = useMe()
  const handOver = useMutation(successReviews.handOver.mutationOptions())
  const { release, windowDays, facilitatorId, people, decides, dueOn, decision, key } = review
  return [
    { label: 'Release', value: release ? <RecordLink record={release} /> : 'Gone' },
    { label: 'Window', value: `${windowDays} days` },
    { label: 'Day', value: dayInWords(dueOn) },
    {
      label: 'Facilitates',
      value: (
        <Stack gap="tight">
          <PersonMark id={facilitatorId} size={20} />
          {mayAct && me && facilitatorId !== me.id && !decision && (
            <div>
              <Button
                small
                kind="quiet"
                busy={handOver.isPending}
                onClick={() => handOver.mutate({ key, facilitatorId: me.id })}
              >
                Take it over
              </Button>
            </div>
          )}
        </Stack>
      ),
    },
    {
      label: 'Invited',
      value: (
        <Stack gap="tight">
          {people.map(({ id }) => (
            <PersonMark key={id} id={id} size={20} />
          ))}
        </Stack>
      ),
    },
    ...(decides.length > 0
      ? [
          {
            label: 'Written back to',
            value: (
              <Stack gap="tight">
                {decides.map((record) => (
                  <RecordLink key={record.id} record={record} />
                ))}
              </Stack>
            ),
          },
        ]
      : []),
  ]
}
