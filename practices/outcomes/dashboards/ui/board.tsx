import { attachClosestEdge, extractClosestEdge } from '@atlaskit/pragmatic-drag-and-drop-hitbox/closest-edge'
import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine'
import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { IconDots } from '@tabler/icons-react'
import { type CSSProperties, type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react'

import { classNames, IconButton, Menu } from '#design/index.ts'

import type { ShownTile, Tile } from '../contract.ts'
import { COLUMNS } from '../contract.ts'
import { movedBeside, movedBy, resized } from './placing.ts'
import { nameOf, TileView } from './tile-view.tsx'

import css from './dashboards.module.css'

const GAP = 12
/** What the title and the padding of a tile take of its height. */
const FRAME = 52

type Arranging = {
  onArrange: (tiles: Tile[]) => void
  onEdit: (tile: Tile) => void
}

type Props = {
  tiles: ShownTile[]
  /** Whether names lead to their pages. */
  linked: boolean
  /** Whether releases are marked on charts, which only members may see. */
  marked?: boolean
  /** The height of one row. */
  row?: number
  /** Given, tiles are dragged, resized and taken away. */
  arranging?: Arranging | undefined
}

/** Tiles in twelve columns; on a phone below each other. */
export function Board({ tiles, linked, marked = linked, row = 68, arranging }: Props) {
  const grid = useRef<HTMLDivElement>(null)
  const only = tiles.map(({ tile }) => tile)
  return (
    <div ref={grid} className={css.board} style={{ '--row': `${row}px` } as CSSProperties} role="list">
      {tiles.map((shown) => (
        <div
          key={shown.tile.id}
          className={css.place}
          role="listitem"
          data-wide={shown.tile.width > 4 || shown.tile.kind !== 'figure' || undefined}
          style={{ '--width': shown.tile.width, '--height': shown.tile.height } as CSSProperties}
        >
          {arranging ? (
            <ArrangedTile
              shown={shown}
              tiles={only}
              row={row}
              columnOf={() => columnWidth(grid.current)}
              {...arranging}
            />
          ) : (
            <section
              className={css.tile}
              aria-label={nameOf(shown)}
              // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- without links it is scrolled by keys itself
              tabIndex={linked ? undefined : 0}
            >
              <TileView shown={shown} linked={linked} marked={marked} height={heightOf(shown.tile, row)} />
            </section>
          )}
        </div>
      ))}
    </div>
  )
}

const heightOf = ({ height }: Tile, row: number) => height * row + (height - 1) * GAP - FRAME
const columnWidth = (grid: HTMLElement | null) => ((grid?.clientWidth ?? 1200) + GAP) / COLUMNS

type ArrangedProps = Arranging & { shown: ShownTile; tiles: Tile[]; row: number; columnOf: () => number }

function ArrangedTile({ shown, tiles, row, columnOf, onArrange, onEdit }: ArrangedProps) {
  const { tile } = shown
  const { id } = tile
  const element = useRef<HTMLElement>(null)
  const [edge, setEdge] = useState<'left' | 'right'>()
  const [isDragged, setDragged] = useState(false)
  // What is dropped is placed among the tiles as they are then, not as they were when it was made draggable.
  const latest = useRef({ tiles, onArrange })
  useEffect(() => {
    latest.current = { tiles, onArrange }
  })
  useEffect(() => {
    const own = element.current
    if (!own) return
    return combine(
      draggable({
        element: own,
        canDrag: ({ input, element: dragged }) => {
          const from = dragged.ownerDocument.elementFromPoint(input.clientX, input.clientY)
          return !from?.closest('[data-resize]')
        },
        getInitialData: () => ({ tileId: id }),
        onDragStart: () => setDragged(true),
        onDrop: () => setDragged(false),
      }),
      dropTargetForElements({
        element: own,
        canDrop: ({ source }) => typeof source.data.tileId === 'string' && source.data.tileId !== id,
        getData: ({ input }) => attachClosestEdge({}, { element: own, input, allowedEdges: ['left', 'right'] }),
        onDrag: ({ self }) => {
          const closest = extractClosestEdge(self.data)
          setEdge(closest === 'left' || closest === 'right' ? closest : undefined)
        },
        onDragLeave: () => setEdge(undefined),
        onDrop: ({ self, source }) => {
          setEdge(undefined)
          const side = extractClosestEdge(self.data) === 'left' ? 'before' : 'after'
          const now = latest.current
          now.onArrange(movedBeside(now.tiles, String(source.data.tileId), id, side))
        },
      }),
    )
  }, [id])

  const size = (width: number, height: number) => onArrange(resized(tiles, id, { width, height }))
  const remove = () => onArrange(tiles.filter((one) => one.id !== id))
  const canEdit = tile.kind !== 'figure' && tile.kind !== 'key-results'

  const press = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return
    const { width, height } = tile
    const acts: Record<string, () => void> = event.shiftKey
      ? {
          ArrowRight: () => size(width + 1, height),
          ArrowLeft: () => size(width - 1, height),
          ArrowDown: () => size(width, height + 1),
          ArrowUp: () => size(width, height - 1),
        }
      : {
          ArrowRight: () => onArrange(movedBy(tiles, id, 1)),
          ArrowDown: () => onArrange(movedBy(tiles, id, 1)),
          ArrowLeft: () => onArrange(movedBy(tiles, id, -1)),
          ArrowUp: () => onArrange(movedBy(tiles, id, -1)),
          Delete: remove,
          Backspace: remove,
          ...(canEdit ? { Enter: () => onEdit(tile) } : {}),
        }
    const act = acts[event.key]
    if (!act) return
    event.preventDefault()
    act()
  }

  const resize = (event: PointerEvent<HTMLElement>) => {
    event.preventDefault()
    const handle = event.currentTarget
    handle.setPointerCapture(event.pointerId)
    const from = { x: event.clientX, y: event.clientY, ...tile }
    const move = (moved: globalThis.PointerEvent) => {
      const now = latest.current
      const width = from.width + (moved.clientX - from.x) / columnOf()
      const height = from.height + (moved.clientY - from.y) / (row + GAP)
      now.onArrange(resized(now.tiles, id, { width, height }))
    }
    const end = () => {
      handle.removeEventListener('pointermove', move)
      handle.removeEventListener('pointerup', end)
      handle.removeEventListener('pointercancel', end)
    }
    handle.addEventListener('pointermove', move)
    handle.addEventListener('pointerup', end)
    handle.addEventListener('pointercancel', end)
  }

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the tile is carried and sized with the keys
    <section
      ref={element}
      className={classNames(css.tile, css.arranged)}
      aria-label={nameOf(shown)}
      aria-roledescription="tile, arrow keys move it, with shift they resize it, delete takes it away"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the tile is carried and sized with the keys
      tabIndex={0}
      data-edge={edge}
      data-dragged={isDragged || undefined}
      onKeyDown={press}
    >
      <div className={css.still}>
        <TileView shown={shown} linked={false} marked={false} height={heightOf(tile, row)} />
      </div>
      <span className={css.tileMenu}>
        <Menu
          align="end"
          trigger={<IconButton small label={`Arrange ${nameOf(shown)}`} icon={<IconDots size={15} />} />}
          items={[
            ...(canEdit ? [{ label: 'Change what it shows', keyHint: 'enter', run: () => onEdit(tile) }] : []),
            { label: 'Move earlier', run: () => onArrange(movedBy(tiles, id, -1)) },
            { label: 'Move later', run: () => onArrange(movedBy(tiles, id, 1)) },
            { label: 'Wider', run: () => size(tile.width + 1, tile.height) },
            { label: 'Narrower', run: () => size(tile.width - 1, tile.height) },
            { label: 'Higher', run: () => size(tile.width, tile.height + 1) },
            { label: 'Lower', run: () => size(tile.width, tile.height - 1) },
            'line',
            { label: 'Take away', danger: true, run: remove },
          ]}
        />
      </span>
      <span data-resize className={css.resize} onPointerDown={resize} aria-hidden="true" />
    </section>
  )
}
