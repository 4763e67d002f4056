import { useState } from 'react'

import {
  type BoardColumn,
  BoardColumns,
  FilterMenu,
  JointMark,
  ListTools,
  type Sort,
  StatusMark,
  toast,
  VirtualList,
  VirtualTable,
} from '#design/index.ts'

import { Part } from './part.tsx'

type Item = {
  key: string
  title: string
  team: string
  days: number
  joint: boolean
  state: 'on-track' | 'at-risk' | 'off-track' | 'done'
}

const STATES = ['on-track', 'at-risk', 'off-track', 'done'] as const
const TITLES = [
  'Pay without an account',
  'Search that forgives typos',
  'Remember the last address',
  'Retire the old queue',
  'Explain the price',
]
const makeItems = (count: number): Item[] =>
  Array.from({ length: count }, (_, index) => ({
    key: `WEB-${index + 1}`,
    title: TITLES[index % TITLES.length] ?? '',
    team: index % 3 === 0 ? 'Checkout' : 'Search',
    days: (index * 7) % 19,
    joint: index % 4 !== 0,
    state: STATES[index % 4] ?? 'done',
  }))
const TEN_THOUSAND = makeItems(10_000)
const keyOf = (item: Item) => item.key
const nameOf = (item: Item) => item.title

export function Lists() {
  const [sort, setSort] = useState<Sort>({ by: 'key', descending: false })
  const [state, setState] = useState<(typeof STATES)[number] | undefined>('at-risk')
  const [columns, setColumns] = useState<BoardColumn<Item>[]>([
    { id: 'todo', title: 'To do', items: TEN_THOUSAND.slice(0, 3000) },
    { id: 'doing', title: 'Doing', items: TEN_THOUSAND.slice(3000, 3004) },
    { id: 'done', title: 'Done', items: [], empty: 'Nothing is done yet.' },
  ])
  return (
    <>
      <Part name="List of 10,000">
        <VirtualList
          label="Work items"
          items={TEN_THOUSAND}
          keyOf={keyOf}
          height="280px"
          onOpen={(item) => toast({ message: `${item.key} opened.` })}
          commands={[{ key: 'd', label: 'Done', run: (items) => toast({ message: `${items.length} done.` }) }]}
          renderItem={(item) => (
            <>
              <span style={{ width: 80, color: 'var(--ink-soft)' }} data-figures>
                {item.key}
              </span>
              <span style={{ flex: 1 }}>{item.title}</span>
              <JointMark product engineering={item.joint} />
            </>
          )}
        />
      </Part>
      <Part name="Table of 10,000">
        <ListTools
          filters={
            <>
              <FilterMenu
                label="State"
                choices={STATES.map((value) => ({
                  value,
                  label: value,
                  icon: <StatusMark status={value} wordHidden />,
                }))}
                value={state}
                onChange={setState}
              />
              <FilterMenu label="Team" choices={[]} value={undefined} onChange={() => undefined} />
            </>
          }
          found="10,000 items"
        />
        <VirtualTable
          label="Work items in a table"
          items={TEN_THOUSAND}
          keyOf={keyOf}
          height="280px"
          sort={sort}
          onSort={setSort}
          onOpen={(item) => toast({ message: `${item.key} opened.` })}
          commands={[{ key: 'd', label: 'Done', run: (items) => toast({ message: `${items.length} done.` }) }]}
          columns={[
            { id: 'key', head: 'Key', width: '96px', sortable: true, cell: (item) => item.key },
            { id: 'title', head: 'Title', width: 'minmax(160px, 3fr)', cell: (item) => item.title },
            { id: 'state', head: 'State', width: '120px', cell: (item) => <StatusMark status={item.state} /> },
            { id: 'team', head: 'Team', wideOnly: true, cell: (item) => item.team },
            { id: 'days', head: 'Days', width: '72px', align: 'end', sortable: true, cell: (item) => item.days },
          ]}
        />
      </Part>
      <Part name="Board">
        <BoardColumns
          label="Sprint board"
          columns={columns}
          keyOf={keyOf}
          nameOf={nameOf}
          height="360px"
          onOpen={(item) => toast({ message: `${item.key} opened.` })}
          onMove={({ key, toColumn, before }) =>
            setColumns((now) => {
              const card = now.flatMap(({ items }) => items).find((item) => item.key === key)
              if (!card) return now
              return now.map((column) => {
                const items = column.items.filter((item) => item.key !== key)
                if (column.id !== toColumn) return { ...column, items }
                const at = before === undefined ? items.length : items.findIndex((item) => item.key === before)
                return { ...column, items: items.toSpliced(at, 0, card) }
              })
            })
          }
          renderCard={(item) => (
            <>
              <div style={{ color: 'var(--ink-soft)', fontSize: 12 }}>{item.key}</div>
              {item.title}
            </>
          )}
        />
      </Part>
    </>
  )
}
