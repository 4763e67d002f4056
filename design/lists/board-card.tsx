import { attachClosestEdge } from '@atlaskit/pragmatic-drag-and-drop-hitbox/closest-edge'
import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine'
import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'

import css from './board.module.css'

type CardProps = {
  cardKey: string
  boardId: symbol
  canMove: boolean
  edge: 'top' | 'bottom' | undefined
  name: string
  isCurrent: boolean
  isPicked: boolean
  onFocus: () => void
  onOpen: (() => void) | undefined
  /** With shift, ⌘ or Ctrl held, a click selects. */
  onPick: (() => void) | undefined
  onKeyDown: (event: KeyboardEvent) => void
  children: ReactNode
}

/** A card that is dragged, and that others are dropped above or below. */
export function DraggableCard(props: CardProps) {
  const { cardKey, boardId, canMove, edge, name, isCurrent, isPicked, onFocus, onKeyDown, children } = props
  const { onOpen, onPick } = props
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
      data-picked={isPicked || undefined}
      role="group"
      aria-roledescription={canMove ? 'card, shift and arrow keys move it' : 'card'}
      aria-label={isPicked ? `${name}, selected` : name}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a card is walked to and carried with the keys
      tabIndex={isCurrent ? 0 : -1}
      onFocus={(event) => event.target === event.currentTarget && onFocus()}
      onKeyDown={onKeyDown}
      onClick={(event) => {
        if ((event.target as HTMLElement).closest('a, button, input, label')) return
        if (onPick && (event.shiftKey || event.metaKey || event.ctrlKey)) onPick()
        else onOpen?.()
      }}
    >
      {children}
    </div>
  )
}
