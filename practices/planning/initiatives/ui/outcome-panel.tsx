import { When } from '#commons/people/ui/embeds.tsx'
import { RecordLink, RecordText } from '#commons/records/ui/embeds.tsx'
import { Aside, Chip, Panel, Row, Stack } from '#design/index.ts'

import type { InitiativeDetail } from '../contract.ts'
import { VERDICT_CHIPS } from './initiative-card.tsx'

/** What came of it, once a success review knows; or that it is still awaited. */
export function OutcomePanel({ initiative }: { initiative: InitiativeDetail }) {
  const { outcome, isOutcomeAwaited } = initiative
  if (outcome)
    return (
      <Panel title="What came of it">
        <Stack gap="tight">
          <Row>
            <Chip tone={VERDICT_CHIPS[outcome.verdict].tone}>{VERDICT_CHIPS[outcome.verdict].says}</Chip>
            {outcome.review && <RecordLink record={outcome.review} />}
            <Aside>
              <When at={outcome.at} />
            </Aside>
          </Row>
          {outcome.summary && <RecordText text={outcome.summary} />}
        </Stack>
      </Panel>
    )
  if (!isOutcomeAwaited) return null
  return (
    <Panel title="What came of it">
      <p>
        It is with users, and not over: it stays open here until a success review says whether the expected effect came.
      </p>
    </Panel>
  )
}
