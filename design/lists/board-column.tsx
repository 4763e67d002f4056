import { dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'

import { DraggableCard } from './board-card.tsx'

import css from './board.module.css'

export type BoardColumn<Item> = {
  id: string
  title: string
  items: readonly Item[]
  /** Stands beside the title: a limit, a sum, a button. */
  head?: ReactNode
  /** Stands below the title, across the column: what the column means. */
  below?: ReactNode
  /** How many there are, when not all of them are given. */
  count?: number
  /** Shown when nothing is in it. */
  empty?: string
}

/** Where a dragged card would come to lie. */
export type Over = { column: string; key?: string; edge?: 'top' | 'bottom' } | undefined

type ColumnProps<Item> = {
  column: BoardColumn<Item>
  boardId: symbol
  canMove: boolean
  over: Over
  keyOf: (item: Item) => string
  nameOf: (item: Item) => string
  renderCard: (item: Item) => ReactNode
  current: string | undefined
  onFocus: (key: string) => void
  onOpen: ((item: Item) => void) | undefined
  onKeyDown: (event: KeyboardEvent, item: Item) => void
  picked: ReadonlySet<string>
  onPick: ((key: string) => void) | undefined
  onEnd: ((column: string) => void) | undefined
  isFirst: boolean
}

/** Whether an element is in sight of its window, or was begun with as being so, or will be with a little more scrolling. */
function useIsNear(begin: boolean) {
  const [isNear, setNear] = useState(begin)
  const [element, place] = useState<HTMLElement | null>(null)
  useEffect(() => {
    if (!element) return
    const observer = new IntersectionObserver((seen) => setNear(seen.at(-1)?.isIntersecting ?? true), {
      root: element.parentElement,
      rootMargin: '0px 400px',
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [element])
  return { place, isNear: isNear || begin }
}

/** As many columns stand in sight of most windows. */
export const FIRST_COLUMNS = 5

/** One column: the cards in sight, and a place to drop others. */
export function Column<Item>(props: ColumnProps<Item>) {
  const { column, boardId, canMove, over, keyOf, nameOf, renderCard, current, onFocus, onOpen, onKeyDown } = props
  const { picked, onPick, onEnd, isFirst } = props
  const { id, items } = column
  const scroller = useRef<HTMLDivElement>(null)
  const currentAt = items.findIndex((item) => keyOf(item) === current)
  const { place, isNear } = useIsNear(isFirst || currentAt >= 0)
  // oxlint-disable-next-line react/incompatible-library -- nothing here is memoized by a compiler
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 84,
    getItemKey: (index) => (items[index] === undefined ? index : keyOf(items[index])),
    overscan: 6,
    gap: 8,
    // A board of many columns draws the cards of those in sight.
    enabled: isNear,
  })
  useEffect(() => {
    const element = scroller.current
    if (!element || !canMove) return
    return dropTargetForElements({
      element,
      canDrop: ({ source }) => source.data.board === boardId,
      getData: () => ({ kind: 'column', id }),
    })
  }, [id, boardId, canMove])

  const shown = virtual.getVirtualItems()
  const isAtEnd = isNear && (shown.at(-1)?.index ?? -1) >= items.length - 3 && items.length < (column.count ?? 0)
  useEffect(() => {
    if (isAtEnd) onEnd?.(id)
    // Once for each length: what `onEnd` does may be another function each time.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [isAtEnd, items.length, id])

  useEffect(() => {
    if (currentAt >= 0 && scroller.current?.contains(document.activeElement)) virtual.scrollToIndex(currentAt)
  }, [currentAt, virtual])

  return (
    <section
      ref={place}
      className={css.column}
      data-over={(over && over.key === undefined) || undefined}
      aria-label={column.title}
    >
      <header className={css.head}>
        <h2 className={css.title}>
          {column.title} <span className={css.count}>{column.count ?? items.length}</span>
        </h2>
        {column.head}
      </header>
      {column.below && <div className={css.below}>{column.below}</div>}
      <div className={css.cards} ref={scroller}>
        {items.length === 0 && column.empty && <p className={css.empty}>{column.empty}</p>}
        <ul className={css.canvas} style={{ height: virtual.getTotalSize() }}>
          {shown.map(({ index, key, start }) => {
            const item = items[index]
            if (item === undefined) return null
            const itemKey = keyOf(item)
            return (
              <li
                key={key}
                ref={virtual.measureElement}
                data-index={index}
                className={css.place}
                style={{ transform: `translateY(${start}px)` }}
                aria-setsize={items.length}
                aria-posinset={index + 1}
              >
                <DraggableCard
                  cardKey={itemKey}
                  boardId={boardId}
                  canMove={canMove}
                  edge={over?.key === itemKey ? over.edge : undefined}
                  name={nameOf(item)}
                  isCurrent={itemKey === current}
                  isPicked={picked.has(itemKey)}
                  onFocus={() => onFocus(itemKey)}
                  onOpen={onOpen && (() => onOpen(item))}
                  onPick={onPick && (() => onPick(itemKey))}
                  onKeyDown={(event) => onKeyDown(event, item)}
                >
                  {renderCard(item)}
                </DraggableCard>
              </li>
            )
          })}
        </ul>
      </div>
    </section>
  )
}
