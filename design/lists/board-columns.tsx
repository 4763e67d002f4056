import { extractClosestEdge, attachClosestEdge } from '@atlaskit/pragmatic-drag-and-drop-hitbox/closest-edge'
import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine'
import { draggable, dropTargetForElements, monitorForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type ReactNode, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react'

import { type BoardMove, carried, dropped, neighbour, placeOf } from './board-moves.ts'

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

export type BoardColumnsProps<Item> = {
  label: string
  columns: BoardColumn<Item>[]
  keyOf: (item: Item) => string
  /** How a card is called when it is moved: its title. */
  nameOf: (item: Item) => string
  renderCard: (item: Item) => ReactNode
  /** Leave it out for those who may only look. */
  onMove?: (move: BoardMove) => void
  onOpen?: (item: Item) => void
  /** A letter pressed on a card. */
  onKey?: (key: string, item: Item) => void
  /** CSS height; by default all that the window leaves. */
  height?: string
}

type Over = { column: string; key?: string; edge?: 'top' | 'bottom' } | undefined

/** Columns of cards. A card is dragged, or carried with shift and the arrows; arrows alone walk, Enter opens. */
export function BoardColumns<Item>(props: BoardColumnsProps<Item>) {
  const { label, columns, keyOf, nameOf, renderCard, onMove, onOpen, onKey, height } = props
  const board = useMemo(() => columns.map(({ id, items }) => ({ id, keys: items.map(keyOf) })), [columns, keyOf])
  const [focused, setFocused] = useState<string>()
  const [over, setOver] = useState<Over>()
  const [said, setSaid] = useState('')
  const frame = useRef<HTMLDivElement>(null)
  const current =
    focused !== undefined && placeOf(board, focused) ? focused : board.find(({ keys }) => keys.length)?.keys[0]

  const move = useEffectEvent((next: BoardMove | undefined) => {
    if (!next || !onMove) return
    const target = columns.find(({ id }) => id === next.toColumn)
    const item = columns.flatMap(({ items }) => items).find((one) => keyOf(one) === next.key)
    onMove(next)
    if (item !== undefined && target) setSaid(`${nameOf(item)} moved to ${target.title}.`)
  })

  const drop = useEffectEvent((key: string, target: Over) => {
    setOver(undefined)
    if (!target) return
    const at = target.key && target.edge ? { key: target.key, edge: target.edge } : undefined
    move(dropped(board, key, target.column, at))
  })

  const [boardId] = useState(() => Symbol('board'))
  useEffect(
    () =>
      monitorForElements({
        canMonitor: ({ source }) => source.data.board === boardId,
        onDropTargetChange: ({ location }) => setOver((now) => sameOr(now, overOf(location.current.dropTargets))),
        onDrag: ({ location }) => setOver((now) => sameOr(now, overOf(location.current.dropTargets))),
        onDrop: ({ source, location }) => drop(String(source.data.key), overOf(location.current.dropTargets)),
      }),
    [boardId],
  )

  const focusCard = (key: string) => {
    setFocused(key)
    // The card may be out of sight; its column scrolls to it first.
    requestAnimationFrame(() => frame.current?.querySelector<HTMLElement>(`[data-card="${CSS.escape(key)}"]`)?.focus())
  }

  const onKeyDown = (event: KeyboardEvent, item: Item) => {
    if (event.target !== event.currentTarget || event.metaKey || event.ctrlKey || event.altKey) return
    const key = keyOf(item)
    if (event.key.startsWith('Arrow')) {
      event.preventDefault()
      if (event.shiftKey) {
        const next = carried(board, key, event.key)
        if (!next) return
        move(next)
        focusCard(key)
        return
      }
      const next = neighbour(board, key, event.key)
      if (next !== undefined) focusCard(next)
      return
    }
    if (event.key === 'Enter') {
      event.preventDefault()
      onOpen?.(item)
      return
    }
    if (event.key.length === 1) onKey?.(event.key, item)
  }

  return (
    <div className={css.board} ref={frame} role="group" aria-label={label} style={height ? { height } : undefined}>
      {columns.map((column) => (
        <Column
          key={column.id}
          column={column}
          boardId={boardId}
          canMove={onMove !== undefined}
          over={over?.column === column.id ? over : undefined}
          keyOf={keyOf}
          nameOf={nameOf}
          renderCard={renderCard}
          current={current}
          onFocus={setFocused}
          onOpen={onOpen}
          onKeyDown={onKeyDown}
        />
      ))}
      <p className="said-only" role="status">
        {said}
      </p>
    </div>
  )
}

type Targets = { data: Record<string | symbol, unknown> }[]

function overOf(targets: Targets): Over {
  const column = targets.find(({ data }) => data.kind === 'column')?.data
  if (!column) return undefined
  const card = targets.find(({ data }) => data.kind === 'card')?.data
  const edge = card ? extractClosestEdge(card) : null
  const id = String(column.id)
  return card && (edge === 'top' || edge === 'bottom') ? { column: id, key: String(card.key), edge } : { column: id }
}

const sameOr = (now: Over, next: Over) =>
  now?.column === next?.column && now?.key === next?.key && now?.edge === next?.edge ? now : next

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
}

