import { useCallback, useMemo } from 'react'

import { PersonMark } from '#commons/people/ui/embeds.tsx'
import { MarkdownText, recordKeysIn } from '#design/index.ts'

import { useRecordsByKey } from './by-key.ts'
import { RecordLink } from './record-link.tsx'

/** A text in Markdown with live chips for `#INI-12` and rings for those it mentions. */
export function RecordText({ text, inline }: { text: string; inline?: boolean }) {
  const keys = useMemo(() => recordKeysIn(text), [text])
  const found = useRecordsByKey(keys)
  const record = useCallback(
    (key: string) => {
      const known = found.get(key)
      return known ? <RecordLink record={known} /> : `#${key}`
    },
    [found],
  )
  const mention = useCallback((memberId: string) => <PersonMark id={memberId} size={18} />, [])
  return <MarkdownText text={text} record={record} mention={mention} inline={inline ?? false} />
}
