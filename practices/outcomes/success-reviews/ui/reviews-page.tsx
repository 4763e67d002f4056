import { useInfiniteQuery, useQuery } from '@tanstack/react-query'

import { PersonMark, useMe, usePeople } from '#commons/people/ui/embeds.tsx'
import {
  AvatarGroup,
  Button,
  Chip,
  EmptyState,
  ErrorState,
  JointMark,
  Link,
  LoadingState,
  NothingFits,
  Page,
  PageHead,
  Pictures,
  Row,
  SegmentedControl,
  Stack,
  Stat,
  Tabs,
} from '#design/index.ts'
import { useUrlQuery } from '#platform/client/navigation.tsx'
import { refusalOf } from '#platform/client/refusals.ts'
import { dayInWords } from '#practices/outcomes/metrics/ui/embeds.tsx'

import { type SuccessReview, VERDICTS } from '../contract.ts'
import { successReviews } from './api.ts'
import { VerdictChip } from './verdict-chip.tsx'
import { VERDICT_WORDS, waitsFor } from './words.ts'

import css from './reviews.module.css'

const SHOWN = ['open', 'overdue', 'completed'] as const
type Shown = (typeof SHOWN)[number]

/** The looks back: those to come, and what the others taught. */
export default function ReviewsPage() {
  const me = useMe()
  const [query, setQuery] = useUrlQuery()
  const show: Shown = SHOWN.find((one) => one === query.show) ?? 'open'
  const verdict = VERDICTS.find((one) => one === query.verdict)
  const isMine = query.whose === 'mine'
  const figures = useQuery(successReviews.figures.queryOptions()).data
  const list = useInfiniteQuery(
    successReviews.list.infiniteOptions({
      input: (after: string | undefined) => ({
        show,
        limit: 40,
        ...(show === 'completed' && verdict ? { verdict } : {}),
        ...(isMine && me ? { memberId: me.id } : {}),
        ...(after ? { after } : {}),
      }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (last) => last.next,
    }),
  )
  const shown = list.data?.pages.flatMap((page) => page.items) ?? []
  const isNew = figures !== undefined && figures.open + figures.completed === 0

  return (
    <Page>
      <PageHead
        title="Success reviews"
        purpose="Each release is looked back at by both sides, and the look ends in continue, adjust or stop."
      />
      {isNew ? (
        <EmptyState
          title="No release is forgotten once it is out"
          brings="Shipping books a review by itself. It brings the facts, asks each side blind what surprised it, and ends in a verdict that the initiative and the key result keep."
          picture={<Pictures.Talk />}
          start={
            <Button kind="primary" href="/releases">
              Go to the releases
            </Button>
          }
        />
      ) : (
        <Stack>
          {figures && figures.completed > 0 && (
            <div className={css.figures}>
              <Stat
                label="Held in time"
                value={`${figures.onTime} of ${figures.completed}`}
                detail="Decided within a week of their day"
              />
              {VERDICTS.map((one) => (
                <Stat key={one} label={VERDICT_WORDS[one].past} value={`${figures.verdicts[one]}`} />
              ))}
            </div>
          )}
          <Row>
            <Tabs<Shown>
              label="Which reviews"
              tabs={[
                { value: 'open', label: 'To hold', ...(figures ? { count: figures.open } : {}) },
                { value: 'overdue', label: 'Overdue', ...(figures ? { count: figures.overdue } : {}) },
                { value: 'completed', label: 'Completed', ...(figures ? { count: figures.completed } : {}) },
              ]}
              value={show}
              onChange={(next) => setQuery({ show: next === 'open' ? undefined : next, verdict: undefined })}
            />
            <SegmentedControl
              label="Whose reviews"
              small
              choices={[
                { value: 'all', label: 'Everyone’s' },
                { value: 'mine', label: 'With me' },
              ]}
              value={isMine ? 'mine' : 'all'}
              onChange={(whose) => setQuery({ whose: whose === 'mine' ? 'mine' : undefined })}
            />
            {show === 'completed' && (
              <SegmentedControl
                label="How they ended"
                small
                choices={[
                  { value: 'any', label: 'Any verdict' },
                  ...VERDICTS.map((one) => ({ value: one, label: VERDICT_WORDS[one].says })),
                ]}
                value={verdict ?? 'any'}
                onChange={(next) => setQuery({ verdict: next === 'any' ? undefined : next })}
              />
            )}
          </Row>
          {list.isPending ? (
            <LoadingState like="list" />
          ) : list.isError ? (
            <ErrorState message={refusalOf(list.error) ?? ''} onRetry={() => void list.refetch()} />
          ) : shown.length > 0 ? (
            <ul className={css.reviews}>
              {shown.map((review) => (
                <li key={review.id}>
                  {review.decision ? <DecidedRow review={review} /> : <OpenRow review={review} />}
                </li>
              ))}
            </ul>
          ) : (
            <NothingFits
              what={
                show === 'overdue'
                  ? 'None is overdue.'
                  : show === 'open'
                    ? 'None is to hold.'
                    : 'None is completed yet.'
              }
              {...(verdict || isMine ? { onClear: () => setQuery({ verdict: undefined, whose: undefined }) } : {})}
            />
          )}
          {list.hasNextPage && (
            <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
              Show more
            </Button>
          )}
        </Stack>
      )}
    </Page>
  )
}

const releaseOf = ({ release, title }: SuccessReview) => release?.title ?? title

function OpenRow({ review }: { review: SuccessReview }) {
  const { byId } = usePeople()
  const { key, dueOn, isOverdue, surprises, people } = review
  const isIn = (side: 'product' | 'engineering') => surprises.some((one) => one.side === side && one.isHandedIn)
  return (
    <Link href={`/success-reviews/${key}`} className={css.row}>
      <span className={css.rowHead}>
        <span className={css.rowTitle}>{releaseOf(review)}</span>
        <AvatarGroup people={people.flatMap(({ id }) => byId.get(id) ?? [])} size={22} />
      </span>
      <span className={css.rowFoot}>
        <span>
          {isOverdue ? 'Was due' : 'Due'} {dayInWords(dueOn)}
        </span>
        {isOverdue && <Chip tone="amber">Overdue</Chip>}
        <JointMark product={isIn('product')} engineering={isIn('engineering')} />
        <span>{waitsFor(review)}</span>
      </span>
    </Link>
  )
}

function DecidedRow({ review }: { review: SuccessReview }) {
  const timeZone = useMe()?.timeZone
  const { key, decision } = review
  if (!decision) return null
  return (
    <Link href={`/success-reviews/${key}`} className={css.row}>
      <span className={css.rowHead}>
        <span className={css.rowTitle}>{releaseOf(review)}</span>
        <VerdictChip verdict={decision.verdict} isPast />
      </span>
      <span className={css.learned}>{decision.learned}</span>
      <span className={css.rowFoot}>
        <span>{decision.decidedAt.toLocaleDateString(undefined, { timeZone, dateStyle: 'medium' })}</span>
        <PersonMark id={decision.ownerId} size={18} />
      </span>
    </Link>
  )
}
