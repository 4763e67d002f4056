import { IconDots, IconQuote } from '@tabler/icons-react'

import { usePeople } from '#commons/people/ui/embeds.tsx'
import { Chip, IconButton, Menu, type MenuItem, OwnerPair } from '#design/index.ts'

import type { Initiative } from '../contract.ts'
import { DeliveryBar } from './delivery-bar.tsx'
import { GateLine } from './gate.tsx'
import { dayInWords } from './words.ts'

import css from './initiatives.module.css'

/** What a verdict is called beside what it was given on. */
export const VERDICT_CHIPS = {
  continue: { tone: 'green', says: 'Worked: continue' },
  adjust: { tone: 'amber', says: 'Adjust' },
  stop: { tone: 'red', says: 'Stop' },
} as const

/** The two owners as their marks are drawn. */
export function useOwners({ owners }: Pick<Initiative, 'owners'>) {
  const { byId } = usePeople()
  const personOf = (id: string | null) => (id ? byId.get(id) : undefined)
  return { product: personOf(owners.product), engineering: personOf(owners.engineering) }
}

/** An initiative on the board. */
export function InitiativeCard({ initiative, menu }: { initiative: Initiative; menu?: MenuItem[] }) {
  const { key, title, targetOn, evidenceCount, delivery, verdict, isOutcomeAwaited, column } = initiative
  const isSpokenOf = column !== 'ideas' || initiative.effort !== null || initiative.feasibilityAskedAt !== null
  const owners = useOwners(initiative)
  const isAhead = column !== 'done' && column !== 'dropped'
  return (
    <div className={css.card}>
      <div className={css.cardTop}>
        <span className={css.key}>{key}</span>
        {targetOn && isAhead && <span className={css.target}>by {dayInWords(targetOn)}</span>}
        {menu && (
          <span className={css.cardMenu}>
            <Menu
              trigger={<IconButton small label={`What you can do with ${key}`} icon={<IconDots size={15} />} />}
              items={menu}
            />
          </span>
        )}
      </div>
      <p className={css.cardTitle}>{title}</p>
      <div className={css.cardFacts}>
        <OwnerPair {...owners} size={20} />
        {isAhead && isSpokenOf && <GateLine initiative={initiative} />}
        {evidenceCount > 0 && (
          <span className={css.evidence} title={`${evidenceCount} pieces of evidence`}>
            <IconQuote size={13} aria-hidden="true" />
            {evidenceCount}
            <span className="said-only"> pieces of evidence</span>
          </span>
        )}
        {verdict && <Chip tone={VERDICT_CHIPS[verdict].tone}>{VERDICT_CHIPS[verdict].says}</Chip>}
        {isOutcomeAwaited && <Chip>Outcome awaited</Chip>}
      </div>
      {delivery.items > 0 && isAhead && <DeliveryBar delivery={delivery} />}
    </div>
  )
}
