import { extractClosestEdge } from '@atlaskit/pragmatic-drag-and-drop-hitbox/closest-edge'
import { monitorForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
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

import { type BoardColumn, Column, FIRST_COLUMNS, type Over } from './board-column.tsx'
import { type BoardMove, carried, dropped, neighbour, placeOf } from './board-moves.ts'
import { BulkBar } from './bulk-bar.tsx'
import type { ListHandle } from './grouped-list.tsx'
import type { ListCommand } from './use-selection.ts'

import css from './board.module.css'

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
        {columns.map((column, at) => (
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
            isFirst={at < FIRST_COLUMNS}
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
