import { useInfiniteQuery } from '@tanstack/react-query'

import { PersonMark } from '#commons/people/ui/embeds.tsx'
import { RecordText } from '#commons/records/ui/embeds.tsx'
import { Aside, Button, ErrorState, JointMark, LoadingState } from '#design/index.ts'
import { refusalOf } from '#platform/client/refusals.ts'

import type { CheckIn } from '../check-ins/contract.ts'
import type { KeyResult } from '../key-results/contract.ts'
import { checkIns } from './api.ts'
import { ConfidenceDots } from './confidence-dots.tsx'
import { dayInWords, figureOf } from './words.ts'

import css from './objectives.module.css'

export const useRounds = (keyResultId: KeyResult['id']) =>
  useInfiniteQuery(
    checkIns.list.infiniteOptions({
      input: (after: string | undefined) => ({ keyResultId, limit: 15, ...(after ? { after } : {}) }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (last) => last.next,
    }),
  )

/** Week by week: what it stood at, and what each side believed. */
export function Rounds({ keyResult }: { keyResult: KeyResult }) {
  const list = useRounds(keyResult.id)
  if (list.isPending) return <LoadingState />
  if (list.isError) return <ErrorState message={refusalOf(list.error) ?? ''} onRetry={() => void list.refetch()} />
  const all = list.data.pages.flatMap((page) => page.items)
  if (all.length === 0)
    return <Aside>Nobody has checked in yet. Neither side hears the other before it has spoken itself.</Aside>
  return (
    <>
      <ol className={css.rounds} aria-label="Check-ins">
        {all.map((round) => (
          <Round key={round.id} round={round} keyResult={keyResult} />
        ))}
      </ol>
      {list.hasNextPage && (
        <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          Show earlier weeks
        </Button>
      )}
    </>
  )
}

function Round({ round, keyResult }: { round: CheckIn; keyResult: KeyResult }) {
  const { week, value, answered, revealedAt, answers, gap, isGap } = round
  return (
    <li className={css.round}>
      <div className={css.roundHead}>
        <span className={css.week}>Week of {dayInWords(week)}</span>
        {value !== null && <b>{figureOf(value, keyResult)}</b>}
        {revealedAt ? (
          <>
            <ConfidenceDots product={round.product} engineering={round.engineering} />
            {isGap && <span className={css.gap}>{gap} apart: talk about it</span>}
          </>
        ) : (
          <span className={css.blind}>
            <JointMark product={answered.product} engineering={answered.engineering} />
            {blindInWords(answered)}
          </span>
        )}
      </div>
      {answers.map((answer) => (
        <div key={answer.memberId} className={css.answer}>
          <PersonMark id={answer.memberId} size={20} />
          <span className={css.confidence}>
            {answer.confidence}
            <span className="said-only"> of 10</span>
          </span>
          {answer.sentence && (
            <span className={css.sentence}>
              <RecordText text={answer.sentence} inline />
            </span>
          )}
          {answer.afterReveal && <Aside>after the reveal</Aside>}
          {!revealedAt && <Aside>only you see this yet</Aside>}
        </div>
      ))}
    </li>
  )
}

function blindInWords({ product, engineering }: CheckIn['answered']) {
  if (product) return 'Product has answered. It shows once engineering has too.'
  if (engineering) return 'Engineering has answered. It shows once product has too.'
  return 'Nobody has answered yet.'
}
