// The list of what our pages load, each with its hash, signed anew each day with the agency's key where there is one: so that
// somebody with another machine can notice a changed script (npm run verify-assets). What is signed is the text itself, so that
// nobody need guess how it was written. It shows nothing about what a server sends to one visitor alone.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { type Day, dayInBangkok } from '../../i18n/calendar/thai-calendar.js'
import type { Clock } from '../../operation/clock.js'
import { projectRoot } from '../../operation/project-root.js'
import { agencyKeyFrom } from '../../security/agency-key.js'
import { allAssets } from './page-assets.js'

export interface AssetManifestDeps {
  readonly clock: Clock
  /** Absent: the list is unsigned, and says so. */
  readonly assetsKey?: Uint8Array
}

/** What the text says. */
export const assetListSchema = z.object({
  kind: z.literal('sujarit page assets'),
  /** Of the product. */
  version: z.string(),
  /** One name for all of it: two servers with the same build serve the same. */
  build: z.string(),
  /** On which it was signed, in Bangkok. An old list that is shown again has an old day. */
  day: z.iso.date(),
  assets: z.array(z.object({ path: z.string(), integrity: z.string(), bytes: z.int() })),
})
export type AssetList = z.output<typeof assetListSchema>

export const assetManifestSchema = z.object({
  /** The list as text. */
  signed: z.string(),
  publicKey: z.string().nullable(),
  fingerprint: z.string().nullable(),
  signature: z.string().nullable(),
})
export type AssetManifest = z.output<typeof assetManifestSchema>

export function createAssetManifest({ clock, assetsKey }: AssetManifestDeps): () => Promise<AssetManifest> {
  let made: { readonly day: Day; readonly manifest: Promise<AssetManifest> } | undefined
  return () => {
    const day = dayInBangkok(clock())
    if (made?.day === day) return made.manifest
    const manifest = signedOn(day, assetsKey)
    made = { day, manifest }
    manifest.catch(() => {
      made = undefined
    })
    return manifest
  }
}

async function signedOn(day: Day, seed: Uint8Array | undefined): Promise<AssetManifest> {
  const signed = JSON.stringify(await assetListOf(day), null, 1)
  if (!seed) return { signed, publicKey: null, fingerprint: null, signature: null }
  const { publicKey, fingerprint, sign } = await agencyKeyFrom(seed)
  return { signed, publicKey, fingerprint, signature: sign(signed) }
}

/** What this source says that is served. */
export async function assetListOf(day: Day): Promise<AssetList> {
  const assets = (await allAssets()).map(({ name, integrity, bytes }) => ({
    path: `/assets/${name}`,
    integrity,
    bytes: bytes.length,
  }))
  const lines = assets.map(({ path, integrity }) => `${path} ${integrity}\n`).join('')
  const build = createHash('sha256').update(lines).digest('hex').slice(0, 16)
  return { kind: 'sujarit page assets', version: productVersion(), build, day, assets }
}

function productVersion(): string {
  const file: unknown = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'))
  return z.object({ version: z.string() }).parse(file).version
}
