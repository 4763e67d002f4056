import { useId, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react'

import { markdownOf, uploadFile } from '#commons/files/ui/embeds.tsx'
import type { RecordId } from '#commons/records/contract.ts'
import { Button, KeyHint } from '#design/index.ts'
import { refusalOf } from '#platform/client/refusals.ts'

import { forgetDraft, keepDraft, keptDraft } from './drafts.ts'
import { type Suggestion, SuggestionList, useSuggestions } from './suggestions.tsx'
import { type Shown, shownOf, soughtAt, storedOf, withChosen } from './written.ts'

import css from './composer.module.css'

export type ComposerProps = {
  /** What the field is for, said to those who do not see it. */
  label: string
  placeholder?: string
  /** What the button does, with a verb. */
  submit: string
  /** Where the draft is kept until it is sent; each place its own. */
  draft?: string
  /** What is being edited, as it is stored. */
  initial?: string
  /** Only where somebody just asked to write. */
  takesFocus?: boolean
  /** Resolves when it was taken; a refusal leaves the words in the field. */
  onSend: (text: string) => Promise<unknown>
  /** Lets files be pasted and dropped; they belong to this record. */
  recordId?: RecordId
  onCancel?: () => void
}

/** A field for Markdown: `@` names people, `#` names records, ⌘↵ sends. What was begun is found again. */
export function Composer(props: ComposerProps) {
  const { label, placeholder, submit, draft, initial, takesFocus, onSend, onCancel, recordId } = props
  const [shown, setShown] = useState<Shown>(() => (draft && keptDraft(draft)) || shownOf(initial ?? ''))
  const [caret, setCaret] = useState(0)
  const [at, setAt] = useState(0)
  const [isDismissed, setDismissed] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()
  const field = useRef<HTMLTextAreaElement>(null)
  const nextCaret = useRef<number>(undefined)
  const id = useId()

  const sought = isDismissed ? undefined : soughtAt(shown.text, caret)
  const suggestions = useSuggestions(sought)
  const isOpen = suggestions.length > 0
  const chosenAt = Math.min(at, suggestions.length - 1)

  useLayoutEffect(() => {
    if (nextCaret.current === undefined) return
    field.current?.setSelectionRange(nextCaret.current, nextCaret.current)
    nextCaret.current = undefined
  })

  const write = (next: Shown) => {
    setShown(next)
    setProblem(undefined)
    if (draft) keepDraft(draft, next)
  }
  const choose = (suggestion: Suggestion) => {
    if (!sought) return
    const next = withChosen(shown.text, sought, caret, suggestion.insert)
    const named = suggestion.names ? { ...shown.named, [suggestion.names]: suggestion.id } : shown.named
    write({ text: next.text, named })
    setCaret(next.caret)
    setAt(0)
    nextCaret.current = next.caret
    field.current?.focus()
  }
  const attach = async (chosen: File[]) => {
    setBusy(true)
    try {
      for (const file of chosen) {
        const written = markdownOf(await uploadFile(file, { recordId }))
        // The words may have gone on while it was sent.
        setShown((now) => ({
          ...now,
          text: `${now.text}${now.text === '' || now.text.endsWith('\n') ? '' : '\n'}${written}\n`,
        }))
      }
    } catch (error) {
      setProblem(refusalOf(error))
    } finally {
      setBusy(false)
    }
  }
  const takeFiles = (event: { preventDefault: () => void }, given: FileList | undefined) => {
    if (!recordId || !given || given.length === 0) return
    event.preventDefault()
    void attach([...given])
  }
  const send = async () => {
    const text = storedOf(shown).trim()
    if (text === '') return setProblem('Write something first.')
    if (isBusy) return
    setBusy(true)
    try {
      await onSend(text)
      if (draft) forgetDraft(draft)
      setShown({ text: '', named: {} })
    } catch (error) {
      setProblem(refusalOf(error))
    } finally {
      setBusy(false)
    }
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      return void send()
    }
    if (event.key === 'Escape') {
      if (isOpen) {
        event.stopPropagation()
        return setDismissed(true)
      }
      if (onCancel) {
        event.stopPropagation()
        return onCancel()
      }
    }
    if (!isOpen) return
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) {
      event.preventDefault()
      setAt((chosenAt + step + suggestions.length) % suggestions.length)
    }
    if (event.key === 'Enter' || event.key === 'Tab') {
      event.preventDefault()
      choose(suggestions[chosenAt]!)
    }
  }

  return (
    <div className={css.composer} data-problem={problem !== undefined || undefined}>
      <textarea
        ref={field}
        className={css.field}
        rows={2}
        aria-label={label}
        placeholder={placeholder}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- only where somebody just asked to write
        autoFocus={takesFocus}
        value={shown.text}
        role="combobox"
        aria-expanded={isOpen}
        aria-controls={isOpen ? `${id}-list` : undefined}
        aria-activedescendant={isOpen ? `${id}-list-${chosenAt}` : undefined}
        aria-autocomplete="list"
        aria-invalid={problem !== undefined || undefined}
        aria-describedby={problem === undefined ? undefined : `${id}-problem`}
        onChange={(event) => {
          write({ text: event.currentTarget.value, named: shown.named })
          setCaret(event.currentTarget.selectionStart)
          setDismissed(false)
          setAt(0)
        }}
        onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
        onBlur={() => setDismissed(true)}
        onFocus={() => setDismissed(false)}
        onKeyDown={onKeyDown}
        onPaste={(event) => takeFiles(event, event.clipboardData.files)}
        onDrop={(event) => takeFiles(event, event.dataTransfer.files)}
      />
      {isOpen && (
        <SuggestionList
          id={`${id}-list`}
          label={sought?.kind === 'record' ? 'Records' : 'People'}
          suggestions={suggestions}
          at={chosenAt}
          onChoose={choose}
        />
      )}
      {problem && (
        <p id={`${id}-problem`} className={css.problem} role="alert">
          {problem}
        </p>
      )}
      <div className={css.foot}>
        <span className={css.hint}>
          Markdown, <kbd>@</kbd> for people, <kbd>#</kbd> for records
        </span>
        {onCancel && (
          <Button small kind="quiet" onClick={onCancel}>
            Cancel
          </Button>
        )}
        <Button small kind={shown.text.trim() ? 'primary' : 'secondary'} busy={isBusy} onClick={() => void send()}>
          {submit}
          {shown.text.trim() !== '' && <KeyHint keys="mod+enter" />}
        </Button>
      </div>
    </div>
  )
}