function Column<Item>(props: ColumnProps<Item>) {
  const { column, boardId, canMove, over, keyOf, nameOf, renderCard, current, onFocus, onOpen, onKeyDown } = props
  const { id, items } = column
  const scroller = useRef<HTMLDivElement>(null)
  // oxlint-disable-next-line react/incompatible-library -- nothing here is memoized by a compiler
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 84,
    getItemKey: (index) => (items[index] === undefined ? index : keyOf(items[index])),
    overscan: 6,
    gap: 8,
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

  const currentAt = items.findIndex((item) => keyOf(item) === current)
  useEffect(() => {
    if (currentAt >= 0 && scroller.current?.contains(document.activeElement)) virtual.scrollToIndex(currentAt)
  }, [currentAt, virtual])

  return (
    <section className={css.column} data-over={(over && over.key === undefined) || undefined} aria-label={column.title}>
      <header className={css.head}>
        <h3 className={css.title}>
          {column.title} <span className={css.count}>{column.count ?? items.length}</span>
        </h3>
        {column.head}
      </header>
      {column.below && <div className={css.below}>{column.below}</div>}
      <div className={css.cards} ref={scroller}>
        {items.length === 0 && column.empty && <p className={css.empty}>{column.empty}</p>}
        <ul className={css.canvas} style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, key, start }) => {
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
                  onFocus={() => onFocus(itemKey)}
                  onOpen={onOpen && (() => onOpen(item))}
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

type CardProps = {
  cardKey: string
  boardId: symbol
  canMove: boolean
  edge: 'top' | 'bottom' | undefined
  name: string
  isCurrent: boolean
  onFocus: () => void
  onOpen: (() => void) | undefined
  onKeyDown: (event: KeyboardEvent) => void
  children: ReactNode
}

function DraggableCard(props: CardProps) {
  const { cardKey, boardId, canMove, edge, name, isCurrent, onFocus, onOpen, onKeyDown, children } = props
  const card = useRef<HTMLDivElement>(null)
  const [isDragged, setIsDragged] = useState(false)
  useEffect(() => {
    const element = card.current
    if (!element || !canMove) return
    return combine(
      draggable({
        element,
        getInitialData: () => ({ board: boardId, key: cardKey }),
        onDragStart: () => setIsDragged(true),
        onDrop: () => setIsDragged(false),
      }),
      dropTargetForElements({
        element,
        canDrop: ({ source }) => source.data.board === boardId,
        getData: ({ input }) =>
          attachClosestEdge({ kind: 'card', key: cardKey }, { element, input, allowedEdges: ['top', 'bottom'] }),
      }),
    )
  }, [cardKey, boardId, canMove])
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the card is walked to and carried with the keys
    <div
      ref={card}
      className={css.card}
      data-card={cardKey}
      data-edge={edge}
      data-dragged={isDragged || undefined}
      data-moves={canMove || undefined}
      role="group"
      aria-roledescription={canMove ? 'card, shift and arrow keys move it' : 'card'}
      aria-label={name}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a card is walked to and carried with the keys
      tabIndex={isCurrent ? 0 : -1}
      onFocus={(event) => event.target === event.currentTarget && onFocus()}
      onKeyDown={onKeyDown}
      onClick={(event) => {
        if (onOpen && !(event.target as HTMLElement).closest('a, button, input, label')) onOpen()
      }}
    >
      {children}
    </div>
  )
}
