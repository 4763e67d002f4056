import { type AnyExtension, getSchema, type JSONContent, Node } from '@tiptap/core'
import Image from '@tiptap/extension-image'
import { TaskItem, TaskList } from '@tiptap/extension-list'
import Mention from '@tiptap/extension-mention'
import { TableKit } from '@tiptap/extension-table'
import { MarkdownManager } from '@tiptap/markdown'
import StarterKit from '@tiptap/starter-kit'
import { prosemirrorJSONToYXmlFragment, yXmlFragmentToProsemirrorJSON } from '@tiptap/y-tiptap'
import * as Y from 'yjs'

/** The name of the text within a Yjs document. */
export const FIELD = 'text'

/** `#INI-12` in a text: shown as a chip with the live state of the record. Written as it stands in Markdown. */
export const RecordReference = Node.create({
  name: 'recordReference',
  group: 'inline',
  inline: true,
  atom: true,
  addAttributes: () => ({ key: { default: '' } }),
  parseHTML: () => [
    { tag: 'span[data-record]', getAttrs: (element) => ({ key: element.getAttribute('data-record') }) },
  ],
  renderHTML: ({ node }) => ['span', { 'data-record': String(node.attrs.key) }, `#${node.attrs.key}`],
  markdownTokenName: 'recordReference',
  markdownTokenizer: {
    name: 'recordReference',
    level: 'inline',
    start: (source: string) => source.search(/#[A-Z][A-Z0-9]{1,5}-\d/),
    tokenize: (source: string) => {
      const match = /^#([A-Z][A-Z0-9]{1,5}-\d{1,9})\b/.exec(source)
      return match ? { type: 'recordReference', raw: match[0], key: match[1] } : undefined
    },
  },
  parseMarkdown: (token, helpers) =>
    helpers.createNode('recordReference', { key: (token as { key?: string }).key ?? '' }),
  renderMarkdown: (node) => `#${node.attrs?.key ?? ''}`,
})

/** `[@Ana](member:<id>)` in Markdown. */
export const MemberMention = Mention.extend({
  name: 'memberMention',
  markdownTokenName: 'memberMention',
  markdownTokenizer: {
    name: 'memberMention',
    level: 'inline',
    start: (source: string) => source.indexOf('[@'),
    tokenize: (source: string) => {
      const match = /^\[@([^\]\n]{1,80})\]\(member:([0-9a-f-]{36})\)/.exec(source)
      return match ? { type: 'memberMention', raw: match[0], label: match[1], id: match[2] } : undefined
    },
  },
  parseMarkdown: (token, helpers) => {
    const { id, label } = token as { id?: string; label?: string }
    return helpers.createNode('memberMention', { id: id ?? '', label: label ?? '' })
  },
  renderMarkdown: (node) => `[@${node.attrs?.label ?? ''}](member:${node.attrs?.id ?? ''})`,
})

/** What a text may hold, the same on the server and in the browser. The browser adds collaboration and menus. */
export const textExtensions: AnyExtension[] = [
  StarterKit.configure({
    undoRedo: false,
    link: { openOnClick: false, protocols: ['http', 'https', 'mailto', 'member'] },
  }),
  TaskList,
  TaskItem.configure({ nested: true }),
  TableKit.configure({ table: { resizable: false } }),
  Image,
  RecordReference,
  MemberMention,
]

const schema = getSchema(textExtensions)
const markdownOf = new MarkdownManager({ extensions: textExtensions })

/** A text as Markdown. */
export function toMarkdown(document: Y.Doc): string {
  const json = yXmlFragmentToProsemirrorJSON(document.getXmlFragment(FIELD)) as JSONContent
  return json.content?.length ? markdownOf.serialize(json).trim() : ''
}

/** Replaces the whole text by Markdown, or adds it at the end. Others' edits at the same time are merged. */
export function writeMarkdown(document: Y.Doc, markdown: string, how: 'replace' | 'append') {
  const parsed = markdownOf.parse(markdown)
  const fragment = document.getXmlFragment(FIELD)
  const before = (yXmlFragmentToProsemirrorJSON(fragment) as JSONContent).content ?? []
  const content = how === 'append' ? [...before, ...(parsed.content ?? [])] : (parsed.content ?? [])
  document.transact(() => {
    prosemirrorJSONToYXmlFragment(
      schema,
      { type: 'doc', content: content.length > 0 ? content : [{ type: 'paragraph' }] },
      fragment,
    )
  })
}

export function documentFrom(...states: (Uint8Array | undefined)[]) {
  const document = new Y.Doc()
  for (const state of states) if (state) Y.applyUpdate(document, state)
  return document
}
