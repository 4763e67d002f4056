import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useEffect, useId, useMemo, useRef } from 'react'

import { BulkBar } from './bulk-bar.tsx'
import { rowsOf } from './rows.ts'
import { useRowHeight } from './use-row-height.ts'
import { type ListCommand, useSelection } from './use-selection.ts'

import css from './lists.module.css'

export type Column<Item> = {
  id: string
  head: string
  cell: (item: Item) => ReactNode
  /** As in `grid-template-columns`: `120px`, `minmax(200px, 2fr)`. */
  width?: string
  align?: 'start' | 'end'
  sortable?: boolean
  /** Left out where there is little room. */
  wideOnly?: boolean
}

export type Sort = { by: string; descending: boolean }

export type VirtualTableProps<Item> = {
  label: string
  items: readonly Item[]
  /** Must be the same function from render to render. */
  keyOf: (item: Item) => string
  columns: Column<Item>[]
  onOpen?: (item: Item) => void
  /** Done with the selected items, or with the one in focus. Makes rows selectable. */
  commands?: ListCommand<Item>[]
  groupOf?: (item: Item) => string
  sort?: Sort
  onSort?: (sort: Sort) => void
  height?: string
  onEnd?: () => void
  loadingMore?: boolean
}

/** A table of any length with the same keys as the list. Figures stand in columns. */
export function VirtualTable<Item>(props: VirtualTableProps<Item>) {
  const { label, items, keyOf, columns, onOpen, commands, groupOf, sort, onSort, height, onEnd, loadingMore } = props
  const id = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const rows = useMemo(() => rowsOf(items, groupOf), [items, groupOf])
  const selection = useSelection({ items, keyOf, onOpen, commands })
  const rowHeight = useRowHeight()
  // oxlint-disable-next-line react/incompatible-library -- nothing here is memoized by a compiler
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollPaddingStart: rowHeight,
  })
  useEffect(() => virtual.measure(), [virtual, rowHeight])
  const shown = virtual.getVirtualItems()
  const template = columns.map(({ width }) => width ?? 'minmax(96px, 1fr)').join(' ')
  const wideOnly = columns.filter((column) => !column.wideOnly).map(({ width }) => width ?? 'minmax(96px, 1fr)')

  const rowAt = rows.findIndex((row) => row.kind === 'item' && row.position === selection.at)
  useEffect(() => {
    if (rowAt >= 0) virtual.scrollToIndex(rowAt, { align: 'auto' })
  }, [rowAt, virtual])

  const isAtEnd = (shown.at(-1)?.index ?? -1) >= rows.length - 5
  useEffect(() => {
    if (isAtEnd && !loadingMore) onEnd?.()
  }, [isAtEnd, loadingMore, onEnd, rows.length])

  return (
    <div className={css.frame}>
      <div
        ref={scroller}
        className={css.scroller}
        data-table
        style={
          {
            maxHeight: height,
            '--columns': template,
            '--narrow-columns': wideOnly.join(' '),
          } as React.CSSProperties
        }
        role="grid"
        aria-label={label}
        aria-rowcount={rows.length + 1}
        aria-multiselectable={commands !== undefined}
        aria-activedescendant={rowAt >= 0 ? `${id}-${rowAt}` : undefined}
        tabIndex={0}
        onKeyDown={selection.onKeyDown}
        onFocus={(event) => event.target === event.currentTarget && selection.focusFirst()}
      >
        <div className={css.head} role="row" aria-rowindex={1}>
          {columns.map((column) => (
            <Head key={column.id} column={column} sort={sort} onSort={onSort} />
          ))}
        </div>
        <div className={css.canvas} style={{ height: virtual.getTotalSize() }} role="rowgroup">
          {shown.map(({ index, start }) => {
            const row = rows[index]
            if (!row) return null
            const place = { transform: `translateY(${start}px)`, height: rowHeight }
            if (row.kind === 'group')
              return (
                <div
                  key={`group:${row.label}`}
                  className={css.group}
                  style={place}
                  role="row"
                  aria-rowindex={index + 2}
                >
                  <span role="gridcell">
                    {row.label} <span className={css.groupCount}>{row.count}</span>
                  </span>
                </div>
              )
            const key = keyOf(row.item)
            return (
              // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the grid itself hears the keys
              <div
                key={key}
                id={`${id}-${index}`}
                className={css.record}
                data-focused={row.position === selection.at || undefined}
                data-selected={selection.selected.has(key) || undefined}
                data-opens={onOpen !== undefined || undefined}
                style={place}
                role="row"
                tabIndex={-1}
                aria-rowindex={index + 2}
                aria-selected={commands ? selection.selected.has(key) : undefined}
                onClick={(event) => selection.onRowClick(row.position, event)}
              >
                {columns.map((column) => (
                  <div
                    key={column.id}
                    role="gridcell"
                    className={css.cell}
                    data-align={column.align}
                    data-wide-only={column.wideOnly || undefined}
                  >
                    <Cell>{column.cell(row.item)}</Cell>
                  </div>
                ))}
              </div>
            )
          })}
        </div>
        {loadingMore && <p className={css.more}>Loading more</p>}
      </div>
      <BulkBar
        count={selection.selected.size}
        commands={commands ?? []}
        chosen={selection.chosen}
        onClear={selection.clear}
      />
    </div>
  )
}

/** Plain words end in an ellipsis; anything drawn keeps its own shape. */
function Cell({ children }: { children: ReactNode }) {
  if (typeof children !== 'string' && typeof children !== 'number') return children
  return <span className={css.plain}>{children}</span>
}

type HeadProps<Item> = { column: Column<Item>; sort: Sort | undefined; onSort: ((sort: Sort) => void) | undefined }

function Head<Item>({ column, sort, onSort }: HeadProps<Item>) {
  const isSorted = sort?.by === column.id
  const direction = isSorted ? (sort.descending ? 'descending' : 'ascending') : undefined
  return (
    <div
      role="columnheader"
      className={css.cell}
      data-align={column.align}
      data-wide-only={column.wideOnly || undefined}
      aria-sort={direction}
    >
      {column.sortable && onSort ? (
        <button
          type="button"
          className={css.sort}
          onClick={() => onSort({ by: column.id, descending: isSorted ? !sort.descending : false })}
        >
          {column.head}
          {direction === 'ascending' && <IconArrowUp size={13} />}
          {direction === 'descending' && <IconArrowDown size={13} />}
        </button>
      ) : (
        column.head
      )}
    </div>
  )
}
