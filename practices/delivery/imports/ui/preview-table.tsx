import { Table } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'

import { ErrorState, LoadingState } from '#design/index.ts'
import { refusalOf } from '#platform/client/refusals.ts'

import type { ImportId, Mapping } from '../contract.ts'
import { imports } from './api.ts'
import { GROUP_CHOICES } from './words.ts'

const day = (date: Date | null) => date?.toLocaleDateString(undefined, { dateStyle: 'medium' }) ?? ''
const stateWord = (group: string) => GROUP_CHOICES.find(({ value }) => value === group)?.label ?? group

/** The first rows as the mapping would have them. Asked again whenever the mapping changes. */
export function PreviewTable({ id, mapping }: { id: ImportId; mapping: Mapping }) {
  const { data, error } = useQuery({
    ...imports.preview.queryOptions({ input: { id } }),
    queryKey: [...imports.preview.queryKey({ input: { id } }), mapping],
    placeholderData: keepPreviousData,
  })
  if (error) return <ErrorState message={refusalOf(error) ?? 'The preview could not be made.'} />
  if (!data) return <LoadingState like="list" />
  return (
    <>
      <p>
        {data.good.toLocaleString()} rows are good{data.skipped > 0 && `, ${data.skipped.toLocaleString()} are skipped`}
        {data.problems > 0 && `, ${data.problems.toLocaleString()} have a problem and will be left out`}.
        {data.comments > 0 && ` ${data.comments.toLocaleString()} comments come along.`}
      </p>
      <Table.ScrollContainer minWidth={760} type="native">
        <Table verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              {[
                'Row',
                'Title',
                'Type',
                'State',
                'Priority',
                'Labels',
                'Assignees',
                'Created',
                'Closed',
                'Comments',
              ].map((head) => (
                <Table.Th key={head}>{head}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {data.rows.map((row) => (
              <Table.Tr key={row.number}>
                <Table.Td>{row.number}</Table.Td>
                {row.problem ? (
                  <Table.Td colSpan={9}>{row.problem}</Table.Td>
                ) : (
                  <>
                    <Table.Td>{row.title}</Table.Td>
                    <Table.Td>{row.type}</Table.Td>
                    <Table.Td>{stateWord(row.state)}</Table.Td>
                    <Table.Td>{row.priority}</Table.Td>
                    <Table.Td>{row.labels.join(', ')}</Table.Td>
                    <Table.Td>{row.assignees.join(', ')}</Table.Td>
                    <Table.Td>{day(row.created)}</Table.Td>
                    <Table.Td>{day(row.closed)}</Table.Td>
                    <Table.Td>{row.comments > 0 && row.comments.toLocaleString()}</Table.Td>
                  </>
                )}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </>
  )
}
