import { useQuery } from '@tanstack/react-query'

import type { RecordId, RecordType } from '#commons/records/contract.ts'
import { PLURALS, RecordLink } from '#commons/records/ui/embeds.tsx'
import { PropertyList, Row } from '#design/index.ts'

import { links } from './api.ts'

const SIGNS: RecordType[] = ['release', 'metric', 'success-review']

/** What on a record's line tells whether users are better off. */
export function Effects({ recordId }: { recordId: RecordId }) {
  const { data: line } = useQuery(links.line.queryOptions({ input: { recordId } }))
  if (!line) return null
  const all = [...line.cameOfIt, ...line.why].map(({ record }) => record)
  const byType = Map.groupBy(all, ({ type }) => type)
  return (
    <PropertyList
      properties={SIGNS.map((type) => ({
        label: PLURALS[type],
        value: byType.has(type) ? (
          <Row gap="tight">
            {byType.get(type)!.map((record) => (
              <RecordLink key={record.id} record={record} />
            ))}
          </Row>
        ) : (
          'None on this line yet'
        ),
      }))}
    />
  )
}
