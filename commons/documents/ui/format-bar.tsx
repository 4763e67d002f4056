import {
  IconBold,
  IconCode,
  IconH1,
  IconH2,
  IconItalic,
  IconLink,
  IconList,
  IconListCheck,
  IconListNumbers,
  IconQuote,
  IconStrikethrough,
  IconTable,
} from '@tabler/icons-react'
import { type Editor, useEditorState } from '@tiptap/react'
import { type KeyboardEvent, useRef } from 'react'

import { IconButton } from '#design/index.ts'

import css from './documents.module.css'

const ICON = { size: 17, stroke: 1.7 }

/** Formats what is selected. The arrows go along it; each act has its usual key in the text too. */
export function FormatBar({ editor }: { editor: Editor }) {
  const bar = useRef<HTMLDivElement>(null)
  const now = useEditorState({
    editor,
    selector: ({ editor: one }) => ({
      bold: one.isActive('bold'),
      italic: one.isActive('italic'),
      strike: one.isActive('strike'),
      code: one.isActive('code'),
      h1: one.isActive('heading', { level: 2 }),
      h2: one.isActive('heading', { level: 3 }),
      list: one.isActive('bulletList'),
      numbers: one.isActive('orderedList'),
      checks: one.isActive('taskList'),
      quote: one.isActive('blockquote'),
      link: one.isActive('link'),
    }),
  })
  const act = () => editor.chain().focus()
  const link = () => {
    if (editor.isActive('link')) return void act().unsetLink().run()
    const address = window.prompt('Where does the link lead?', 'https://')
    if (address) act().setLink({ href: address }).run()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (step === 0) return
    event.preventDefault()
    const buttons = [...(bar.current?.querySelectorAll('button') ?? [])]
    const at = buttons.indexOf(window.document.activeElement as HTMLButtonElement)
    buttons[(at + step + buttons.length) % buttons.length]?.focus()
  }
  return (
    <div ref={bar} className={css.bar} role="toolbar" aria-label="Format" tabIndex={-1} onKeyDown={onKeyDown}>
      <IconButton
        small
        label="Bold"
        pressed={now.bold}
        icon={<IconBold {...ICON} />}
        onClick={() => act().toggleBold().run()}
      />
      <IconButton
        small
        label="Italic"
        pressed={now.italic}
        icon={<IconItalic {...ICON} />}
        onClick={() => act().toggleItalic().run()}
      />
      <IconButton
        small
        label="Struck out"
        pressed={now.strike}
        icon={<IconStrikethrough {...ICON} />}
        onClick={() => act().toggleStrike().run()}
      />
      <IconButton
        small
        label="Code"
        pressed={now.code}
        icon={<IconCode {...ICON} />}
        onClick={() => act().toggleCode().run()}
      />
      <IconButton small label="Link" pressed={now.link} icon={<IconLink {...ICON} />} onClick={link} />
      <IconButton
        small
        label="Heading"
        pressed={now.h1}
        icon={<IconH1 {...ICON} />}
        onClick={() => act().toggleHeading({ level: 2 }).run()}
      />
      <IconButton
        small
        label="Smaller heading"
        pressed={now.h2}
        icon={<IconH2 {...ICON} />}
        onClick={() => act().toggleHeading({ level: 3 }).run()}
      />
      <IconButton
        small
        label="List"
        pressed={now.list}
        icon={<IconList {...ICON} />}
        onClick={() => act().toggleBulletList().run()}
      />
      <IconButton
        small
        label="Numbered list"
        pressed={now.numbers}
        icon={<IconListNumbers {...ICON} />}
        onClick={() => act().toggleOrderedList().run()}
      />
      <IconButton
        small
        label="Checklist"
        pressed={now.checks}
        icon={<IconListCheck {...ICON} />}
        onClick={() => act().toggleTaskList().run()}
      />
      <IconButton
        small
        label="Quote"
        pressed={now.quote}
        icon={<IconQuote {...ICON} />}
        onClick={() => act().toggleBlockquote().run()}
      />
      <IconButton
        small
        label="Table"
        icon={<IconTable {...ICON} />}
        onClick={() => act().insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run()}
      />
    </div>
  )
}
