import { useQuery } from '@tanstack/react-query'
import { Collaboration } from '@tiptap/extension-collaboration'
import { CollaborationCaret } from '@tiptap/extension-collaboration-caret'
import { Placeholder } from '@tiptap/extensions'
import { Markdown } from '@tiptap/markdown'
import { EditorContent, useEditor } from '@tiptap/react'
import { useMemo, useState } from 'react'

import { useMe, usePeople } from '#commons/people/ui/embeds.tsx'
import type { RecordId } from '#commons/records/contract.ts'
import { Button, ErrorState, LoadingState } from '#design/index.ts'
import { isAtLeast } from '#platform/auth/identity.ts'
import { useWorkspaceSlug } from '#platform/client/navigation.tsx'

import { FIELD, textExtensions } from '../text.ts'
import { documents } from './api.ts'
import { type TextState, useSharedText } from './connection.ts'
import { FormatBar } from './format-bar.tsx'
import { Offers, useOffers } from './offers.tsx'
import { Versions } from './versions.tsx'
import { useWorkspaceId } from './workspace-id.ts'

import css from './documents.module.css'

type Props = { recordId: RecordId; placeholder: string; label: string }

const SAYS: Record<TextState, string> = {
  connecting: 'Opening…',
  shared: 'Everything is kept',
  offline: 'You are offline. Go on writing; it is merged when you are back.',
  refused: 'You may not open this text.',
}

export default function TextEditor(props: Props) {
  const slug = useWorkspaceSlug()
  const workspaceId = useWorkspaceId(slug)
  const { connection, state, isLoaded } = useSharedText(workspaceId, props.recordId)
  if (state === 'refused') return <ErrorState message={SAYS.refused} />
  if (!connection || !isLoaded)
    return state === 'offline' ? <ReadOnly recordId={props.recordId} /> : <LoadingState like="text" />
  return <Editor {...props} {...connection} state={state} />
}

/** What was stored last, while the connection for writing is not there. */
function ReadOnly({ recordId }: { recordId: RecordId }) {
  const { data } = useQuery(documents.read.queryOptions({ input: { recordId } }))
  return (
    <pre className={css.plain}>
      {data?.markdown ?? 'The text could not be opened. It will be as soon as the connection is back.'}
    </pre>
  )
}

type EditorProps = Props & { state: TextState } & NonNullable<ReturnType<typeof useSharedText>['connection']>

function Editor({ recordId, placeholder, label, document, provider, state }: EditorProps) {
  const me = useMe()
  const { all } = usePeople()
  const { offers, extension } = useOffers(all)
  const [isShowingVersions, setShowingVersions] = useState(false)
  const mayWrite = me !== undefined && isAtLeast(me.role, 'member')
  const caret = useMemo(
    () => ({
      name: me?.name ?? '',
      // The colours of the two sides; somebody on neither side is grey.
      color: me?.side ? `var(--${me.side})` : 'var(--ink-soft)',
    }),
    [me?.name, me?.side],
  )
  const editor = useEditor(
    {
      editable: mayWrite,
      shouldRerenderOnTransaction: false,
      extensions: [
        ...textExtensions,
        Markdown,
        Placeholder.configure({ placeholder }),
        Collaboration.configure({ document, field: FIELD }),
        CollaborationCaret.configure({ provider, user: caret }),
        ...extension,
      ],
      editorProps: {
        attributes: { class: css.text ?? '', 'aria-label': label, role: 'textbox', 'aria-multiline': 'true' },
      },
    },
    [mayWrite],
  )
  if (!editor) return null
  return (
    <div className={css.frame}>
      {mayWrite && <FormatBar editor={editor} />}
      <EditorContent editor={editor} />
      <Offers offers={offers} />
      <div className={css.foot}>
        <span role="status" data-state={state}>
          {mayWrite ? SAYS[state] : 'You can read this text.'}
        </span>
        <Button small kind="quiet" onClick={() => setShowingVersions(true)}>
          Versions
        </Button>
      </div>
      {isShowingVersions && (
        <Versions recordId={recordId} mayRestore={mayWrite} onClose={() => setShowingVersions(false)} />
      )}
    </div>
  )
}
