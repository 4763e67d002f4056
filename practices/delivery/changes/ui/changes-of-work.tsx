import { useQuery } from '@tanstack/react-query'

import type { RecordSummary } from '#commons/records/contract.ts'
import { Chip, Panel, Row, Stack } from '#design/index.ts'

import type { ChangeState } from '../contract.ts'
import { changes } from './api.ts'

const STATE_WORDS: Record<ChangeState, string> = {
  draft: 'Draft',
  open: 'In review',
  merged: 'Merged',
  closed: 'Closed',
}

/** The pull requests that deliver a work item, as they stand at GitHub. Shows nothing where there are none. */
export default function ChangesOfWork({ record }: { record: RecordSummary }) {
  const { data } = useQuery({
    ...changes.list.queryOptions({ input: { delivers: record.id, limit: 50 } }),
    enabled: record.type === 'work-item' || record.type === 'initiative',
  })
  if (!data || data.items.length === 0) return null
  return (
    <Panel title="Changes">
      <Stack gap="tight">
        {data.items.map((change) => (
          <Row key={change.id} gap="tight">
            <Chip>{STATE_WORDS[change.state]}</Chip>
            <a href={change.url} target="_blank" rel="noreferrer">
              {change.repository.split('/')[1]}#{change.number} {change.title}
            </a>
          </Row>
        ))}
      </Stack>
    </Panel>
  )
}
