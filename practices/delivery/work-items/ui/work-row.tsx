import { IconLinkOff } from '@tabler/icons-react'

import { RecordLink } from '#commons/records/ui/embeds.tsx'
import { To } from '#platform/client/navigation.tsx'

import type { WorkItemRow } from '../items/contract.ts'
import { useLabels, useStates } from './api.ts'
import { AssigneeMarks, DueMark, LabelMark, PartsMark, PriorityMark, StateMark, TypeMark, WaitMark } from './marks.tsx'
import { useActs } from './use-acts.tsx'
import { pointsInWords, priorityName, TYPE_WORDS } from './words.ts'

import css from './work.module.css'

/** What an item is there for; a frayed end with one button when nothing says so. */
export function LineOfItem({ row }: { row: WorkItemRow }) {
  const { pick, mayEdit } = useActs()
  if (row.line) {
    return (
      <span className={css.line}>
        <RecordLink record={row.line} stateHidden />
      </span>
    )
  }
  if (row.group === 'cancelled') return null
  return (
    <button
      type="button"
      className={css.unlinked}
      disabled={!mayEdit}
      title="Nothing says why this is done"
      onClick={(event) => pick('line', [row], event.currentTarget)}
    >
      <IconLinkOff size={13} aria-hidden="true" />
      Unlinked
    </button>
  )
}

/** One item in a list. Its marks are buttons that change what they show. A list that is walked by keys needs no link. */
export function WorkRow({ row, isLink, lineHidden }: { row: WorkItemRow; isLink?: boolean; lineHidden?: boolean }) {
  const { pick, mayEdit } = useActs()
  const { byId: states } = useStates()
  const { byId: labels } = useLabels()
  const state = states.get(row.stateId) ?? { name: row.group, group: row.group }
  return (
    <div className={css.itemFrame}>
      <div className={css.item}>
        <button
          type="button"
          tabIndex={-1}
          className={css.mark}
          disabled={!mayEdit}
          aria-label={`${priorityName(row.priority)}. Set the priority`}
          title={priorityName(row.priority)}
          onClick={(event) => pick('priority', [row], event.currentTarget)}
        >
          <PriorityMark priority={row.priority} />
        </button>
        <span className={css.key}>{row.key}</span>
        <button
          type="button"
          tabIndex={-1}
          className={css.mark}
          disabled={!mayEdit}
          aria-label={`${state.name}. Set the state`}
          title={state.name}
          onClick={(event) => pick('state', [row], event.currentTarget)}
        >
          <StateMark state={state} />
        </button>
        <span className={css.itemTitle}>
          <span className={css.titleText} data-closed={row.closedAt !== null || undefined}>
            {isLink ? (
              <To path={`/work/${row.key}`} className={css.keyLink ?? ''}>
                {row.title}
              </To>
            ) : (
              row.title
            )}
          </span>
          {row.parent && <span className={`${css.whole} ${css.onlyWide}`}>of {row.parent.title}</span>}
        </span>
        <span className={css.facts}>
          <WaitMark row={row} />
          <PartsMark row={row} />
          <span className={`${css.facts} ${css.labels}`}>
            {row.labels.slice(0, 3).map((id) => {
              const label = labels.get(id)
              return label && <LabelMark key={id} label={label} />
            })}
            {row.labels.length > 3 && <span className={css.hint}>+{row.labels.length - 3}</span>}
          </span>
          {!lineHidden && (
            <span className={css.onlyWide}>
              <LineOfItem row={row} />
            </span>
          )}
          <DueMark row={row} />
          <span className={css.onlyRoomy} title={TYPE_WORDS[row.type]}>
            <TypeMark type={row.type} />
          </span>
          <span className={`${css.pointsPlace} ${css.onlyRoomy}`}>
            {row.estimate !== null && (
              <span className={css.points} title={pointsInWords(row.estimate)}>
                {row.estimate}
              </span>
            )}
          </span>
          <span className={css.peoplePlace}>
            <button
              type="button"
              tabIndex={-1}
              className={css.mark}
              disabled={!mayEdit}
              title="Assign"
              onClick={(event) => pick('assignee', [row], event.currentTarget)}
            >
              <span className="said-only">Assign </span>
              <AssigneeMarks ids={row.assignees} />
            </button>
          </span>
        </span>
      </div>
    </div>
  )
}

/** One item on a board. */
export function WorkCard({ row }: { row: WorkItemRow }) {
  const { pick, mayEdit } = useActs()
  const { byId: labels } = useLabels()
  return (
    <div className={css.card}>
      <div className={css.cardTop}>
        <span className={css.cardMarks}>
          <span title={TYPE_WORDS[row.type]}>
            <TypeMark type={row.type} size={14} />
          </span>
          {row.key}
        </span>
        <button
          type="button"
          tabIndex={-1}
          className={css.mark}
          disabled={!mayEdit}
          title="Assign"
          onClick={(event) => pick('assignee', [row], event.currentTarget)}
        >
          <span className="said-only">Assign </span>
          <AssigneeMarks ids={row.assignees} size={20} />
        </button>
      </div>
      <div className={css.cardTitle} data-closed={row.closedAt !== null || undefined}>
        {row.title}
      </div>
      <div className={css.cardFoot}>
        {row.priority !== 'none' && (
          <span title={priorityName(row.priority)}>
            <PriorityMark priority={row.priority} size={15} />
          </span>
        )}
        <WaitMark row={row} />
        <PartsMark row={row} />
        <DueMark row={row} />
        {row.estimate !== null && (
          <span className={css.points} title={pointsInWords(row.estimate)}>
            {row.estimate}
          </span>
        )}
        {row.labels.slice(0, 3).map((id) => {
          const label = labels.get(id)
          return label && <LabelMark key={id} label={label} />
        })}
        <LineOfItem row={row} />
      </div>
    </div>
  )
}
