import { lookup } from 'node:dns/promises'
import { BlockList, isIP } from 'node:net'

/** Networks that only this machine or its neighbours reach, and those that no server stands in (RFC 6890, 8190). */
const OWN_NETWORKS: [address: string, bits: number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
]
const blocked = new BlockList()
for (const [address, bits] of OWN_NETWORKS) blocked.addSubnet(address, bits, 'ipv4')
// Global unicast is 2000::/3; of it, what only carries IPv4 addresses or is for examples is no place to send to either.
const globalUnicast = new BlockList()
globalUnicast.addSubnet('2000::', 3, 'ipv6')
const carriers = new BlockList()
for (const [address, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
] as const)
  carriers.addSubnet(address, bits, 'ipv6')

/** Whether an IP address lies outside what anybody on the internet may reach. */
export function isPrivateAddress(address: string) {
  const kind = isIP(address)
  if (kind === 4) return blocked.check(address, 'ipv4')
  if (kind === 6) return !globalUnicast.check(address, 'ipv6') || carriers.check(address, 'ipv6')
  return true
}

/**
 * The IP address to connect to for a host name, or undefined when nobody answers to it or any of its addresses is private.
 * `allowed` are hosts that the one who runs the server lets through, as they are written. Connect to the address that
 * was looked up, not to the name again: a second look-up may answer otherwise.
 */
export async function addressOutside(host: string, allowed: readonly string[] = []): Promise<string | undefined> {
  const name = host.replace(/^\[|\]$/g, '').toLowerCase()
  const found = isIP(name) ? [{ address: name }] : await lookup(name, { all: true }).catch(() => [])
  const isAllowed = allowed.includes(name)
  if (found.length === 0 || (!isAllowed && found.some(({ address }) => isPrivateAddress(address)))) return
  return found[0]!.address
}
