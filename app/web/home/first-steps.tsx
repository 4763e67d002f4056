import { IconArrowRight, IconCircleCheckFilled, IconCircleDashed } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'

import type { links as linksContract } from '#commons/links/contract.ts'
import { useMe, usePeople } from '#commons/people/ui/embeds.tsx'
import type { RecordType } from '#commons/records/contract.ts'
import { Panel } from '#design/index.ts'
import { isAtLeast } from '#platform/auth/identity.ts'
import { clientOf } from '#platform/client/client.ts'
import { To } from '#platform/client/navigation.tsx'
import type { visions as visionsContract } from '#practices/vision/visions/contract.ts'

import css from './home.module.css'

const links = clientOf<typeof linksContract>('links')
const visions = clientOf<typeof visionsContract>('visions')

/** How a new workspace comes to its first whole line, step by step. Gone once all of it is there. */
export function FirstSteps() {
  const me = useMe()
  const { all: people } = usePeople()
  const { data: coverage } = useQuery(links.coverage.queryOptions())
  const { data: vision } = useQuery(visions.get.queryOptions())
  if (!me || !coverage || !vision || people.length === 0 || !isAtLeast(me.role, 'member')) return null
  const has = (type: RecordType) => coverage.some((one) => one.type === type && one.total > 0)
  const sides = new Set(people.map(({ side }) => side))
  const steps = [
    {
      says: 'Write the vision',
      why: 'One sentence, and the clauses that everything else can serve.',
      path: '/vision?view=draft',
      isDone: vision.published !== null,
    },
    {
      says: 'Bring both sides in',
      why: 'Nothing is joint before product and engineering are here.',
      path: '/settings/people',
      isDone: sides.has('product') && sides.has('engineering'),
    },
    {
      says: 'Draft an objective',
      why: 'It has an owner of each side, and runs once both accepted its targets.',
      path: '/objectives?new=yes',
      isDone: has('objective'),
    },
    {
      says: 'Add an initiative',
      why: 'Product says what users get; engineering says what it takes.',
      path: '/initiatives?add=yes',
      isDone: has('initiative'),
    },
    {
      says: 'Put work on the line',
      why: 'New items, or those you have: from a CSV file, Jira, Linear or GitHub.',
      path: has('work-item') ? '/work' : '/settings/imports',
      isDone: has('work-item'),
    },
  ]
  const left = steps.filter(({ isDone }) => !isDone)
  if (left.length === 0) return null
  return (
    <Panel title="To your first whole line">
      <ol className={css.list}>
        {steps.map(({ says, why, path, isDone }) => (
          <li key={says} className={css.step} data-done={isDone || undefined}>
            {isDone ? <IconCircleCheckFilled size={18} /> : <IconCircleDashed size={18} stroke={1.6} />}
            {isDone ? (
              <span>
                {says}
                <span className="said-only">, done</span>
              </span>
            ) : (
              <To path={path} className={css.stepWords ?? ''}>
                <span className={css.stepSays}>
                  {says} <IconArrowRight size={15} stroke={1.6} />
                </span>
                <span className={css.stepWhy}>{why}</span>
              </To>
            )}
          </li>
        ))}
      </ol>
    </Panel>
  )
}
