import { edits } from './edits/contract.ts'
import { imports } from './imports/contract.ts'
import { items } from './items/contract.ts'
import { lines } from './lines/contract.ts'
import { lists } from './lists/contract.ts'

export { ImportedItem } from './imports/contract.ts'
export { PRIORITIES, Priority, WORK_ITEM_TYPES, WorkItem, WorkItemRow, WorkItemType } from './items/contract.ts'
export { WorkFilter, WorkGrouping, WorkSort } from './lists/contract.ts'
export { WORK_STATE_GROUPS, WorkStateGroup, WorkStateId } from './states/contract.ts'

/** What people build, mend, try and do: the tracker. */
export const workItems = { ...items, ...lists, ...edits, ...lines, ...imports }
