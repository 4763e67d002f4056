import { PersonMark, useMe, When } from '#commons/people/ui/embeds.tsx'
import { RecordLink } from '#commons/records/ui/embeds.tsx'
import { Aside, Button, Panel, Stack } from '#design/index.ts'
import { addDays, type Day, dayIn, daysBetween } from '#platform/time/days.ts'
import { dayInWords, useToday } from '#practices/outcomes/metrics/ui/embeds.tsx'
import {
  EffectChart,
  EffectForest,
  EffectLine,
  MeanwhileList,
  VerdictLine,
} from '#practices/outcomes/releases/ui/embeds.tsx'

import type { Facts, SuccessReviewDetail } from '../contract.ts'

import css from './reviews.module.css'

type Props = { review: SuccessReviewDetail; mayAct: boolean; onPutOff: () => void }

/** What was expected and what came, without anybody's opinion. */
export function FactsPanel({ review, mayAct, onPutOff }: Props) {
  const { facts, decision, putOff } = review
  return (
    <Panel title="The facts" actions={decision && <Aside>As they were when it was decided</Aside>}>
      <Stack>
        {facts.isWithdrawn && <p>The release was withdrawn after it had shipped.</p>}
        {facts.effect ? (
          <EffectLine effect={facts.effect} />
        ) : (
          <p>No effect was declared before it shipped, so there is nothing to measure it by.</p>
        )}
        {facts.shippedBecause && <p className={css.soft}>{facts.shippedBecause}</p>}
        <Came facts={facts} mayPutOff={mayAct && !decision} onPutOff={onPutOff} />
        {facts.effect?.metric && <FactsChart facts={facts} metricKey={facts.effect.metric.key} review={review} />}
        {facts.effect && facts.readings.length > 0 && (
          <EffectForest readings={facts.readings} effect={facts.effect} label="Readings against the declared size" />
        )}
        <Others facts={facts} />
        {putOff.length > 0 && (
          <div>
            <h3 className={css.small}>Put off</h3>
            <ul className={css.plain}>
              {putOff.map((one) => (
                <li key={one.at.toISOString()}>
                  From {dayInWords(one.from)} to {dayInWords(one.to)}: {one.reason}{' '}
                  <Aside>
                    <PersonMark id={one.by} size={18} /> <When at={one.at} />
                  </Aside>
                </li>
              ))}
            </ul>
          </div>
        )}
      </Stack>
    </Panel>
  )
}

/** The one sentence that the window came to, or when it will be known. */
function Came({ facts, mayPutOff, onPutOff }: { facts: Facts; mayPutOff: boolean; onPutOff: () => void }) {
  const today = useToday()
  const { effect, windowDays, windowEndsOn } = facts
  const ofWindow = readingAtEnd(facts)
  if (!effect) return null
  if (!ofWindow) {
    const left = daysBetween(today, windowEndsOn)
    if (facts.isWithdrawn) return <p>It was with users too briefly for the window to be read.</p>
    return (
      <p>
        {left > 0
          ? `The window of ${windowDays} days ends on ${dayInWords(windowEndsOn)}, in ${left === 1 ? 'one day' : `${left} days`}.`
          : `The window of ${windowDays} days is over. It is read within the hour after its values are final.`}
      </p>
    )
  }
  return (
    <div className={ofWindow.outcome === 'insufficient data' ? css.lacks : undefined}>
      <VerdictLine reading={ofWindow} effect={effect} />
      {ofWindow.outcome === 'insufficient data' && mayPutOff && (
        <Button small onClick={onPutOff}>
          Look again later
        </Button>
      )}
    </div>
  )
}

const readingAtEnd = ({ readings, windowDays }: Facts) =>
  readings.find(({ role, horizonDays }) => role === 'expected' && horizonDays === windowDays)

const least = (a: Day, b: Day) => (a < b ? a : b)

function FactsChart({ facts, metricKey, review }: { facts: Facts; metricKey: string; review: SuccessReviewDetail }) {
  const me = useMe()
  const today = useToday()
  const { shippedOn, windowDays, readings } = facts
  const decidedOn = review.decision ? dayIn(me?.workspace.timeZone ?? 'UTC', review.decision.decidedAt) : today
  return (
    <EffectChart
      metricKey={metricKey}
      releaseId={review.release?.id}
      shippedOn={shippedOn}
      windowDays={windowDays}
      until={least(today, addDays(decidedOn, 2))}
      reading={readingAtEnd(facts) ?? readings.findLast(({ role }) => role === 'expected')}
    />
  )
}

/** What else went out, for whoever would rather thank or blame that. */
function Others({ facts }: { facts: Facts }) {
  const { alsoShipped } = facts
  const reading = readingAtEnd(facts)
  return (
    <div>
      <h3 className={css.small}>What else happened in these days</h3>
      {reading ? (
        <MeanwhileList reading={reading} />
      ) : alsoShipped.length > 0 ? (
        <ul className={css.plain}>
          {alsoShipped.map(({ record, shippedOn }) => (
            <li key={record.id} className={css.other}>
              <RecordLink record={record} stateHidden />
              <Aside>shipped {dayInWords(shippedOn)}</Aside>
            </li>
          ))}
        </ul>
      ) : (
        <Aside>No other release went out from the first day before to the last day after.</Aside>
      )}
    </div>
  )
}
