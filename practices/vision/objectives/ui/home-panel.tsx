import { useQuery } from '@tanstack/react-query'

import { Link, LoadingState, OwnerPair, Panel, ProgressBar, StatusMark } from '#design/index.ts'
import { To } from '#platform/client/navigation.tsx'

import type { Objective } from '../contract.ts'
import { cycles, objectives } from './api.ts'
import { useOwners } from './owners.ts'

import css from './objectives.module.css'

/** On the home page: how the objectives of this cycle stand. Nothing while there are none. */
export default function HomePanel() {
  const known = useQuery(cycles.inUse.queryOptions()).data
  const cycle = known?.cycles.find((one) => one.key === known.current)
  const { data } = useQuery({
    ...objectives.list.queryOptions({ input: { limit: 50, ...(cycle ? { cycle: cycle.key } : {}) } }),
    enabled: cycle !== undefined,
  })
  const running = data?.items.filter(({ state }) => state === 'active') ?? []
  if (!known || (cycle && !data)) return <LoadingState like="list" rows={4} />
  if (!cycle || running.length === 0) return null
  return (
    <Panel title={cycle.name} actions={<To path="/objectives">See the objectives</To>}>
      <ul className={css.standing}>
        {running.map((objective) => (
          <Standing key={objective.id} objective={objective} />
        ))}
      </ul>
    </Panel>
  )
}

function Standing({ objective }: { objective: Objective }) {
  const owners = useOwners(objective)
  const { key, title, status, progress } = objective
  const percent = Math.round(progress * 100)
  return (
    <li className={css.stands}>
      <OwnerPair {...owners} size={22} />
      <Link href={`/objectives/${key}`} className={css.standsTitle}>
        <span className={css.key}>{key}</span> {title}
      </Link>
      <span className={css.standsStatus}>{status && <StatusMark status={status} />}</span>
      <span className={css.standsBar}>
        <ProgressBar
          value={progress}
          {...(status ? { status } : {})}
          label={title}
          says={`${percent} % of the way, the mean of its key results`}
        />
      </span>
    </li>
  )
}
