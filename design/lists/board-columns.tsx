import { extractClosestEdge } from '@atlaskit/pragmatic-drag-and-drop-hitbox/closest-edge'
import { dropTargetForElements, monitorForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { useVirtualizer } from '@tanstack/react-virtual'
import {
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  useEffect,
  useEffectEvent,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
} from 'react'

import { DraggableCard } from './board-card.tsx'
import { type BoardMove, carried, dropped, neighbour, placeOf } from './board-moves.ts'
import { BulkBar } from './bulk-bar.tsx'
import type { ListHandle } from './grouped-list.tsx'
import type { ListCommand } from './use-selection.ts'

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
  /** One of several selected cards was taken into another column, and all of them go with it. */
  onMoveAll?: (items: Item[], toColumn: string) => void
  onOpen?: (item: Item) => void
  /** A letter pressed on a card. */
  onKey?: (key: string, item: Item) => void
  /** Done with the selected cards, or with the one in focus. Makes cards selectable, with x. */
  commands?: ListCommand<Item>[]
  handle?: Ref<ListHandle<Item>>
  /** Called when the last of a column's cards comes in sight while there are more. */
  onColumnEnd?: (column: string) => void
  /** CSS height; by default all that the window leaves. */
  height?: string
}

const WALKS: Record<string, string> = { j: 'ArrowDown', k: 'ArrowUp' }

type Over = { column: string; key?: string; edge?: 'top' | 'bottom' } | undefined

/**
 * Columns of cards. A card is dragged, or carried with shift and the arrows, and takes the selected ones along; arrows,
 * j and k walk, Enter opens.
 */
export function BoardColumns<Item>(props: BoardColumnsProps<Item>) {
  const { label, columns, keyOf, nameOf, renderCard, onMove, onMoveAll, onOpen, onKey, height, commands, handle } =
    props
  const board = useMemo(() => columns.map(({ id, items }) => ({ id, keys: items.map(keyOf) })), [columns, keyOf])
  const [focused, setFocused] = useState<string>()
  const [over, setOver] = useState<Over>()
  const [said, setSaid] = useState('')
  const frame = useRef<HTMLDivElement>(null)
  const current =
    focused !== undefined && placeOf(board, focused) ? focused : board.find(({ keys }) => keys.length)?.keys[0]

  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set())
  const chosen = () => {
    const all = columns.flatMap(({ items }) => items)
    const selected = all.filter((item) => picked.has(keyOf(item)))
    if (selected.length > 0) return [...new Set(selected)]
    return all.filter((item) => keyOf(item) === focused).slice(0, 1)
  }
  const selected = commands ? board.flatMap(({ keys }) => keys).filter((key) => picked.has(key)) : []

  const move = useEffectEvent((next: BoardMove | undefined) => {
    if (!next || !onMove) return
    const target = columns.find(({ id }) => id === next.toColumn)
    const item = columns.flatMap(({ items }) => items).find((one) => keyOf(one) === next.key)
    const all = chosen()
    if (target && onMoveAll && picked.has(next.key) && all.length > 1 && !target.items.some((one) => one === item)) {
      onMoveAll(all, next.toColumn)
      setSaid(`${all.length} cards moved to ${target.title}.`)
      return
    }
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
    requestAnimationFrame(() => cardOf(frame.current, key)?.focus())
  }

  useImperativeHandle(handle, () => ({ chosen, focus: () => current !== undefined && focusCard(current) }))

  // A card that is carried into another column is drawn anew there, and takes the focus along.
  const refocused = useRef<string>(undefined)
  useEffect(() => {
    const key = refocused.current
    refocused.current = undefined
    if (key !== undefined) requestAnimationFrame(() => cardOf(frame.current, key)?.focus())
  }, [board])

  const pick = (key: string) => {
    const next = new Set(picked)
    if (!next.delete(key)) next.add(key)
    setPicked(next)
  }

  const onKeyDown = (event: KeyboardEvent, item: Item) => {
    if (event.target !== event.currentTarget || event.metaKey || event.ctrlKey || event.altKey) return
    const key = keyOf(item)
    const walk = WALKS[event.key]
    if (walk) {
      event.preventDefault()
      event.stopPropagation()
      const next = neighbour(board, key, walk)
      if (next !== undefined) focusCard(next)
      return
    }
    if (event.key.startsWith('Arrow')) {
      event.preventDefault()
      if (event.shiftKey) {
        const next = carried(board, key, event.key)
        if (!next) return
        refocused.current = key
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
    if (commands && event.key.toLowerCase() === 'x') {
      event.preventDefault()
      pick(key)
      return
    }
    if (event.key === 'Escape' && picked.size > 0) {
      event.preventDefault()
      setPicked(new Set())
      return
    }
    const command = commands?.find((one) => one.key === event.key)
    if (command) {
      event.preventDefault()
      event.stopPropagation()
      command.run(chosen())
      return
    }
    if (event.key.length === 1) onKey?.(event.key, item)
  }

  return (
    <div className={css.frame}>
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
            picked={picked}
            onPick={commands && pick}
            onEnd={props.onColumnEnd}
          />
        ))}
        <p className="said-only" role="status">
          {said}
        </p>
      </div>
      <BulkBar
        count={new Set(selected).size}
        commands={commands ?? []}
        chosen={chosen}
        onClear={() => setPicked(new Set())}
      />
    </div>
  )
}

const cardOf = (frame: HTMLElement | null, key: string) =>
  frame?.querySelector<HTMLElement>(`[data-card="${CSS.escape(key)}"]`)

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
  picked: ReadonlySet<string>
  onPick: ((key: string) => void) | undefined
  onEnd: ((column: string) => void) | undefined
}

function Column<Item>(props: ColumnProps<Item>) {
  const { column, boardId, canMove, over, keyOf, nameOf, renderCard, current, onFocus, onOpen, onKeyDown } = props
  const { picked, onPick, onEnd } = props
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

  const shown = virtual.getVirtualItems()
  const isAtEnd = (shown.at(-1)?.index ?? -1) >= items.length - 3 && items.length < (column.count ?? 0)
  useEffect(() => {
    if (isAtEnd) onEnd?.(id)
    // Once for each length: what `onEnd` does may be another function each time.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [isAtEnd, items.length, id])

  const currentAt = items.findIndex((item) => keyOf(item) === current)
  useEffect(() => {
    if (currentAt >= 0 && scroller.current?.contains(document.activeElement)) virtual.scrollToIndex(currentAt)
  }, [currentAt, virtual])

  return (
    <section className={css.column} data-over={(over && over.key === undefined) || undefined} aria-label={column.title}>
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
