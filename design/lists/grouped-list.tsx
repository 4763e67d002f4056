import { IconChevronRight } from '@tabler/icons-react'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, type Ref, useEffect, useId, useImperativeHandle, useMemo, useRef } from 'react'

import { BulkBar } from './bulk-bar.tsx'
import { useRowHeight } from './use-row-height.ts'
import { type ListCommand, useSelection } from './use-selection.ts'

import css from './lists.module.css'

export type ListGroup<Item> = {
  id: string
  label: string
  /** Stands before the label: the mark of the state, the face of the person. */
  mark?: ReactNode
  /** How many there are, when not all of them are given. */
  count: number
  /** Beside the count: a sum, what the group means. */
  detail?: ReactNode
  /** At the end of the heading: a button that adds to the group. */
  actions?: ReactNode
  items: readonly Item[]
  /** A closed group shows its heading alone. */
  isOpen: boolean
  /** Stands first in the group: a field that adds to it. */
  first?: ReactNode
}

/** What somebody means when they press a key or a button beside the list. */
export type ListHandle<Item> = {
  /** The selected items, or the one in focus. */
  chosen: () => Item[]
  focus: () => void
}

export type GroupedListProps<Item> = {
  label: string
  groups: ListGroup<Item>[]
  /** Must be the same function from render to render. */
  keyOf: (item: Item) => string
  renderItem: (item: Item) => ReactNode
  /** How an item is called beside its checkbox. */
  nameOf: (item: Item) => string
  onOpen?: (item: Item) => void
  onToggle: (group: string) => void
  /** Called when the last of a group's items comes in sight while there are more. */
  onGroupEnd?: (group: string) => void
  commands?: ListCommand<Item>[]
  handle?: Ref<ListHandle<Item>>
  /** Leave it out for a single group without a name. */
  hasHeadings?: boolean
  /** The height of a row in pixels, when it is not that of the density. */
  rowHeight?: number
}

type Line<Item> =
  | { kind: 'head'; group: ListGroup<Item> }
  | { kind: 'first'; group: ListGroup<Item> }
  | { kind: 'item'; group: ListGroup<Item>; item: Item; position: number; isLast: boolean }

function linesOf<Item>(groups: ListGroup<Item>[], hasHeadings: boolean) {
  const lines: Line<Item>[] = []
  const items: Item[] = []
  for (const group of groups) {
    if (hasHeadings) lines.push({ kind: 'head', group })
    if (!group.isOpen) continue
    if (group.first) lines.push({ kind: 'first', group })
    for (const [at, item] of group.items.entries()) {
      const isLast = at === group.items.length - 1 && group.items.length < group.count
      lines.push({ kind: 'item', group, item, position: items.length, isLast })
      items.push(item)
    }
  }
  return { lines, items }
}

const HEAD_PIXELS = 40

/** A list of any length under headings that fold. j k and arrows move, x and shift select, Enter opens. */
export function GroupedList<Item>(props: GroupedListProps<Item>) {
  const { label, groups, keyOf, renderItem, nameOf, onOpen, onToggle, onGroupEnd, commands, handle } = props
  const { hasHeadings = true } = props
  const id = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const { lines, items } = useMemo(() => linesOf(groups, hasHeadings), [groups, hasHeadings])
  const selection = useSelection({ items, keyOf, onOpen, commands })
  const ofDensity = useRowHeight()
  const rowHeight = props.rowHeight ?? ofDensity
  // oxlint-disable-next-line react/incompatible-library -- nothing here is memoized by a compiler
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (lines[index]?.kind === 'head' ? HEAD_PIXELS : rowHeight),
    overscan: 12,
  })
  useEffect(() => virtual.measure(), [virtual, rowHeight, lines])
  const shown = virtual.getVirtualItems()

  useImperativeHandle(handle, () => ({
    chosen: selection.chosen,
    focus: () => scroller.current?.focus({ preventScroll: true }),
  }))

  const lineAt = lines.findIndex((line) => line.kind === 'item' && line.position === selection.at)
  useEffect(() => {
    if (lineAt >= 0) virtual.scrollToIndex(lineAt, { align: 'auto' })
  }, [lineAt, virtual])

  const ended = shown.flatMap(({ index }) => {
    const line = lines[index]
    return line?.kind === 'item' && line.isLast ? [`${line.group.id} ${line.group.items.length}`] : []
  })
  const endings = ended.join(' ')
  useEffect(() => {
    for (const ending of ended) onGroupEnd?.(ending.slice(0, ending.lastIndexOf(' ')))
    // Once for each length of a group: the words hold both.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [endings])

  return (
    <div className={css.frame}>
      <div
        ref={scroller}
        className={css.scroller}
        role="grid"
        aria-label={label}
        aria-rowcount={lines.length}
        aria-multiselectable={commands !== undefined}
        aria-activedescendant={lineAt >= 0 ? `${id}-${lineAt}` : undefined}
        tabIndex={0}
        onKeyDown={selection.onKeyDown}
        onFocus={(event) => event.target === event.currentTarget && selection.focusFirst()}
      >
        <div className={css.canvas} style={{ height: virtual.getTotalSize() }} role="rowgroup">
          {shown.map(({ index, start, size }) => {
            const line = lines[index]
            if (!line) return null
            const place = { transform: `translateY(${start}px)`, height: size }
            const { group } = line
            if (line.kind === 'head')
              return (
                <div
                  key={`head ${group.id}`}
                  className={css.fold}
                  style={place}
                  role="row"
                  aria-rowindex={index + 1}
                  tabIndex={-1}
                >
                  <span role="gridcell" className={css.foldCell}>
                    <button
                      type="button"
                      className={css.foldButton}
                      aria-expanded={group.isOpen}
                      onClick={() => onToggle(group.id)}
                    >
                      <IconChevronRight size={14} className={css.chevron} />
                      {group.mark}
                      {group.label}
                      <span className={css.groupCount}>{group.count}</span>
                      {group.detail && <span className={css.groupCount}>{group.detail}</span>}
                    </button>
                    {group.actions}
                  </span>
                </div>
              )
            if (line.kind === 'first')
              return (
                <div
                  key={`first ${group.id}`}
                  className={css.row}
                  style={place}
                  role="row"
                  aria-rowindex={index + 1}
                  tabIndex={-1}
                >
                  <div role="gridcell" className={css.whole}>
                    {group.first}
                  </div>
                </div>
              )
            const key = keyOf(line.item)
            const isSelected = selection.selected.has(key)
            return (
              // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the grid itself hears the keys
              <div
                key={`${group.id} ${key}`}
                id={`${id}-${index}`}
                className={css.row}
                data-focused={line.position === selection.at || undefined}
                data-selected={isSelected || undefined}
                data-opens={onOpen !== undefined || undefined}
                style={place}
                role="row"
                tabIndex={-1}
                aria-rowindex={index + 1}
                aria-selected={commands ? isSelected : undefined}
                onClick={(event) => selection.onRowClick(line.position, event)}
              >
                <div role="gridcell" className={css.whole}>
                  {commands && (
                    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions, jsx-a11y/click-events-have-key-events -- widens the checkbox, which hears the keys
                    <span className={css.pick} onClick={(event) => event.stopPropagation()}>
                      <input
                        type="checkbox"
                        className={css.pickBox}
                        aria-label={`Select ${nameOf(line.item)}`}
                        tabIndex={-1}
                        checked={isSelected}
                        onChange={() => {}}
                        onClick={(event) => selection.toggle(line.position, event.shiftKey)}
                      />
                    </span>
                  )}
                  {renderItem(line.item)}
                </div>
              </div>
            )
          })}
        </div>
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
