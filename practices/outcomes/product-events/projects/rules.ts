/** Whether a page of this origin may send events. Without a list every one may; programs send no origin. */
export function isOriginAllowed(origins: readonly string[], origin: string | undefined) {
  if (origins.length === 0 || origin === undefined) return true
  const given = origin.toLowerCase()
  return origins.some((allowed) => {
    const wild = allowed.indexOf('*.')
    if (wild === -1) return allowed === given
    const scheme = allowed.slice(0, wild)
    return given.startsWith(scheme) && given.endsWith(allowed.slice(wild + 1)) && given.length > allowed.length - 1
  })
}

const ADDRESSES = new Set(['$ip', 'ip', 'ip_address', '$ip_address'])

/** Whether a property may be kept: not on the list (a name, or its beginning followed by `*`), and no address unless asked for. */
export function isPropertyKept(rules: { deniedProperties: readonly string[]; keepsIp: boolean }, name: string) {
  if (!rules.keepsIp && ADDRESSES.has(name)) return false
  return !rules.deniedProperties.some((denied) =>
    denied.endsWith('*') ? name.startsWith(denied.slice(0, -1)) : denied === name,
  )
}
