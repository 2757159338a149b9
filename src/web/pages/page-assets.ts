// Everything that our pages load, with the bytes that are served and their integrity: a style sheet, a script for each page that
// has one, the fonts. A script's name is its file's: /assets/case.js is bundled from case-browser.tsx, wherever it lies below
// src/web. A page names what it loads by this book alone, so that no tag is without the integrity of what is served.
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, join } from 'node:path'
import { projectRoot } from '../../operation/project-root.js'
import { browserBundle, integrityOf } from './browser-bundle.js'

export interface Asset {
  /** As in the address: /assets/<name> */
  readonly name: string
  readonly type: 'css' | 'text/javascript' | 'font/ttf'
  readonly bytes: Buffer
  /** `sha384-…` */
  readonly integrity: string
}

/** What a tag needs to know. */
export type AssetTag = Pick<Asset, 'name' | 'integrity'>

const fonts = {
  'sarabun-regular.ttf': '@expo-google-fonts/sarabun/400Regular/Sarabun_400Regular.ttf',
  'sarabun-bold.ttf': '@expo-google-fonts/sarabun/700Bold/Sarabun_700Bold.ttf',
} as const

const styles = {
  'pages.css': 'src/web/pages/pages.css',
  'console.css': 'src/web/console/browser/console.css',
  'viewer.css': 'src/web/files/viewer/viewer.css',
} as const

const find = createRequire(import.meta.url)
const kept = new Map<string, Asset>()
let entries: ReadonlyMap<string, string> | undefined

/** Read once: what a page says of it must stay true while the process lives. */
export function styleAsset(name: keyof typeof styles): Asset {
  return keptAsset(name, 'css', () => readFileSync(join(projectRoot, styles[name])))
}

const fontAsset = (name: keyof typeof fonts): Asset =>
  keptAsset(name, 'font/ttf', () => readFileSync(find.resolve(fonts[name])))

/** `report` for /assets/report.js, bundled when it is first asked for. */
export async function scriptAsset(script: string): Promise<Asset> {
  const found = await assetNamed(`${script}.js`)
  if (!found) throw new Error(`There is no ${script}-browser.ts below src/web`)
  return found
}

/** `undefined`: there is none of that name. */
export async function assetNamed(name: string): Promise<Asset | undefined> {
  if (isKeyOf(styles, name)) return styleAsset(name)
  if (isKeyOf(fonts, name)) return fontAsset(name)
  entries ??= browserEntries()
  const entry = entries.get(name)
  if (entry === undefined) return undefined
  const code = await browserBundle(entry)
  return keptAsset(name, 'text/javascript', () => Buffer.from(code))
}

/** All of them, in the order of their names. */
export async function allAssets(): Promise<Asset[]> {
  entries ??= browserEntries()
  const all: Asset[] = []
  for (const name of [...Object.keys(styles), ...Object.keys(fonts), ...entries.keys()].sort()) {
    const asset = await assetNamed(name)
    if (asset) all.push(asset)
  }
  return all
}

function keptAsset(name: string, type: Asset['type'], read: () => Buffer): Asset {
  const known = kept.get(name)
  if (known) return known
  const bytes = read()
  const asset = { name, type, bytes, integrity: integrityOf(bytes) }
  kept.set(name, asset)
  return asset
}

const isKeyOf = <T extends object>(record: T, key: PropertyKey): key is keyof T => Object.hasOwn(record, key)

function browserEntries(): ReadonlyMap<string, string> {
  const found = readdirSync(join(projectRoot, 'src/web'), { recursive: true })
    .map(String)
    .filter((file) => /-browser\.tsx?$/.test(file))
  return new Map(
    found.map((file) => [`${basename(file).replace(/-browser\.tsx?$/, '')}.js`, join('src/web', file)]),
  )
}
