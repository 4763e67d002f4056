import { useInfiniteQuery, useQuery } from '@tanstack/react-query'

import { PersonMark, When } from '#commons/people/ui/embeds.tsx'
import { RecordLink } from '#commons/records/ui/embeds.tsx'
import { Aside, Button, Drawer, ErrorState, Grid, LoadingState, Row, Stack, Stat } from '#design/index.ts'
import { refusalOf } from '#platform/client/refusals.ts'

import type { RoadmapChange } from '../changes/contract.ts'
import { initiatives } from './api.ts'
import { dayInWords, hoursInWords } from './words.ts'

import css from './initiatives.module.css'

/** What changed on the roadmap and why, of one initiative or of all. */
export function ChangeLog({ id }: { id?: RoadmapChange['initiative']['id'] }) {
  const next = { initialPageParam: undefined, getNextPageParam: (last: { next?: string | undefined }) => last.next }
  const ofOne = useInfiniteQuery(
    initiatives.changes.infiniteOptions({
      // Only asked for with an id; a cursor is what the server gave.
      input: (after: string | undefined) => ({ id: id!, limit: 20, ...(after ? { after: after as never } : {}) }),
      ...next,
      enabled: id !== undefined,
    }),
  )
  const ofAll = useInfiniteQuery(
    initiatives.roadmapChanges.infiniteOptions({
      input: (after: string | undefined) => ({ limit: 30, ...(after ? { after: after as never } : {}) }),
      ...next,
      enabled: id === undefined,
    }),
  )
  const log = id === undefined ? ofAll : ofOne
  if (log.isPending) return <LoadingState like="text" rows={4} />
  if (log.isError) return <ErrorState message={refusalOf(log.error) ?? ''} onRetry={() => void log.refetch()} />
  const shown = log.data.pages.flatMap((page) => page.items)
  if (shown.length === 0) return <Aside>Nothing that others plan by has changed yet.</Aside>
  return (
    <Stack>
      <ol className={css.changes}>
        {shown.map((change) => (
          <ChangeLine key={change.id} change={change} isNamed={id === undefined} />
        ))}
      </ol>
      {log.hasNextPage && (
        <Button small busy={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
          Show older changes
        </Button>
      )}
    </Stack>
  )
}

/** What changed, as a sentence after the name. */
function changeInWords({ what, from, to }: RoadmapChange) {
  if (what === 'column') return `moved it from ${from} to ${to}`
  if (what === 'target') {
    if (!from) return `aimed for ${dayInWords(to)}`
    return to
      ? `moved the date from ${dayInWords(from)} to ${dayInWords(to)}`
      : `took away the date, ${dayInWords(from)}`
  }
  if (what === 'effort') return from ? `changed the effort from ${from} to ${to}` : `said it takes ${to}`
  if (what === 'effect') return to ? `changed the expected effect to “${to}”` : 'took away the expected effect'
  return 'changed what users get'
}

function ChangeLine({ change, isNamed }: { change: RoadmapChange; isNamed: boolean }) {
  const { initiative, by, at, agreed, reason, becauseOfConstraint } = change
  return (
    <li className={css.change}>
      {isNamed && <RecordLink record={initiative} />}
      <p>
        <PersonMark id={by} size={18} /> {changeInWords(change)}{' '}
        <Aside>
          <When at={at} />
        </Aside>
      </p>
      {reason && <p className={css.reason}>{reason}</p>}
      {becauseOfConstraint && <Aside>Because of a constraint that engineering named.</Aside>}
      {agreed.length > 0 && (
        <Row gap="tight">
          <Aside>Agreed:</Aside>
          {agreed.map((member) => (
            <PersonMark key={member} id={member} size={18} />
          ))}
        </Row>
      )}
    </li>
  )
}

/** The changes of the whole roadmap, and how well the two sides work on it. */
export function ChangesDrawer({ onClose }: { onClose: () => void }) {
  const { data } = useQuery(initiatives.feasibilityService.queryOptions({ input: {} }))
  const reshaped = data && data.reshapedBefore + data.reshapedAfter
  return (
    <Drawer open onClose={onClose} title="What changed on the roadmap">
      <Stack>
        {data && data.answered > 0 && (
          <Grid least={180}>
            <Stat
              label="Engineering answers in"
              value={data.medianHours === null ? '–' : hoursInWords(data.medianHours)}
              detail={`Half of ${data.answered} answers to ${data.asked} questions came as fast or faster.`}
            />
            {reshaped !== undefined && reshaped > 0 && (
              <Stat
                label="Reshaped before the start"
                value={`${data.reshapedBefore} of ${reshaped}`}
                detail="Changes of scope that a constraint caused."
              />
            )}
          </Grid>
        )}
        <ChangeLog />
      </Stack>
    </Drawer>
  )
}
