import { useQuery } from '@tanstack/react-query'

import type { TeamId } from '#commons/people/contract.ts'
import type { RecordId } from '#commons/records/contract.ts'
import { Aside } from '#design/index.ts'
import { percentFigure } from '#practices/outcomes/metrics/ui/embeds.tsx'

import type { Calibration, Effect } from '../contract.ts'
import { releases } from './api.ts'
import { lackInWords, smallestFigure } from './words.ts'

const share = (of: number) => percentFigure(of * 100).replace('+', '')
const roughly = (of: number) => percentFigure(Math.round(of * 100)).replace(/[+±]/, '')

/** How sizes that were declared before stood to what was measured, in a sentence or two. */
export function calibrationInWords({ items, improved, held, share: measured }: Calibration) {
  const count = items.length
  const said = `Your last ${count} declarations that could be read: ${improved} improved, and ${held} of the intervals held the declared size.`
  if (!measured) return said
  return `${said} On average ${roughly(measured.by)} of a declared size was measured (${roughly(measured.low)} to ${roughly(measured.high)}).`
}

type Given = Pick<Effect, 'measure'> & { size: number | undefined; windowDays: number | undefined }

/** Before an effect is declared: what its metric could show at all, and how well earlier sizes were foreseen. */
export function Outlook({
  metricId,
  given,
  teamId,
}: {
  metricId: RecordId | undefined
  given: Given
  teamId: TeamId | null
}) {
  const { windowDays, size, measure } = given
  const isAskable = metricId !== undefined && windowDays !== undefined && windowDays >= 7 && windowDays <= 365
  const { data: outlook } = useQuery(
    releases.outlook.queryOptions({
      // Not asked while either lacks.
      input: { metricId: metricId!, windowDays: windowDays! },
      enabled: isAskable,
      placeholderData: (before) => before,
    }),
  )
  const { data: calibration } = useQuery(releases.calibration.queryOptions({ input: teamId ? { teamId } : {} }))
  const smallest = outlook && (measure === 'percent' ? outlook.minimumShare : outlook.minimum)
  const isTooSmall =
    smallest !== null &&
    smallest !== undefined &&
    size !== undefined &&
    size < smallest * (measure === 'percent' ? 100 : 1)
  return (
    <>
      {isAskable && outlook && (
        <Aside>
          {outlook.lacks
            ? lackInWords(outlook.lacks)
            : smallest !== null &&
              smallest !== undefined &&
              `Within ${windowDays} days, a change of ${measure === 'percent' ? share(smallest) : smallestFigure(smallest, outlook)} or more would be seen in 80 of 100 cases.`}
          {isTooSmall && ' What you declare is smaller: choose a longer window, or expect to learn little.'}
        </Aside>
      )}
      {calibration && calibration.items.length > 0 && <Aside>{calibrationInWords(calibration)}</Aside>}
    </>
  )
}
