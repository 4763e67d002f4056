import { z } from 'zod'

import { RecordId } from '#commons/records/contract.ts'
import { defineEvent } from '#platform/events/define-event.ts'

import { LinkId, LinkKind } from './contract.ts'

const Edge = z.object({ id: LinkId, from: RecordId, to: RecordId, kind: LinkKind })

/** Two records are joined: the line may run differently for everything below `from` and above `to`. */
export const recordsLinked = defineEvent('records.linked.v1', Edge, 'linked two records')

export const recordsUnlinked = defineEvent('records.unlinked.v1', Edge, 'took a link away')
