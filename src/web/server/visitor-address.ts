// From where a request comes, for whoever counts by it: the one reader of addresses. IPv6 counts by its /64, which is what one
// household or office has; an IPv4 address that is written as IPv6 is the IPv4 address; what is no address is not believed.
import { isIP, isIPv4 } from 'node:net'
import type { Request } from 'express'
import { cameThroughOnion } from './onion-door.js'

/** All who come through the onion address: whatever they write of themselves, nobody can tell one from another. */
export const onionNetwork = 'onion'

/** Of the proxies that are trusted (web-app) the last one's word, else who has connected. */
export function networkOfVisitor(request: Request): string {
  if (cameThroughOnion(request)) return onionNetwork
  return networkOf(request.ip ?? '') ?? networkOf(request.socket.remoteAddress ?? '') ?? 'unknown'
}

/** `undefined`: no address. */
export function networkOf(written: string): string | undefined {
  const [address = ''] = written.trim().toLowerCase().split('%')
  if (isIP(address) === 0) return undefined
  if (isIPv4(address)) return address
  const groups = groupsOf(address)
  const isMapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff
  if (isMapped)
    return groups
      .slice(6)
      .flatMap((group) => [group >> 8, group & 255])
      .join('.')
  return groups
    .slice(0, 4)
    .map((group) => group.toString(16))
    .join(':')
}

/** The eight groups of an IPv6 address, whichever way it is written. */
function groupsOf(address: string): number[] {
  const plain = address.replace(/(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/, (_all, ...bytes) => {
    const [a = 0, b = 0, c = 0, d = 0] = bytes.slice(0, 4).map(Number)
    return `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`
  })
  const [head = '', tail] = plain
    .split('::')
    .map((half) => half.split(':').filter((group) => group !== ''))
    .map((half) => half.join(':'))
  const numbers = (half: string) =>
    half === '' ? [] : half.split(':').map((group) => Number.parseInt(group, 16))
  const [before, after] = [numbers(head), numbers(tail ?? '')]
  return [...before, ...Array<number>(8 - before.length - after.length).fill(0), ...after]
}
