import { useVirtualizer } from '@tanstack/react-virtual'
import { type CSSProperties, type ReactNode, useEffect, useId, useMemo, useRef } from 'react'

import { BulkBar } from './bulk-bar.tsx'
import { rowsOf } from './rows.ts'
import { type ListCommand, useSelection } from './use-selection.ts'

import css from './lists.module.css'

export type VirtualListProps<Item> = {
  /** What the list holds, for screen readers. */
  label: string
  items: readonly Item[]
  /** Must be the same function from render to render. */
  keyOf: (item: Item) => string
  renderItem: (item: Item, row: { selected: boolean; focused: boolean }) => ReactNode
  onOpen?: (item: Item) => void
  /** Done with the selected items, or with the one in focus. Makes rows selectable. */
  commands?: ListCommand<Item>[]
  /** A heading before each run of items of the same group. */
  groupOf?: (item: Item) => string
  /** The height of a row to begin with; rows are then measured. */
  rowHeight?: number
  /** CSS height of the scrolling part; by default all that the window leaves. */
  height?: string
  /** Called when the last rows come in sight: fetch the next page. */
  onEnd?: () => void
  loadingMore?: boolean
}

/** A list of any length. j k and arrows move, x and shift select, Enter opens. */
export function VirtualList<Item>(props: VirtualListProps<Item>) {
  const {
    label,
    items,
    keyOf,
    renderItem,
    onOpen,
    commands,
    groupOf,
    rowHeight = 44,
    height,
    onEnd,
    loadingMore,
  } = props
  const id = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const rows = useMemo(() => rowsOf(items, groupOf), [items, groupOf])
  const selection = useSelection({ items, keyOf, onOpen, commands })
  // oxlint-disable-next-line react/incompatible-library -- nothing here is memoized by a compiler
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (rows[index]?.kind === 'group' ? 36 : rowHeight),
    getItemKey: (index) => {
      const row = rows[index]
      return row?.kind === 'item' ? keyOf(row.item) : `group:${row?.label}`
    },
    overscan: 8,
  })
  const shown = virtual.getVirtualItems()

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
        style={height === undefined ? undefined : { maxHeight: height }}
        role="grid"
        aria-label={label}
        aria-rowcount={rows.length}
        aria-multiselectable={commands !== undefined}
        aria-activedescendant={rowAt >= 0 ? `${id}-${rowAt}` : undefined}
        tabIndex={0}
        onKeyDown={selection.onKeyDown}
        onFocus={(event) => event.target === event.currentTarget && selection.focusFirst()}
      >
        <div className={css.canvas} style={{ height: virtual.getTotalSize() }} role="rowgroup">
          {shown.map(({ index, key, start }) => {
            const row = rows[index]
            if (!row) return null
            const place = { transform: `translateY(${start}px)` } satisfies CSSProperties
            if (row.kind === 'group')
              return (
                <div
                  key={key}
                  ref={virtual.measureElement}
                  data-index={index}
                  className={css.group}
                  style={place}
                  role="row"
                  aria-rowindex={index + 1}
                >
                  <span role="gridcell">
                    {row.label} <span className={css.groupCount}>{row.count}</span>
                  </span>
                </div>
              )
            const isSelected = selection.selected.has(keyOf(row.item))
            const isFocused = row.position === selection.at
            return (
              // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the grid itself hears the keys
              <div
                key={key}
                id={`${id}-${index}`}
                ref={virtual.measureElement}
                data-index={index}
                className={css.row}
                data-focused={isFocused || undefined}
                data-selected={isSelected || undefined}
                data-opens={onOpen !== undefined || undefined}
                style={place}
                role="row"
                tabIndex={-1}
                aria-rowindex={index + 1}
                aria-selected={commands ? isSelected : undefined}
                onClick={(event) => selection.onRowClick(row.position, event)}
              >
                <div role="gridcell" className={css.only}>
                  {renderItem(row.item, { selected: isSelected, focused: isFocused })}
                </div>
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
