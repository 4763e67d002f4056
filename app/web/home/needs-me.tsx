import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'

import { useMe } from '#commons/people/ui/embeds.tsx'
import { RecordLink } from '#commons/records/ui/embeds.tsx'
import { ErrorState, LoadingState, Panel } from '#design/index.ts'
import { clientOf } from '#platform/client/client.ts'
import { To } from '#platform/client/navigation.tsx'
import { refusalOf } from '#platform/client/refusals.ts'
import type { workItems as workItemsContract } from '#practices/delivery/work-items/contract.ts'
import type { successReviews as reviewsContract } from '#practices/outcomes/success-reviews/contract.ts'
import type { checkIns as checkInsContract } from '#practices/vision/objectives/check-ins/contract.ts'
import type { objectives as objectivesContract } from '#practices/vision/objectives/contract.ts'

import css from './home.module.css'

const workItems = clientOf<typeof workItemsContract>('workItems')
const checkIns = clientOf<typeof checkInsContract>('checkIns')
const objectives = clientOf<typeof objectivesContract>('objectives')
const successReviews = clientOf<typeof reviewsContract>('successReviews')

/** The reviews, check-ins, acceptances and work that wait for the one who looks. */
export function NeedsMe() {
  const me = useMe()
  const reviews = useQuery({
    ...successReviews.list.queryOptions({ input: { limit: 5, ...(me ? { memberId: me.id } : {}) } }),
    enabled: me !== undefined,
  })
  const due = useQuery(checkIns.due.queryOptions({ input: { limit: 10 } }))
  const mine = useQuery(objectives.mine.queryOptions({ input: { limit: 20 } }))
  const work = useQuery({
    ...workItems.list.queryOptions({
      input: { assignees: ['me'], groups: ['started', 'unstarted'], sort: 'priority', limit: 8 },
    }),
    enabled: me !== undefined,
  })
  const waiting = mine.data?.items.filter(({ waitsFor }) => waitsFor !== null) ?? []
  const failed = [reviews, due, mine, work].filter(({ error }) => error !== null)
  if (failed.length > 0)
    return (
      <ErrorState
        message={refusalOf(failed[0]!.error) ?? 'What needs you could not be read.'}
        onRetry={() => failed.forEach(({ refetch }) => void refetch())}
      />
    )
  const isReady = reviews.data && due.data && mine.data && work.data
  if (!isReady) return <LoadingState like="list" />
  const isClear = reviews.data.items.length + due.data.items.length + waiting.length === 0
  if (isClear && work.data.items.length === 0)
    return (
      <Panel title="Needs you">
        <p className={css.clear}>
          Nothing waits for you, and no work is yours. <To path="/work">See what there is to do.</To>
        </p>
      </Panel>
    )
  return (
    <>
      <Panel title="Needs you">
        {isClear ? (
          <p className={css.clear}>
            Nothing waits for you. Check-ins, acceptances and reviews that need you stand here.
          </p>
        ) : (
          <ul className={css.list}>
            {reviews.data.items.map((review) => (
              <Item key={review.id} why={`Review due ${dayInWords(review.dueOn)}`}>
                <To path={`/success-reviews/${review.key}`}>{review.title}</To>
              </Item>
            ))}
            {due.data.items.map(({ keyResult }) => (
              <Item key={keyResult.id} why="Check in this week">
                <To path={`/key-results/${keyResult.key}`}>{keyResult.title}</To>
              </Item>
            ))}
            {waiting.map((objective) => (
              <Item
                key={objective.id}
                why={objective.waitsFor === 'acceptance' ? 'Accept its targets' : 'Say whether it still holds'}
              >
                <To path={`/objectives/${objective.key}`}>{objective.title}</To>
              </Item>
            ))}
          </ul>
        )}
      </Panel>
      <Panel title="Your work">
        {work.data.items.length === 0 ? (
          <p className={css.clear}>
            Nothing is assigned to you. <To path="/work">See what there is to do.</To>
          </p>
        ) : (
          <ul className={css.list}>
            {work.data.items.map((item) => (
              <Item
                key={item.id}
                why={item.line ? <RecordLink record={item.line} titled={false} stateHidden /> : 'Nothing says why'}
              >
                <To path={`/work/${item.key}`}>
                  <span className={css.key}>{item.key}</span> {item.title}
                </To>
              </Item>
            ))}
          </ul>
        )}
      </Panel>
    </>
  )
}

const dayInWords = (day: string) =>
  new Date(`${day}T12:00:00`).toLocaleDateString(undefined, { day: 'numeric', month: 'short' })

function Item({ why, children }: { why: ReactNode; children: ReactNode }) {
  return (
    <li className={css.item}>
      <span className={css.what}>{children}</span>
      <span className={css.why}>{why}</span>
    </li>
  )
}
