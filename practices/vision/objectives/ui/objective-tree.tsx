import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { RecordLink } from '#commons/records/ui/embeds.tsx'
import { Aside, IconButton } from '#design/index.ts'
import { clientOf } from '#platform/client/client.ts'
import type { visions as visionsContract } from '#practices/vision/visions/contract.ts'

import type { Objective } from '../contract.ts'
import { ObjectiveCard } from './objective-card.tsx'
import { type Branch, sizeOf, treeOf } from './tree.ts'

import css from './objectives.module.css'

const visions = clientOf<typeof visionsContract>('visions')

/** Objectives below the clauses that they serve; what serves nothing hangs at a frayed end. */
export function ObjectiveTree({ objectives }: { objectives: Objective[] }) {
  const { data } = useQuery(visions.get.queryOptions())
  const roots = treeOf(
    objectives,
    data?.clauses.map((clause) => clause.id),
  )
  return (
    <ul className={css.tree} aria-label="Objectives by what they serve">
      {roots.map(({ reason, branches }) => (
        <li key={reason?.id ?? 'nothing'} className={css.root} data-frayed={reason === null || undefined}>
          <div className={css.rootHead}>
            {reason ? (
              <RecordLink record={reason} stateHidden />
            ) : (
              <span className={css.frayed}>Serves nothing yet</span>
            )}
            <Aside>{countInWords(sizeOf(branches))}</Aside>
          </div>
          <Branches branches={branches} />
        </li>
      ))}
    </ul>
  )
}

const countInWords = (count: number) => (count === 1 ? 'one objective' : `${count} objectives`)

function Branches({ branches }: { branches: Branch[] }) {
  return (
    <ul className={css.branches}>
      {branches.map((branch) => (
        <BranchRow key={branch.objective.id} branch={branch} />
      ))}
    </ul>
  )
}

function BranchRow({ branch: { objective, children } }: { branch: Branch }) {
  const [isFolded, setFolded] = useState(false)
  return (
    <li className={css.branch}>
      <span className={css.fold}>
        <IconButton
          small
          label={isFolded ? `Unfold ${objective.key}` : `Fold ${objective.key}`}
          icon={isFolded ? <IconChevronRight size={15} /> : <IconChevronDown size={15} />}
          onClick={() => setFolded(!isFolded)}
        />
      </span>
      <ObjectiveCard objective={objective} folded={isFolded} />
      {!isFolded && children.length > 0 && <Branches branches={children} />}
      {isFolded && children.length > 0 && <Aside>{countInWords(sizeOf(children))} below</Aside>}
    </li>
  )
}
