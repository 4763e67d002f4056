import { RecordLink } from '#commons/records/ui/embeds.tsx'
import { Aside, Chip, DiffText, Row } from '#design/index.ts'

import { SECTIONS, type Version } from '../contract.ts'
import { type ClauseDifference, differences } from '../rules.ts'
import { SECTION_WORDS } from './words.ts'

import css from './visions.module.css'

const KINDS: Record<ClauseDifference['kind'], string | undefined> = {
  added: 'New',
  changed: 'Changed',
  moved: 'Moved here',
  retired: 'Retired',
  same: undefined,
}

type Text = Pick<Version, 'sentence' | 'clauses' | 'northStarId' | 'northStar'>

/** What one text changes in another, word by word. What stays the same is counted, not shown. */
export function VersionDiff({ version, before }: { version: Text; before: Text | null }) {
  const all = differences(version, before)
  const changed = all.filter((one) => one.kind !== 'same')
  const same = all.length - changed.length
  const hasOtherStar = version.northStarId !== (before?.northStarId ?? null)
  const isSameSentence = before?.sentence === version.sentence
  return (
    <div className={css.diff}>
      {!isSameSentence && (
        <div className={css.diffStar}>
          <DiffText before={before?.sentence ?? ''} after={version.sentence} />
        </div>
      )}
      {hasOtherStar && (
        <Row gap="tight">
          <Aside>North star:</Aside>
          {before?.northStar && (
            <del>
              <RecordLink record={before.northStar} stateHidden />
            </del>
          )}
          {version.northStar ? <RecordLink record={version.northStar} stateHidden /> : <span>none</span>}
        </Row>
      )}
      {SECTIONS.map((section) => {
        const own = changed.filter((one) => one.section === section)
        return own.length === 0 ? null : (
          <div key={section}>
            <h3 className={css.diffTitle}>{SECTION_WORDS[section]}</h3>
            <ul className={css.diffClauses}>
              {own.map((one) => (
                <li key={one.clauseId} className={css.diffClause}>
                  <Chip>{KINDS[one.kind]}</Chip>
                  <DiffText before={one.before} after={one.after} />
                </li>
              ))}
            </ul>
          </div>
        )
      })}
      {changed.length === 0 && isSameSentence && !hasOtherStar ? (
        <Aside>Nothing changes.</Aside>
      ) : (
        same > 0 && <Aside>{same === 1 ? 'One clause stays as it is.' : `${same} clauses stay as they are.`}</Aside>
      )}
    </div>
  )
}
