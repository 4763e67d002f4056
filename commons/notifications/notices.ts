/** A kind of notice that members can choose a channel for. `mail` and `inbox` say where it goes until they do. */
export type Notice = { key: string; label: string; group: string; inbox: boolean; mail: boolean }

const known = new Map<string, Notice>()

/**
 * Declares a kind of notice, once, at the top of a feature's `subscribers.ts`:
 * `defineNotice({ key: 'shout-out.received', label: 'Somebody thanks you', group: 'Recognition' })`.
 * It goes to the inbox only, unless `mail` says otherwise.
 */
export function defineNotice(notice: { key: string; label: string; group: string; inbox?: boolean; mail?: boolean }) {
  const whole: Notice = { inbox: true, mail: false, ...notice }
  known.set(whole.key, whole)
  return whole
}

/** Every kind of notice that the server's features declared, by group and label. */
export const knownNotices = () =>
  [...known.values()].toSorted((a, b) => a.group.localeCompare(b.group) || a.label.localeCompare(b.label))

export const noticeWithKey = (key: string) => known.get(key)
