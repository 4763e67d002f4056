import { useQuery } from '@tanstack/react-query'

import { Panel } from '#design/index.ts'
import { To } from '#platform/client/navigation.tsx'

import { initiatives } from './api.ts'
import { InitiativeRows } from './initiative-rows.tsx'

/** On the home page: what is being built now, and what came of what was built last. */
export default function HomePanel() {
  const now = useQuery(initiatives.list.queryOptions({ input: { column: ['now'], limit: 6 } })).data?.items ?? []
  const known =
    useQuery(
      initiatives.list.queryOptions({ input: { outcome: 'known', sort: 'updated', descending: true, limit: 3 } }),
    ).data?.items ?? []
  return (
    <>
      {now.length > 0 && (
        <Panel title="Being built now" actions={<To path="/initiatives">See the roadmap</To>}>
          <InitiativeRows initiatives={now} columnHidden />
        </Panel>
      )}
      {known.length > 0 && (
        <Panel title="What came of it" actions={<To path="/success-reviews">See the reviews</To>}>
          <InitiativeRows initiatives={known} />
        </Panel>
      )}
    </>
  )
}
