import { IconDots, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'

import { Aside, Button, Chip, DiffText, IconButton, Menu, type MenuItem, TextArea } from '#design/index.ts'

import { type Section, SECTIONS, type Sentence } from '../contract.ts'
import { newRow, type Row } from './use-draft.ts'
import { SECTION_HINTS, SECTION_WORDS } from './words.ts'

import css from './visions.module.css'

type Props = { section: Section; rows: Row[]; published: Sentence[]; onChange: (rows: Row[]) => void }

/** The clauses of one section, each beside what is published of it. */
export function DraftSection({ section, rows, published, onChange }: Props) {
  const [added, setAdded] = useState<number>()
  const own = rows.filter((row) => row.section === section)
  const kept = new Set(rows.map((row) => row.clauseId))
  const retired = published.filter((clause) => clause.section === section && !kept.has(clause.clauseId))

  const set = (changed: Row) => onChange(rows.map((row) => (row.row === changed.row ? changed : row)))
  const add = () => {
    const row = newRow(section)
    setAdded(row.row)
    onChange([...rows, row])
  }
  const swap = (row: Row, step: 1 | -1) => {
    const other = own[own.indexOf(row) + step]
    if (!other) return
    onChange(rows.map((one) => (one === row ? other : one === other ? row : one)))
  }

  return (
    <section aria-label={SECTION_WORDS[section]}>
      <h2 className={css.sectionTitle}>{SECTION_WORDS[section]}</h2>
      <p className={css.sectionHint}>{SECTION_HINTS[section]}</p>
      <ul className={css.drafted}>
        {own.map((row, i) => (
          <li key={row.row} className={css.pair}>
            <Before clause={published.find((clause) => clause.clauseId === row.clauseId)} row={row} />
            <div className={css.written}>
              <TextArea
                label={`Clause ${i + 1} of ${SECTION_WORDS[section].toLowerCase()}`}
                labelHidden
                placeholder="One thought, one sentence."
                minRows={1}
                // oxlint-disable-next-line jsx-a11y/no-autofocus -- the row was just added to be written in
                autoFocus={row.row === added}
                value={row.text}
                onChange={(text) => set({ ...row, text })}
                error={row.text.length > 500 ? 'At most 500 characters: one clause, one thought.' : undefined}
              />
              <Menu
                trigger={<IconButton small label="What can be done with this clause" icon={<IconDots size={16} />} />}
                items={actsOf(row, own, {
                  swap,
                  place: (other) => onChange([...rows.filter((one) => one !== row), { ...row, section: other }]),
                  remove: () => onChange(rows.filter((one) => one !== row)),
                  isPublished: published.some((clause) => clause.clauseId === row.clauseId),
                })}
              />
            </div>
          </li>
        ))}
        {retired.map((clause) => (
          <li key={clause.clauseId} className={css.pair}>
            <del className={css.beforeText}>{clause.text}</del>
            <div className={css.retiring}>
              <Chip>Retired by this draft</Chip>
              <Button small onClick={() => onChange([...rows, newRow(section, clause.text, clause.clauseId)])}>
                Keep it
              </Button>
            </div>
          </li>
        ))}
      </ul>
      <Button small icon={<IconPlus size={14} />} onClick={add}>
        Add a clause
      </Button>
    </section>
  )
}

function Before({ clause, row }: { clause: Sentence | undefined; row: Row }) {
  if (!clause) return <Aside>New</Aside>
  if (clause.section !== row.section)
    return (
      <p className={css.beforeText}>
        {clause.text} <Aside>(was in {SECTION_WORDS[clause.section].toLowerCase()})</Aside>
      </p>
    )
  const now = row.text.trim()
  return (
    <div className={css.beforeText}>
      {now === clause.text ? clause.text : <DiffText before={clause.text} after={now} />}
    </div>
  )
}

type Acts = {
  swap: (row: Row, step: 1 | -1) => void
  place: (section: Section) => void
  remove: () => void
  isPublished: boolean
}

function actsOf(row: Row, own: Row[], { swap, place, remove, isPublished }: Acts): MenuItem[] {
  const at = own.indexOf(row)
  return [
    { label: 'Move up', disabled: at === 0, run: () => swap(row, -1) },
    { label: 'Move down', disabled: at === own.length - 1, run: () => swap(row, 1) },
    ...SECTIONS.filter((section) => section !== row.section).map((section) => ({
      label: `Move to ${SECTION_WORDS[section].toLowerCase()}`,
      run: () => place(section),
    })),
    'line',
    isPublished
      ? { label: 'Retire it', detail: 'It stays in the versions, and can come back.', danger: true, run: remove }
      : { label: 'Take it out', danger: true, run: remove },
  ]
}
