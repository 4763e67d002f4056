import { IconBulb } from '@tabler/icons-react'

import { PersonMark, When } from '#commons/people/ui/embeds.tsx'
import { RecordLink, RecordText } from '#commons/records/ui/embeds.tsx'
import { Aside, Row } from '#design/index.ts'
import { dayInWords } from '#practices/outcomes/metrics/ui/embeds.tsx'

import type { SuccessReviewDetail } from '../contract.ts'
import { VerdictChip } from './verdict-chip.tsx'
import { VERDICT_WORDS } from './words.ts'

import css from './reviews.module.css'

/** What it ended in. A stop is worth as much as a continue: it is what was learned that stands large. */
export function DecisionPanel({ review }: { review: SuccessReviewDetail }) {
  const { decision, decides } = review
  if (!decision) return null
  const { verdict, learned, reason, ownerId, followUpOn, decidedBy, decidedAt } = decision
  return (
    <section id="verdict" className={css.decision} data-verdict={verdict}>
      <Row gap="tight">
        <VerdictChip verdict={verdict} isPast />
        <Aside>{VERDICT_WORDS[verdict].means}</Aside>
      </Row>
      {verdict === 'stop' && (
        <p className={css.cheer}>
          <IconBulb size={18} /> Stopping cost courage and saved what goes on. This is what it bought:
        </p>
      )}
      <blockquote className={css.lesson}>{learned}</blockquote>
      <RecordText text={reason} />
      <div className={css.decisionFoot}>
        <span className={css.owner}>
          <PersonMark id={ownerId} size={20} /> sees to it by {dayInWords(followUpOn)}
        </span>
        <Aside>
          Decided by <PersonMark id={decidedBy} size={18} /> <When at={decidedAt} />
        </Aside>
      </div>
      {decides.length > 0 && (
        <Row gap="tight">
          <Aside>Written back to</Aside>
          {decides.map((record) => (
            <RecordLink key={record.id} record={record} />
          ))}
        </Row>
      )}
    </section>
  )
}
