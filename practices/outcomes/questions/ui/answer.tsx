import type { UseQueryResult } from '@tanstack/react-query'
import { useState } from 'react'

import { useMe } from '#commons/people/ui/embeds.tsx'
import { Chip, ErrorState, LoadingState, NothingFits, Stack, Tooltip } from '#design/index.ts'
import { isAtLeast } from '#platform/auth/identity.ts'
import { refusalOf } from '#platform/client/refusals.ts'

import type { Answer, Asking, Point } from '../contract.ts'
import { PeopleDrawer } from './people-drawer.tsx'
import { LifecycleView, StickinessView } from './views/bars-view.tsx'
import { FunnelView } from './views/funnel-view.tsx'
import { PathsView } from './views/paths-view.tsx'
import { RetentionView } from './views/retention-view.tsx'
import { TrendsView } from './views/trends-view.tsx'
import { peopleWord } from './words.ts'

import css from './questions.module.css'

type AnswerShownProps = { projectId: string; result: UseQueryResult<Answer> }

/** What came of a question: in a sentence, how fresh, on how many people it stands, and drawn. */
export function AnswerShown({ projectId, result }: AnswerShownProps) {
  const { data, error, isFetching, isPlaceholderData, refetch } = result
  if (error) {
    return (
      <ErrorState
        title="This cannot be answered so"
        message={refusalOf(error) ?? 'Something went wrong.'}
        onRetry={() => void refetch()}
      />
    )
  }
  if (!data) return <LoadingState like="text" rows={8} />
  return (
    <div aria-busy={isFetching} data-old={isPlaceholderData || undefined} className={css.answer}>
      <Stack gap="wide">
        <div className={css.says}>
          <p>{data.says}</p>
          <span className={css.fresh}>
            <Freshness answer={data} />
            {data.isSmall && data.people > 0 && (
              <Tooltip says="With so few, one or two more people could turn the result.">
                <span>
                  <Chip>Only {peopleWord(data.people)}</Chip>
                </span>
              </Tooltip>
            )}
          </span>
        </div>
        {data.people === 0 ? (
          <NothingFits what="Nobody did that in this time." />
        ) : (
          <View projectId={projectId} answer={data} />
        )}
      </Stack>
    </div>
  )
}

const momentFormat = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' })

function Freshness({ answer: { freshUntil, countedAt } }: { answer: Answer }) {
  if (!freshUntil) return 'No event has arrived yet.'
  return (
    <time dateTime={freshUntil.toISOString()} title={`Counted ${momentFormat.format(countedAt)}`}>
      With everything that arrived until {momentFormat.format(freshUntil)}
    </time>
  )
}

function View({ projectId, answer }: { projectId: string; answer: Answer }) {
  const { asking } = answer
  const me = useMe()
  const [open, setOpen] = useState<{ point: Point; says: string }>()
  const onPeople =
    me && isAtLeast(me.role, 'member') ? (point: Point, says: string) => setOpen({ point, says }) : undefined
  return (
    <>
      <OfKind asking={asking} outcome={answer.outcome} onPeople={onPeople} />
      {open && (
        <PeopleDrawer
          projectId={projectId}
          asking={asking}
          point={open.point}
          title={open.says}
          onClose={() => setOpen(undefined)}
        />
      )}
    </>
  )
}

type OfKindProps = {
  asking: Asking
  outcome: Answer['outcome']
  onPeople: ((point: Point, says: string) => void) | undefined
}

function OfKind({ asking, outcome, onPeople }: OfKindProps) {
  if (asking.kind === 'trends' && outcome.kind === 'trends')
    return <TrendsView question={asking} answer={outcome} onPeople={onPeople} />
  if (asking.kind === 'funnel' && outcome.kind === 'funnel')
    return <FunnelView question={asking} answer={outcome} onPeople={onPeople} />
  if (asking.kind === 'retention' && outcome.kind === 'retention')
    return <RetentionView question={asking} answer={outcome} onPeople={onPeople} />
  if (asking.kind === 'stickiness' && outcome.kind === 'stickiness')
    return <StickinessView question={asking} answer={outcome} onPeople={onPeople} />
  if (asking.kind === 'lifecycle' && outcome.kind === 'lifecycle')
    return <LifecycleView question={asking} answer={outcome} onPeople={onPeople} />
  if (asking.kind === 'paths' && outcome.kind === 'paths') return <PathsView question={asking} answer={outcome} />
  return null
}
