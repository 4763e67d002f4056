import type { MemberId, Role } from '#platform/auth/identity.ts'

/** How long a signed address opens its file. */
export const SIGNED_MINUTES = 10

/** What a browser may show where it stands. All else is offered for saving: a page or drawing could carry a script. */
const SHOWN =
  /^(image\/(png|jpeg|gif|webp|avif|bmp)|video\/(mp4|webm|ogg|quicktime)|audio\/(mpeg|ogg|wav|mp4|aac|flac))$/

export const isShown = (type: string) => SHOWN.test(type)

/** What a browser may draw as a picture within a page, where scripts in it cannot run. */
export const isPicture = (type: string) => type.startsWith('image/') && (isShown(type) || type === 'image/svg+xml')

/** A name that no system takes for a path or a command; never empty. */
export function safeName(name: string) {
  const plain = name
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu, '')
    .replaceAll(/[\\/:*?"<>|]/g, '_')
    .replaceAll(/\s+/g, ' ')
    .replace(/^[. ]+/, '')
    .trim()
  const dot = plain.lastIndexOf('.')
  const ending = dot > 0 && plain.length - dot <= 12 ? plain.slice(dot) : ''
  return plain.slice(0, 150 - ending.length).replace(ending, '') + ending || 'file'
}

/** The headers under which a file of this type leaves, so that it can neither run nor be taken for something else. */
export function headersFor(file: { name: string; type: string; size: number }) {
  const how = isShown(file.type) ? 'inline' : 'attachment'
  const ascii = file.name.replaceAll(/[^\x20-\x7e]|["\\%]/g, '_')
  return {
    'content-type': file.type,
    'content-length': String(file.size),
    'content-disposition': `${how}; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(file.name).replaceAll(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)}`,
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    // The bytes under an id never change; who may see them is asked again after an hour.
    'cache-control': 'private, max-age=3600, immutable',
  }
}

/** Where members reach a file for good. The name at the end is for people only. */
export const pathOfFile = (workspaceId: string, file: { id: string; name: string }) =>
  `/files/${workspaceId}/${file.id}/${encodeURIComponent(file.name)}`

export function whyNotRemove(file: { by: MemberId | null }, me: { id: MemberId; role: Role }) {
  if (file.by !== me.id && me.role !== 'admin') return 'NOT_YOURS'
}
