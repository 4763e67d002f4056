import { type Editor, Extension, type Range } from '@tiptap/core'
import { PluginKey } from '@tiptap/pm/state'
import { Suggestion, type SuggestionProps } from '@tiptap/suggestion'
import { useEffect, useMemo, useRef, useState } from 'react'

import type { Person } from '#commons/people/contract.ts'
import type { search as searchContract } from '#commons/search/contract.ts'
import { clientOf } from '#platform/client/client.ts'

import css from './documents.module.css'

const search = clientOf<typeof searchContract>('search')

type Offer = { id: string; label: string; detail?: string; run: (editor: Editor, range: Range) => void }
type Shown = { items: Offer[]; at: number; rect: DOMRect; choose: (offer: Offer) => void }

const BLOCKS: Offer[] = [
  {
    id: 'h1',
    label: 'Heading',
    detail: '##',
    run: (e, r) => e.chain().focus().deleteRange(r).setHeading({ level: 2 }).run(),
  },
  {
    id: 'h2',
    label: 'Smaller heading',
    detail: '###',
    run: (e, r) => e.chain().focus().deleteRange(r).setHeading({ level: 3 }).run(),
  },
  { id: 'list', label: 'List', detail: '-', run: (e, r) => e.chain().focus().deleteRange(r).toggleBulletList().run() },
  {
    id: 'numbers',
    label: 'Numbered list',
    detail: '1.',
    run: (e, r) => e.chain().focus().deleteRange(r).toggleOrderedList().run(),
  },
  {
    id: 'checks',
    label: 'Checklist',
    detail: '[ ]',
    run: (e, r) => e.chain().focus().deleteRange(r).toggleTaskList().run(),
  },
  {
    id: 'table',
    label: 'Table',
    run: (e, r) => e.chain().focus().deleteRange(r).insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run(),
  },
  {
    id: 'quote',
    label: 'Quote',
    detail: '>',
    run: (e, r) => e.chain().focus().deleteRange(r).toggleBlockquote().run(),
  },
  { id: 'code', label: 'Code', detail: '```', run: (e, r) => e.chain().focus().deleteRange(r).toggleCodeBlock().run() },
  {
    id: 'rule',
    label: 'Line across',
    detail: '---',
    run: (e, r) => e.chain().focus().deleteRange(r).setHorizontalRule().run(),
  },
]

const blocksFor = (text: string) => BLOCKS.filter(({ label }) => label.toLowerCase().includes(text.toLowerCase()))

const peopleFor = (people: Person[], text: string): Offer[] =>
  people
    .filter(({ name, hasLeft }) => !hasLeft && name.toLowerCase().includes(text.toLowerCase()))
    .slice(0, 8)
    .map(({ id, name, discipline }) => ({
      id,
      label: name,
      detail: discipline,
      run: (editor, range) =>
        editor
          .chain()
          .focus()
          .insertContentAt(range, [
            { type: 'memberMention', attrs: { id, label: name } },
            { type: 'text', text: ' ' },
          ])
          .run(),
    }))

async function recordsFor(text: string): Promise<Offer[]> {
  if (!text.trim()) return []
  const found = await search.find.call({ text, limit: 8 })
  return found.map(({ key, title }) => ({
    id: key,
    label: title,
    detail: key,
    run: (editor, range) =>
      editor
        .chain()
        .focus()
        .insertContentAt(range, [
          { type: 'recordReference', attrs: { key } },
          { type: 'text', text: ' ' },
        ])
        .run(),
  }))
}

/** What `/`, `@` and `#` offer while somebody writes. */
export function useOffers(people: Person[]) {
  const [shown, setShown] = useState<Shown>()
  // The plugins live as long as the editor, while people and what is shown change.
  const now = useRef({ people, shown })
  useEffect(() => {
    now.current = { people, shown }
  })
  const extension = useMemo(() => {
    const offering = (char: string, name: string, items: (text: string) => Offer[] | Promise<Offer[]>) =>
      Extension.create({
        name: `offer-${name}`,
        addProseMirrorPlugins() {
          return [
            Suggestion<Offer, Offer>({
              editor: this.editor,
              pluginKey: new PluginKey(`offer-${name}`),
              char,
              items: ({ query }) => items(query),
              command: ({ editor, range, props }) => props.run(editor, range),
              render: () => ({
                onStart: (props) => show(props),
                onUpdate: (props) => show(props),
                onExit: () => setShown(undefined),
                onKeyDown: ({ event }) => {
                  const list = now.current.shown
                  if (!list || list.items.length === 0) return false
                  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
                  if (step !== 0) {
                    setShown({ ...list, at: (list.at + step + list.items.length) % list.items.length })
                    return true
                  }
                  if (event.key === 'Enter' || event.key === 'Tab') {
                    list.choose(list.items[list.at]!)
                    return true
                  }
                  if (event.key !== 'Escape') return false
                  setShown(undefined)
                  return true
                },
              }),
            }),
          ]
        },
      })
    const show = (props: SuggestionProps<Offer, Offer>) => {
      const rect = props.clientRect?.()
      setShown(rect ? { items: props.items, at: 0, rect, choose: props.command } : undefined)
    }
    return [
      offering('/', 'blocks', blocksFor),
      // oxlint-disable-next-line react/refs -- read when somebody types, not while rendering
      offering('@', 'people', (text) => peopleFor(now.current.people, text)),
      offering('#', 'records', recordsFor),
    ]
  }, [])
  return { offers: shown, extension }
}

export function Offers({ offers }: { offers: Shown | undefined }) {
  if (!offers || offers.items.length === 0) return null
  const { rect, items, at, choose } = offers
  const below = rect.bottom + 6
  const opensUp = below + 260 > window.innerHeight
  return (
    <div
      className={css.offers}
      role="listbox"
      aria-label="Insert"
      style={{
        left: Math.min(rect.left, window.innerWidth - 300),
        ...(opensUp ? { bottom: window.innerHeight - rect.top + 6 } : { top: below }),
      }}
    >
      {items.map((offer, i) => (
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the text hears the keys and moves the selection
        <div
          key={offer.id}
          role="option"
          tabIndex={-1}
          aria-selected={i === at}
          className={css.offer}
          onMouseDown={(event) => {
            event.preventDefault()
            choose(offer)
          }}
        >
          <span>{offer.label}</span>
          {offer.detail && <span className={css.detail}>{offer.detail}</span>}
        </div>
      ))}
    </div>
  )
}
