import { z } from 'zod'

import { MemberId, Role, Side } from '#platform/auth/identity.ts'
import { defineEvent } from '#platform/events/define-event.ts'

import { Discipline, TeamId } from './contract.ts'

const OfMember = z.object({ id: MemberId })

/** Somebody became a member: by an invite, at set-up or through an import. */
export const memberJoined = defineEvent('member.joined.v1', OfMember, 'joined the workspace')

/** A member's role, discipline, side or profile is another now. */
export const memberChanged = defineEvent(
  'member.changed.v1',
  OfMember.extend({ role: Role.optional(), discipline: Discipline.optional() }),
  'changed a member',
)

export const memberLeft = defineEvent('member.left.v1', OfMember, 'ended a membership')

/** A discipline stands on another side; everyone who has it moved with it. */
export const disciplinePlaced = defineEvent(
  'discipline.placed.v1',
  z.object({ discipline: Discipline, side: Side.nullable() }),
  'placed a discipline',
)

export const teamFormed = defineEvent('team.formed.v1', z.object({ id: TeamId }), 'formed a team')

export const teamChanged = defineEvent('team.changed.v1', z.object({ id: TeamId }), 'changed a team')

/** The workspace has another name or time zone. */
export const workspaceChanged = defineEvent('workspace.changed.v1', z.object({}), 'changed the workspace')
