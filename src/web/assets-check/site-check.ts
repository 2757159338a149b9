// Does a running site send the pages and scripts that the agency's key vouches for, and that this source makes? Asked from another
// machine, as any visitor asks. It sees what it is sent itself: a server that sends one visitor another page is not found out.

import type { Day } from '../../i18n/calendar/thai-calendar.js'
import { agencyFingerprint, isSignedBy } from '../../security/agency-key.js'
import {
  type AssetList,
  type AssetManifest,
  assetListSchema,
  assetManifestSchema,
} from '../pages/asset-manifest.js'
import { integrityOf } from '../pages/browser-bundle.js'
import { loosePolicy, readPage } from './page-loads.js'

export type Difference =
  | {
      readonly what: 'unreachable' | 'assetDiffers' | 'assetMissing' | 'notOfThisSource'
      readonly where: string
    }
  | { readonly what: 'noList' | 'unsigned' | 'badSignature' }
  | { readonly what: 'otherKey'; readonly where: string }
  | { readonly what: 'oldDay' | 'futureDay'; readonly where: string }
  | { readonly what: 'otherVersion'; readonly where: string }
  | { readonly what: 'unexpected' | 'loosePolicy'; readonly where: string; readonly found: string }

export interface SiteChecked {
  readonly differences: readonly Difference[]
  readonly list?: Pick<AssetList, 'version' | 'build' | 'day'>
  readonly assets: number
  readonly pages: readonly string[]
  readonly outside: readonly string[]
}

export interface SiteAsked {
  /** Without a slash at the end. */
  readonly origin: string
  /** As it was published elsewhere: on paper, in the profile of the LINE account. */
  readonly fingerprint: string
  /** A list that was signed before is an old one that is shown again. */
  readonly notBefore: Day
  readonly notAfter: Day
  /** What this source makes; absent: it is not compared. */
  readonly source?: AssetList
}

/** The pages that anybody may open, and one that is not there. */
const paths = [
  '/report',
  '/receipt',
  '/case',
  '/privacy',
  '/statistics',
  '/console/sign-in',
  '/not-there',
].flatMap((path) => ['th', 'en'].map((language) => `${path}?lang=${language}`))

/** Milliseconds. */
const patience = 60_000
/** Of one answer. A hostile server would go on for ever. */
const mostBytes = 20_000_000

export async function checkSite(asked: SiteAsked): Promise<SiteChecked> {
  const manifest = await manifestOf(asked.origin)
  if (!manifest) return { differences: [{ what: 'noList' }], assets: 0, pages: [], outside: [] }
  const list = readList(manifest.signed)
  if (!list) return { differences: [{ what: 'noList' }], assets: 0, pages: [], outside: [] }
  const { version, build, day } = list
  const pages = await Promise.all(paths.map((path) => pageChecked(asked.origin, path, list)))
  return {
    differences: [
      ...(await signatureDifferences(manifest, asked)),
      ...dayDifferences(day, asked),
      ...(asked.source ? sourceDifferences(list, asked.source) : []),
      ...(await assetDifferences(asked.origin, list)),
      ...pages.flatMap(({ differences }) => differences),
    ],
    list: { version, build, day },
    assets: list.assets.length,
    pages: paths,
    outside: [...new Set(pages.flatMap(({ outside }) => outside))].sort(),
  }
}

async function manifestOf(origin: string): Promise<AssetManifest | undefined> {
  const answer = await fetched(origin, '/assets/manifest.json', 'application/json')
  return answer && assetManifestSchema.safeParse(jsonOf(answer.bytes.toString())).data
}

const readList = (text: string): AssetList | undefined => assetListSchema.safeParse(jsonOf(text)).data

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // The schema refuses what is not there.
    return undefined
  }
}

async function signatureDifferences(manifest: AssetManifest, asked: SiteAsked): Promise<Difference[]> {
  const { signed, publicKey, signature } = manifest
  if (publicKey === null || signature === null) return [{ what: 'unsigned' }]
  // What the list itself says of its fingerprint counts for nothing.
  const fingerprint = agencyFingerprint(publicKey)
  const digits = (text: string) => text.toLowerCase().replaceAll(/[^0-9a-f]/g, '')
  if (digits(fingerprint) !== digits(asked.fingerprint)) return [{ what: 'otherKey', where: fingerprint }]
  return (await isSignedBy(publicKey, signed, signature)) ? [] : [{ what: 'badSignature' }]
}

function dayDifferences(day: string, { notBefore, notAfter }: SiteAsked): Difference[] {
  if (day < notBefore) return [{ what: 'oldDay', where: day }]
  return day > notAfter ? [{ what: 'futureDay', where: day }] : []
}

function sourceDifferences(list: AssetList, source: AssetList): Difference[] {
  if (list.version !== source.version) return [{ what: 'otherVersion', where: list.version }]
  const own = integrityByPath(source)
  const theirs = integrityByPath(list)
  return [...new Set([...own.keys(), ...theirs.keys()])]
    .filter((path) => own.get(path) !== theirs.get(path))
    .map((where) => ({ what: 'notOfThisSource', where }))
}

const integrityByPath = ({ assets }: AssetList): ReadonlyMap<string, string> =>
  new Map(assets.map(({ path, integrity }) => [path, integrity]))

async function assetDifferences(origin: string, { assets }: AssetList): Promise<Difference[]> {
  const found: Difference[] = []
  for (const { path, integrity } of assets) {
    const answer = await fetched(origin, path, '*/*')
    if (!answer?.ok) found.push({ what: 'assetMissing', where: path })
    else if (integrityOf(answer.bytes) !== integrity) found.push({ what: 'assetDiffers', where: path })
  }
  return found
}

async function pageChecked(origin: string, path: string, list: AssetList) {
  const answer = await fetched(origin, path, 'text/html')
  if (!answer) return { differences: [{ what: 'unreachable', where: path } as const], outside: [] }
  const { unexpected, outside } = readPage(answer.bytes.toString(), origin, integrityByPath(list))
  const loose = loosePolicy(answer.policy) ?? ['content-security-policy']
  const differences: Difference[] = [
    ...unexpected.map((found) => ({ what: 'unexpected' as const, where: path, found })),
    ...loose.map((found) => ({ what: 'loosePolicy' as const, where: path, found })),
  ]
  return { differences, outside }
}

interface Fetched {
  readonly ok: boolean
  readonly bytes: Buffer
  readonly policy: string | null
}

/** `undefined`: no answer, or one without end. A redirect is an answer of its own: what stands elsewhere is not this site. */
async function fetched(origin: string, path: string, accept: string): Promise<Fetched | undefined> {
  try {
    const answer = await fetch(`${origin}${path}`, {
      redirect: 'manual',
      signal: AbortSignal.timeout(patience),
      headers: { accept },
    })
    const parts: Uint8Array[] = []
    let size = 0
    for await (const part of answer.body ?? []) {
      size += part.length
      if (size > mostBytes) return undefined
      parts.push(part)
    }
    const policy = answer.headers.get('content-security-policy')
    return { ok: answer.ok, bytes: Buffer.concat(parts), policy }
  } catch {
    // Why there is no answer the operator sees better with a browser; here it counts that there is none.
    return undefined
  }
}
