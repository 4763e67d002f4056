import { Chip, Link, OwnerPair } from '#design/index.ts'

import type { Initiative } from '../contract.ts'
import { COLUMN_WORDS } from '../rules.ts'
import { DeliveryBar } from './delivery-bar.tsx'
import { useOwners, VERDICT_CHIPS } from './initiative-card.tsx'

import css from './initiatives.module.css'

type InitiativeRowsProps = {
  initiatives: Initiative[]
  /** For a list of one column, whose name stands above it. */
  columnHidden?: boolean
}

/** Initiatives in rows, beside other things: whose each is, where it stands, how far its work is and what came of it. */
export function InitiativeRows({ initiatives, columnHidden }: InitiativeRowsProps) {
  return (
    <ul className={css.rows}>
      {initiatives.map((one) => (
        <Row key={one.id} initiative={one} columnHidden={columnHidden ?? false} />
      ))}
    </ul>
  )
}

function Row({ initiative, columnHidden }: { initiative: Initiative; columnHidden: boolean }) {
  const owners = useOwners(initiative)
  const { key, title, column, delivery, verdict, isOutcomeAwaited } = initiative
  const isAhead = column !== 'done' && column !== 'dropped'
  return (
    <li className={css.row}>
      <OwnerPair {...owners} size={22} />
      <Link href={`/initiatives/${key}`} className={css.rowTitle}>
        <span className={css.key}>{key}</span> {title}
      </Link>
      <span className={css.rowEnd}>
        {verdict ? (
          <Chip tone={VERDICT_CHIPS[verdict].tone}>{VERDICT_CHIPS[verdict].says}</Chip>
        ) : isOutcomeAwaited ? (
          <Chip>Outcome awaited</Chip>
        ) : (
          <>
            {isAhead && <DeliveryBar delivery={delivery} />}
            {!columnHidden && <Chip>{COLUMN_WORDS[column]}</Chip>}
          </>
        )}
      </span>
    </li>
  )
}
