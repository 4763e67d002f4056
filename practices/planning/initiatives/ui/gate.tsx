import { usePeople } from '#commons/people/ui/embeds.tsx'
import { SideMark, SIDES, type Side, SIDE_WORDS, SignOffMarks, type SignOffState } from '#design/index.ts'

import type { Initiative } from '../contract.ts'
import { dateInWords, effortInShort } from './words.ts'

import css from './initiatives.module.css'

/** Each side's acceptance as its mark shows it. */
export function useAcceptance({ accepted, version }: Pick<Initiative, 'accepted' | 'version'>) {
  const { byId } = usePeople()
  const stateOf = (side: Side): SignOffState => {
    const given = accepted[side]
    if (!given) return undefined
    const by = { name: byId.get(given.by)?.name ?? 'Somebody', side }
    return { by, when: dateInWords(given.at), outdated: given.version !== version }
  }
  return { product: stateOf('product'), engineering: stateOf('engineering') }
}

/** On a card, in one line: what it takes, and who has accepted exactly this. */
export function GateLine({ initiative }: { initiative: Initiative }) {
  const acceptance = useAcceptance(initiative)
  return (
    <span className={css.gateLine}>
      {initiative.effort ? (
        <span className={css.effort} title="What it takes, as engineering says">
          {effortInShort(initiative.effort)}
        </span>
      ) : (
        <span className={css.lacking}>
          <SideMark side="engineering" missing />
          {initiative.feasibilityAskedAt ? 'Feasibility asked' : 'No feasibility'}
        </span>
      )}
      <SignOffMarks {...acceptance} />
    </span>
  )
}

/** What has to be there before it enters Next: ticked, or the words of what is missing. */
export function GateList({ initiative }: { initiative: Initiative }) {
  const { byId } = usePeople()
  const { effort, feasibilityAskedAt, accepted, missing, version } = initiative
  const nameOf = (id: string) => byId.get(id)?.name ?? 'Somebody'
  const acceptance = (side: Side) => {
    const word = SIDE_WORDS[side]
    const given = accepted[side]
    if (!given) return `Nobody on the ${word.toLowerCase()} side has accepted it yet`
    const when = `${nameOf(given.by)} accepted for ${word.toLowerCase()} on ${dateInWords(given.at)}`
    return given.version === version ? when : `${when}, but it has changed since`
  }
  const feasibility = effort
    ? `Engineering says it takes ${effortInShort(effort)}`
    : feasibilityAskedAt
      ? `Engineering was asked on ${dateInWords(feasibilityAskedAt)} what it takes`
      : 'Engineering has not said what it takes'
  return (
    <ul className={css.gate}>
      <Needed isThere={!missing.includes('feasibility')} side="engineering">
        {feasibility}
      </Needed>
      {SIDES.map((side) => (
        <Needed key={side} isThere={!missing.includes(side)} side={side}>
          {acceptance(side)}
        </Needed>
      ))}
    </ul>
  )
}

function Needed({ isThere, side, children }: { isThere: boolean; side: Side; children: string }) {
  return (
    <li className={css.needed} data-there={isThere || undefined}>
      <SideMark side={side} missing={!isThere} />
      <span>{children}</span>
      {isThere && <span className="said-only">, done</span>}
    </li>
  )
}
