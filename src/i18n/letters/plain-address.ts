// Web addresses that lead where they seem to lead. Refuses what people read as one site and browsers as another: a name before an
// @, invisible or turning letters, backslashes, letters of several scripts, numbers in place of a name.

const longest = 1000

/** The address when it is plain and has one of these schemes ('https:'); an address of `http(s)` has a named host. */
export function plainAddress(words: string, schemes: readonly string[] = ['https:']): URL | undefined {
  if (words.length > longest || /[\p{C}\p{Z}\\]/u.test(words) || !URL.canParse(words)) return undefined
  const url = new URL(words)
  if (!schemes.includes(url.protocol)) return undefined
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return url
  const [, authority = ''] = /^https?:\/\/([^/?#]+)/iu.exec(words) ?? []
  return isPlainAuthority(authority) ? url : undefined
}

/** Latin or Thai, as it is read: an encoded name ('xn--…') could be any. A port is told from the name. */
function isPlainAuthority(authority: string): boolean {
  const [, host = ''] = /^([^:@]+)(?::\d{1,5})?$/u.exec(authority) ?? []
  if (/(?:^|\.)xn--/iu.test(host)) return false
  return host
    .split('.')
    .every((label) => /^[a-z0-9-]+$/iu.test(label) || /^[\u0e01-\u0e3a\u0e40-\u0e4e\d-]+$/u.test(label))
}

/** Whether an address of the whole internet: not this machine, not an inner network, not a bare number, no port of its own. */
export function isPublicSite({ hostname, port }: URL): boolean {
  if (port !== '' || !hostname.includes('.') || hostname.endsWith('.')) return false
  const ending = hostname.split('.').at(-1) ?? ''
  if (/^\d+$/u.test(ending)) return false
  return !['local', 'localhost', 'internal', 'intranet', 'lan', 'home', 'corp', 'arpa', 'onion'].includes(
    ending,
  )
}

/** Whether both lead to one site: the same host, with or without `www.`, or one below the other. */
export function isSameSite(one: string, other: string): boolean {
  const [left, right] = [bare(one), bare(other)]
  return left === right || left.endsWith(`.${right}`) || right.endsWith(`.${left}`)
}

const bare = (hostname: string): string => hostname.toLowerCase().replace(/^www\./u, '')
