import { IconChevronRight } from '@tabler/icons-react'
import { type KeyboardEvent, useMemo, useState } from 'react'

import { pathOf, RecordIcon, WORDS } from '#commons/records/ui/embeds.tsx'
import { useGo } from '#platform/client/navigation.tsx'

import { BelowCount } from './below-count.tsx'
import { type Branch, branches, type LineMap } from './line-map.ts'

import css from './map.module.css'

type Shown = { branch: Branch; path: string; level: number; position: number; siblings: number }

/** The rows in sight, in reading order; a path names a row, as one record may stand in several places. */
function rowsOf(all: Branch[], folded: ReadonlySet<string>) {
  const rows: Shown[] = []
  const add = (siblings: Branch[], above: string, level: number) => {
    for (const [at, branch] of siblings.entries()) {
      const path = `${above}/${branch.record.key}`
      rows.push({ branch, path, level, position: at + 1, siblings: siblings.length })
      if (!folded.has(path)) add(branch.children, path, level + 1)
    }
  }
  add(all, '', 1)
  return rows
}

/** The same map as a nested list: arrows move and fold, Enter opens. */
export function LineTree({ map }: { map: LineMap }) {
  const all = useMemo(() => branches(map), [map])
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set())
  const [atPath, setAtPath] = useState<string>()
  const go = useGo()
  const rows = rowsOf(all, folded)
  const at = Math.max(
    0,
    rows.findIndex(({ path }) => path === atPath),
  )

  const fold = (path: string, isFolded: boolean) => {
    const next = new Set(folded)
    if (isFolded) next.add(path)
    else next.delete(path)
    setFolded(next)
  }
  const focus = (position: number, tree: HTMLElement) => {
    const row = rows[position]
    if (!row) return
    setAtPath(row.path)
    tree.querySelectorAll<HTMLElement>('[role="treeitem"]')[position]?.focus()
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const row = rows[at]
    if (!row || event.metaKey || event.ctrlKey || event.altKey) return
    const tree = event.currentTarget
    const isFolded = folded.has(row.path)
    const hasChildren = row.branch.children.length > 0
    const acts: Record<string, () => void> = {
      ArrowDown: () => focus(at + 1, tree),
      j: () => focus(at + 1, tree),
      ArrowUp: () => focus(at - 1, tree),
      k: () => focus(at - 1, tree),
      Home: () => focus(0, tree),
      End: () => focus(rows.length - 1, tree),
      ArrowRight: () => {
        if (hasChildren && isFolded) fold(row.path, false)
        else if (hasChildren) focus(at + 1, tree)
      },
      ArrowLeft: () => {
        if (hasChildren && !isFolded) return fold(row.path, true)
        const parent = rows.findLastIndex((one, position) => position < at && one.level === row.level - 1)
        if (parent >= 0) focus(parent, tree)
      },
      Enter: () => go(pathOf(row.branch.record)),
    }
    const act = acts[event.key]
    if (!act) return
    event.preventDefault()
    event.stopPropagation()
    act()
  }

  return (
    <div role="tree" aria-label="The line" className={css.tree} onKeyDown={onKeyDown} tabIndex={-1}>
      {rows.map(({ branch: { record, children }, path, level, position, siblings }, index) => (
        <div
          key={path}
          role="treeitem"
          aria-level={level}
          aria-posinset={position}
          aria-setsize={siblings}
          aria-expanded={children.length > 0 ? !folded.has(path) : undefined}
          aria-selected={index === at}
          tabIndex={index === at ? 0 : -1}
          className={css.item}
          style={{ '--level': level } as React.CSSProperties}
          onFocus={() => setAtPath(path)}
          onClick={() => go(pathOf(record))}
          onKeyDown={undefined}
        >
          <button
            type="button"
            tabIndex={-1}
            aria-hidden="true"
            className={css.fold}
            data-folded={folded.has(path) || undefined}
            data-none={children.length === 0 || undefined}
            onClick={(event) => {
              event.stopPropagation()
              fold(path, !folded.has(path))
            }}
          >
            <IconChevronRight size={14} />
          </button>
          <span className={css.itemIcon}>
            <RecordIcon type={record.type} size={15} />
          </span>
          <span className="said-only">{WORDS[record.type]}</span>
          <span className={css.itemKey}>{record.key}</span>
          <span className={css.itemTitle}>{record.title}</span>
          <span className={css.itemState}>{record.state}</span>
          <BelowCount record={record} />
        </div>
      ))}
    </div>
  )
}
