import { z } from 'zod'

import { RecordId } from '#commons/records/contract.ts'
import { command, refusals } from '#platform/api/contract.ts'

import { badLine, badParent, WorkItemRow } from '../items/contract.ts'

const OfItem = z.object({ id: RecordId })

/** What an item is a part of, is there for, and waits for. */
export const lines = {
  setParent: command('member', '/work-items/{id}/parent', 'Makes it a sub-item of another, or of none.')
    .input(OfItem.extend({ parentId: RecordId.nullable() }))
    .output(WorkItemRow)
    .errors(badParent),
  connect: command(
    'member',
    '/work-items/{id}/connect',
    'Says which initiative, key result or objective it is there for, in place of the one before; or takes that away.',
  )
    .input(OfItem.extend({ lineId: RecordId.nullable() }))
    .output(WorkItemRow)
    .errors(badLine),
  block: command('member', '/work-items/{id}/block', 'Says that it waits for another record.')
    .input(OfItem.extend({ by: RecordId }))
    .output(WorkItemRow)
    .errors(
      refusals({
        NOT_ITSELF: 'It cannot wait for itself.',
        WOULD_WAIT_FOR_EVER: 'That one waits for this one already.',
      }),
    ),
  unblock: command('member', '/work-items/{id}/unblock', 'Says that it no longer waits for that record.')
    .input(OfItem.extend({ by: RecordId }))
    .output(WorkItemRow),
}
