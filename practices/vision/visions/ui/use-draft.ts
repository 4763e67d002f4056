import { useMutation } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useState } from 'react'

import type { RecordId, RecordSummary } from '#commons/records/contract.ts'
import { queryClient } from '#platform/client/query-client.ts'
import { fieldErrors, refusalCode, refusalOf } from '#platform/client/refusals.ts'

import { type Draft, type Section, SECTIONS } from '../contract.ts'
import { visions } from './api.ts'
import type { Vision } from './vision.ts'

/** One sentence as it is being written. `row` tells rows apart that have no clause yet. */
export type Row = { row: number; clauseId: RecordId | null; section: Section; text: string }
export type Text = { sentence: string; northStar: RecordSummary | null; rows: Row[] }

const SAVE_AFTER_MS = 900

let lastRow = 0
export const newRow = (section: Section, text = '', clauseId: RecordId | null = null): Row => ({
  row: ++lastRow,
  clauseId,
  section,
  text,
})

const textOf = (draft: Draft): Text => ({
  sentence: draft.sentence,
  northStar: draft.northStar,
  rows: draft.clauses.map(({ section, text, clauseId }) => newRow(section, text, clauseId)),
})

/** The rows that say something, in the order in which the server keeps them. */
const saidRows = (rows: Row[]) =>
  SECTIONS.flatMap((section) => rows.filter((row) => row.section === section && row.text.trim() !== ''))

/**
 * The draft as it is being written here. It is saved a moment after the last key. What somebody else wrote meanwhile is
 * never written over: the writer chooses.
 */
export function useDraft(draft: Draft) {
  const [text, setText] = useState(() => textOf(draft))
  const [revision, setRevision] = useState(draft.revision)
  const [isChanged, setChanged] = useState(false)

  const save = useMutation(
    visions.edit.mutationOptions({
      onSuccess: (saved, sent) => {
        setRevision(saved.revision)
        // New sentences have their ids now; the rest may have been written on meanwhile and stays.
        setText((now) => {
          const rows = saidRows(now.rows)
          const isAsSent = rows.length === sent.clauses.length
          if (!isAsSent) return now
          const ids = new Map(rows.map((row, i) => [row.row, saved.clauses[i]?.clauseId ?? null]))
          return {
            ...now,
            rows: now.rows.map((row) => ({ ...row, clauseId: row.clauseId ?? ids.get(row.row) ?? null })),
          }
        })
        // The whole is read anew by the event; the revision must be known at once, so that our own is not taken for another's.
        queryClient.setQueryData<Vision>(visions.get.queryKey(), (cached) => cached && { ...cached, draft: saved })
        void queryClient.invalidateQueries({ queryKey: visions.get.key() })
      },
      onError: () => setChanged(true),
    }),
  )
  const isBlocked = refusalCode(save.error) === 'CHANGED_MEANWHILE'

  const write = (seen: number) => {
    setChanged(false)
    return save.mutateAsync({
      revision: seen,
      sentence: text.sentence,
      northStarId: text.northStar?.id ?? null,
      clauses: saidRows(text.rows).map(({ clauseId, section, text: said }) => ({ clauseId, section, text: said })),
    })
  }
  const adopt = (other: Draft) => {
    setText(textOf(other))
    setRevision(other.revision)
    setChanged(false)
    save.reset()
  }

  const saveSoon = useEffectEvent(() => {
    if (isChanged && !save.isPending && !isBlocked) write(revision).catch(() => {})
  })
  useEffect(() => {
    if (!isChanged || save.isPending) return
    const timer = setTimeout(saveSoon, SAVE_AFTER_MS)
    return () => clearTimeout(timer)
  }, [isChanged, save.isPending, text])
  // Nothing of ours waits to be saved, so what another wrote takes its place.
  if (draft.revision > revision && !isChanged && !save.isPending) {
    setText(textOf(draft))
    setRevision(draft.revision)
  }

  const errors = fieldErrors(save.error)
  return {
    text,
    revision,
    change: (next: Partial<Text>) => {
      setText((now) => ({ ...now, ...next }))
      setChanged(true)
    },
    /** Saves what is not saved yet, and says at which revision it all stands then. */
    settle: async () => (isChanged ? (await write(revision)).revision : revision),
    isSaved: !isChanged && !save.isPending,
    isSaving: save.isPending,
    /** Somebody else wrote meanwhile: take theirs, or write ours over it. */
    conflict: isBlocked
      ? { takeTheirs: () => adopt(draft), keepOurs: () => void write(draft.revision).catch(() => {}) }
      : undefined,
    errors,
    refusal: isBlocked || Object.keys(errors).length > 0 ? undefined : refusalOf(save.error),
  }
}
