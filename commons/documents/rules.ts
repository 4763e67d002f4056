import type { MemberId } from '#platform/auth/identity.ts'

/** Edits by the same people within this time are one version. */
export const VERSION_MINUTES = 10

type Last = { at: Date; editedBy: MemberId[] } | undefined

/** Whether what is stored now begins a new version or continues the last one. */
export function isNewVersion(last: Last, now: Date) {
  return last === undefined || now.getTime() - last.at.getTime() > VERSION_MINUTES * 60_000
}

/** A document's name on the wire: the workspace and the record. */
export const nameOf = (workspaceId: string, recordId: string) => `${workspaceId}/${recordId}`

/** The two parts of a document's name; undefined for any other text. */
export function partsOf(name: string) {
  const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'
  const match = new RegExp(`^(${uuid})/(${uuid})$`).exec(name)
  return match ? { workspaceId: match[1]!, recordId: match[2]! } : undefined
}
