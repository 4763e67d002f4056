import {
  IconAlertSquareFilled,
  IconBug,
  IconCalendarDue,
  IconCircle,
  IconCircleCheckFilled,
  IconCircleDashed,
  IconCircleHalf2,
  IconCircleXFilled,
  IconEye,
  IconFlask,
  IconHandStop,
  IconLineDashed,
  IconRefresh,
  IconPlugConnectedX,
  IconSparkles,
  IconSubtask,
  IconTool,
} from '@tabler/icons-react'
import { useSyncExternalStore } from 'react'

import { usePeople } from '#commons/people/ui/embeds.tsx'
import { Avatar, AvatarGroup } from '#design/index.ts'

import type { Priority, WorkItemRow, WorkItemType } from '../items/contract.ts'
import type { WorkLabel } from '../labels/contract.ts'
import type { WorkState, WorkStateGroup } from '../states/contract.ts'
import { ageWords, dayWords, TYPE_WORDS } from './words.ts'

import css from './work.module.css'

const STATE_ICONS = {
  backlog: IconCircleDashed,
  unstarted: IconCircle,
  started: IconCircleHalf2,
  completed: IconCircleCheckFilled,
  cancelled: IconCircleXFilled,
} satisfies Record<WorkStateGroup, unknown>

/** The shape of a state's group: dashed, empty, half, full, crossed. */
export function StateMark({ state, size = 16 }: { state: Pick<WorkState, 'name' | 'group'>; size?: number }) {
  // What is under review is further than what has begun: the second started state shows it.
  const Icon = state.group === 'started' && /review|qa|test/i.test(state.name) ? IconEye : STATE_ICONS[state.group]
  return <Icon size={size} stroke={1.8} className={css.stateMark} data-group={state.group} aria-hidden="true" />
}

const LEVELS: Record<Exclude<Priority, 'urgent' | 'none'>, number> = { high: 3, medium: 2, low: 1 }

/** Three bars, as many full as it presses; a full square for urgent. */
export function PriorityMark({ priority, size = 16 }: { priority: Priority; size?: number }) {
  if (priority === 'urgent') return <IconAlertSquareFilled size={size} className={css.urgent} aria-hidden="true" />
  if (priority === 'none') return <IconLineDashed size={size} className={css.faint} aria-hidden="true" />
  const level = LEVELS[priority]
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" className={css.bars} aria-hidden="true">
      {[1, 2, 3].map((bar) => (
        <rect
          key={bar}
          x={bar * 4 - 2.5}
          y={13 - bar * 3.4}
          width="3"
          height={bar * 3.4}
          rx="1"
          opacity={bar <= level ? 1 : 0.25}
        />
      ))}
    </svg>
  )
}

const TYPE_ICONS = {
  feature: IconSparkles,
  bug: IconBug,
  debt: IconTool,
  spike: IconFlask,
  chore: IconRefresh,
  action: IconHandStop,
} satisfies Record<WorkItemType, unknown>

export function TypeMark({ type, size = 15 }: { type: WorkItemType; size?: number }) {
  const Icon = TYPE_ICONS[type]
  return <Icon size={size} stroke={1.7} className={css.soft} aria-label={TYPE_WORDS[type]} role="img" />
}

export function LabelMark({ label }: { label: Pick<WorkLabel, 'name' | 'colour'> }) {
  return (
    <span className={css.label}>
      <span className={css.dot} data-colour={label.colour} />
      {label.name}
    </span>
  )
}

export const LabelDot = ({ colour }: { colour: WorkLabel['colour'] }) => (
  <span className={css.dot} data-colour={colour} />
)

/** Who works on it; an empty ring for nobody. */
export function AssigneeMarks({ ids, size = 22 }: { ids: readonly string[]; size?: number }) {
  const { byId } = usePeople()
  if (ids.length === 0) return <span className={css.nobody} style={{ width: size, height: size }} title="Nobody yet" />
  const people = ids.map((id) => byId.get(id) ?? { name: '…', side: null })
  if (people.length === 1) return <Avatar person={people[0]!} size={size} />
  return <AvatarGroup people={people} most={3} size={size} />
}

const isoToday = () => {
  const now = new Date()
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10)
}
const never = () => () => {}
/** The reader's day; it stays while the page is open, as a due day does. */
export const useToday = () => useSyncExternalStore(never, isoToday)

/** The day by which it should be done; stands out once it has come, while the work is open. */
export function DueMark({ row }: { row: Pick<WorkItemRow, 'dueOn' | 'closedAt'> }) {
  const today = useToday()
  if (row.dueOn === null) return null
  const late = row.closedAt === null && row.dueOn <= today ? (row.dueOn < today ? 'late' : 'today') : undefined
  return (
    <span className={css.due} data-late={late} title={late === 'late' ? 'Past its day' : 'Due'}>
      <IconCalendarDue size={14} stroke={1.7} aria-hidden="true" />
      {dayWords(row.dueOn, today)}
    </span>
  )
}

/** How many unfinished things it waits for, and how long already. */
export function WaitMark({ row }: { row: Pick<WorkItemRow, 'waitsFor' | 'closedAt'> }) {
  const today = useToday()
  const { total, since } = row.waitsFor
  if (total === 0 || row.closedAt !== null) return null
  const says = `Waits for ${total === 1 ? 'one other' : `${total} others`}${since ? `, ${ageWords(since, today)}` : ''}`
  return (
    <span className={css.waits} title={says}>
      <IconPlugConnectedX size={14} stroke={1.7} aria-hidden="true" />
      <span className="said-only">{says}</span>
      <span aria-hidden="true">{since ? ageWords(since, today) : total}</span>
    </span>
  )
}

/** How many of its parts are completed. */
export function PartsMark({ row }: { row: Pick<WorkItemRow, 'subItems'> }) {
  const { total, completed } = row.subItems
  if (total === 0) return null
  return (
    <span className={css.parts} title={`${completed} of ${total} sub-items are completed`}>
      <IconSubtask size={14} stroke={1.7} aria-hidden="true" />
      {completed}/{total}
    </span>
  )
}
