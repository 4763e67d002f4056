import { Chip, Link, OwnerPair, ProgressBar, StatusMark } from '#design/index.ts'

import type { Objective } from '../contract.ts'
import { CheckInButton } from './embeds.tsx'
import { KeyResultRow } from './key-result-row.tsx'
import { useOwners } from './owners.ts'
import { gradeFigure } from './words.ts'

import css from './objectives.module.css'

const STATES: Record<Objective['state'], string> = {
  draft: 'Draft',
  proposed: 'Waits for both owners',
  active: 'Active',
  done: 'Done',
  dropped: 'Dropped',
}

/** An objective with its key results: whose it is, how it stands, and what each side believes. */
export function ObjectiveCard({ objective, folded }: { objective: Objective; folded?: boolean }) {
  const owners = useOwners(objective)
  const { key, title, state, status, grade, progress, keyResults, reaffirmSince } = objective
  return (
    <article className={css.objective} data-state={state}>
      <div className={css.objectiveHead}>
        <OwnerPair {...owners} size={26} />
        <Link href={`/objectives/${key}`} className={css.objectiveTitle}>
          <span className={css.key}>{key}</span> {title}
        </Link>
        <span className={css.objectiveState}>
          {reaffirmSince && <Chip>The vision changed</Chip>}
          {grade !== null ? (
            <Chip>Graded {gradeFigure(grade, 2)}</Chip>
          ) : state === 'active' && status ? (
            <StatusMark status={status} />
          ) : (
            <span className={css.faint}>{STATES[state]}</span>
          )}
          <span className={css.objectiveBar}>
            <ProgressBar
              value={progress}
              {...(state === 'active' && status ? { status } : {})}
              label={title}
              says={`${Math.round(progress * 100)} % of the way, the mean of its key results`}
            />
          </span>
        </span>
      </div>
      {!folded && keyResults.length > 0 && (
        <ul className={css.results}>
          {keyResults.map((one) => (
            <li key={one.id}>
              <KeyResultRow keyResult={one} actions={one.isRunning && <CheckInButton keyResult={one} />} />
            </li>
          ))}
        </ul>
      )}
      {!folded && keyResults.length === 0 && <p className={css.faint}>No key result yet.</p>}
    </article>
  )
}
