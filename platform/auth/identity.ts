import { z } from 'zod'

export const MemberId = z.uuid().brand<'MemberId'>()
export type MemberId = z.infer<typeof MemberId>

export const WorkspaceId = z.uuid()
export type WorkspaceId = z.infer<typeof WorkspaceId>

/** From least to most; each may do what those before it may. */
export const ROLES = ['observer', 'contributor', 'member', 'admin'] as const
export const Role = z.enum(ROLES)
export type Role = z.infer<typeof Role>

export const SIDES = ['product', 'engineering'] as const
export const Side = z.enum(SIDES)
export type Side = z.infer<typeof Side>

/** The member who asks. `side` is null for the few who stand on neither, and for a token of the workspace itself. */
export type Me = {
  id: MemberId
  workspaceId: WorkspaceId
  userId: string | null
  name: string
  role: Role
  side: Side | null
  timeZone: string
}

/** Who knocks: nobody, somebody signed in, or a member of the workspace asked for. `scopes` is set for tokens only. */
export type Who = { userId?: string; me?: Me; scopes?: string[] }

export const isAtLeast = (role: Role, needed: Role) => ROLES.indexOf(role) >= ROLES.indexOf(needed)
