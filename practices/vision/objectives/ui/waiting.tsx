import { useQuery } from '@tanstack/react-query'

import { Aside, Button, Panel, Row } from '#design/index.ts'

import { checkIns, objectives } from './api.ts'
import { CheckInButton } from './embeds.tsx'
import { KeyResultRow } from './key-result-row.tsx'

import css from './objectives.module.css'

/** What waits for the one who looks: targets to accept, and this week's check-ins. Nothing when nothing waits. */
export function Waiting({ open }: { open: boolean }) {
  const due = useQuery(checkIns.due.queryOptions({ input: { limit: 50 } }))
  const mine = useQuery(objectives.mine.queryOptions({ input: { limit: 50 } }))
  const owed = due.data?.items ?? []
  const asked = (mine.data?.items ?? []).filter((one) => one.waitsFor !== null)
  if (owed.length === 0 && asked.length === 0)
    return open ? (
      <Panel title="Nothing waits for you">
        <Aside>You are in on everything that you own this week.</Aside>
      </Panel>
    ) : null
  return (
    <Panel title="Waits for you">
      <ul className={css.results}>
        {asked.map((one) => (
          <li key={one.id} className={css.asked}>
            <Row spread>
              <span>
                <span className={css.key}>{one.key}</span> {one.title}
              </span>
              <Button small href={`/objectives/${one.key}`}>
                {one.waitsFor === 'acceptance' ? 'Read and accept the targets' : 'Say whether it still holds'}
              </Button>
            </Row>
          </li>
        ))}
        {owed.map(({ keyResult }) => (
          <li key={keyResult.id}>
            <KeyResultRow keyResult={keyResult} plain actions={<CheckInButton keyResult={keyResult} />} />
          </li>
        ))}
      </ul>
    </Panel>
  )
}
