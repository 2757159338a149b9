// Who may enter which room. The table of the house is checked against the imports as they are written.
import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, normalize, relative } from 'node:path'
import { expect } from 'chai'
import { z } from 'zod'
import { projectRoot } from '../../src/operation/project-root.js'

const src = join(projectRoot, 'src')
const packages = ['embedded-mongodb', 'line-stand-in'] as const

interface Import {
  readonly from: string
  /** A path inside src without its ending, or the name of a package. */
  readonly to: string
  readonly typeOnly: boolean
}

const sourcesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true })
    .map((file) => normalize(String(file)))
    .filter((file) => /\.tsx?$/.test(file))

const files = sourcesIn(src)
/** By their path from the project's root: the product's and those of the packages. */
const everyFile = [
  ...files.map((file) => `src/${file}`),
  ...packages.flatMap((name) =>
    sourcesIn(join(projectRoot, 'packages', name, 'src')).map((file) => `packages/${name}/src/${file}`),
  ),
]

function importsOf(file: string): Import[] {
  const text = readFileSync(join(src, file), 'utf8')
  const found = text.matchAll(
    /(?:^|\n)\s*(?:import|export)\s+(type\s)?[^'"\n]*?(?:\n[^'"]*?)?from\s+'([^']+)'|import\('([^']+)'\)/g,
  )
  return [...found].flatMap(([, typeOnly, fixed, dynamic]) => {
    const to = fixed ?? dynamic
    if (to === undefined) return []
    const inside = to.startsWith('.')
      ? relative(src, join(src, dirname(file), to)).replace(/\.(js|json)$/, '')
      : to
    return [{ from: file, to: inside, typeOnly: typeOnly !== undefined }]
  })
}

const imports = files.flatMap(importsOf)

/** What the sources of a package import: other packages by name, and files that lie outside of it. */
function packageImports(name: string): { readonly libraries: string[]; readonly outside: string[] } {
  const folder = join(projectRoot, 'packages', name, 'src')
  const found = sourcesIn(folder).flatMap((from) =>
    [...readFileSync(join(folder, from), 'utf8').matchAll(/(?:\bfrom |import\()'([\w@./-]+)'/g)].map(
      ([, to = '']) => ({ to, path: relative(folder, join(folder, dirname(from), to)) }),
    ),
  )
  const own = found.filter(({ to }) => to.startsWith('.'))
  return {
    libraries: found
      .filter(({ to }) => !to.startsWith('.') && !to.startsWith('node:'))
      .map(({ to }) => to.split('/', to.startsWith('@') ? 2 : 1).join('/')),
    outside: own.filter(({ path }) => path.startsWith('..')).map(({ path }) => path),
  }
}

const roomOf = (path: string): string => (path.includes('/') ? (path.split('/')[0] ?? '') : '')
const featureOf = (path: string): string => path.split('/')[1] ?? ''
const inFeature = (part: string) => (path: string) =>
  path.startsWith('features/') && new RegExp(`-${part}(\\.ts)?$`).test(path)
const isRules = inFeature('rules')
const isModel = inFeature('model')
const isChat = (path: string) => inFeature('chat')(path) || inFeature('card')(path)

function offenders(who: (file: string) => boolean, mayNot: (one: Import) => boolean): string[] {
  return imports.filter((one) => who(one.from) && mayNot(one)).map(({ from, to }) => `${from} → ${to}`)
}

const enters =
  (...rooms: string[]) =>
  (one: Import) =>
    rooms.includes(roomOf(one.to)) || rooms.includes(one.to)

/** What the modules load, at once or later, and what that loads; `beside` is loaded by another thread. */
function reachedFrom(modules: readonly string[], beside?: string): ReadonlySet<string> {
  const reached = new Set<string>()
  const load = (name: string): void => {
    if (reached.has(name) || name === beside) return
    reached.add(name)
    for (const { from, to, typeOnly } of imports)
      if (!typeOnly && from.replace(/\.tsx?$/, '') === name) load(to)
  }
  for (const name of modules) load(name)
  return reached
}

describe('The house', () => {
  it('has rooms to look into', () => {
    expect(files.length).to.be.greaterThan(60)
    expect(imports.length).to.be.greaterThan(200)
  })

  it('Rules enter no LINE, web, delivery, conversation, express or mongoose', () => {
    expect(
      offenders(isRules, enters('line', 'web', 'delivery', 'conversation', 'express', 'mongoose')),
    ).to.deep.equal([])
  })
  it('Models enter no LINE, web, delivery or conversation, and no rules or chat', () => {
    expect(
      offenders(
        isModel,
        (one) => enters('line', 'web', 'delivery', 'conversation')(one) || (isChat(one.to) && !one.typeOnly),
      ),
    ).to.deep.equal([])
    expect(offenders(isModel, (one) => isRules(one.to) && !one.typeOnly)).to.deep.equal([])
  })
  it("Chats enter no model, no delivery, no web and not LINE's client", () => {
    const forbidden = (one: Import) =>
      enters('delivery', 'web', 'mongoose', 'express', '@line/bot-sdk')(one) ||
      one.to === 'line/line-client' ||
      (isModel(one.to) && !one.typeOnly)
    expect(offenders(isChat, forbidden)).to.deep.equal([])
  })
  it('Only models, joints and the rooms that keep their own rows touch mongoose', () => {
    const keepers = [
      /-model\.ts$/,
      /^delivery\//,
      /^security\//,
      /^backup\//,
      /^database\//,
      /^conversation\/dialog-store\.ts$/,
      /^media\/media-store\.ts$/,
    ]
    const others = /^(jobs\/job-elections|app\/product|app\/product-life|features\/feature-deps)\.ts$/
    const allowed = (file: string) => keepers.some((keeper) => keeper.test(file)) || others.test(file)
    expect(
      offenders(
        (file) => !allowed(file),
        (one) => one.to === 'mongoose',
      ),
    ).to.deep.equal([])
  })
  it('The conversation knows no feature; it is handed the list', () => {
    expect(
      offenders((file) => roomOf(file) === 'conversation', enters('features', 'web', 'jobs', 'media')),
    ).to.deep.equal([])
    expect(
      offenders(
        (file) => roomOf(file) === 'conversation',
        (one) => roomOf(one.to) === 'delivery' && !one.typeOnly,
      ),
    ).to.deep.equal([])
  })
  it("LINE's room knows nothing of what the agency does", () => {
    expect(
      offenders(
        (file) => roomOf(file) === 'line',
        enters('features', 'conversation', 'delivery', 'web', 'jobs'),
      ),
    ).to.deep.equal([])
  })
  it('Papers are drawn from plain data: their room knows no feature, no database and no door', () => {
    const mayEnter = ['documents', 'i18n', 'media', 'locales']
    expect(
      offenders(
        (file) => roomOf(file) === 'documents',
        (one) => files.some((file) => file.startsWith(`${one.to}.`)) && !mayEnter.includes(roomOf(one.to)),
      ),
    ).to.deep.equal([])
    expect(
      offenders((file) => roomOf(file) === 'documents', enters('mongoose', 'express', '@line/bot-sdk')),
    ).to.deep.equal([])
  })
  it("Only LINE's room knows LINE's SDK", () => {
    expect(offenders((file) => roomOf(file) !== 'line', enters('@line/bot-sdk'))).to.deep.equal([])
  })
  it('The post room knows no feature and no conversation', () => {
    expect(
      offenders((file) => roomOf(file) === 'delivery', enters('features', 'conversation', 'web', 'jobs')),
    ).to.deep.equal([])
  })
  it('Web and jobs enter no conversation and no model', () => {
    const fromOutside = (file: string) =>
      roomOf(file) === 'web' || roomOf(file) === 'jobs' || /-job\.ts$/.test(file)
    expect(offenders(fromOutside, (one) => enters('conversation')(one) || isModel(one.to))).to.deep.equal([])
  })
  it('What seals runs in the browser and on the server alike: it knows neither Node nor any room but letters', () => {
    const mayEnter = /^(sealing\/|i18n\/letters\/|libsodium-wrappers-sumo$|zod$|@zxcvbn-ts\/)/
    expect(
      offenders(
        (file) => roomOf(file) === 'sealing',
        (one) => !one.typeOnly && !mayEnter.test(one.to),
      ),
    ).to.deep.equal([])
    const outside = /\b(?:document|window|localStorage|sessionStorage|process)\./
    expect(
      files.filter((file) => roomOf(file) === 'sealing' && outside.test(withoutComments(file))),
    ).to.deep.equal([])
  })
  it('A page’s browser code and its server code lie apart: neither loads the other', () => {
    const side = (path: string) => /^web\/(?:reporter|console)\/(browser|server)\//.exec(path)?.[1]
    expect(
      offenders(
        (file) => side(file) === 'browser',
        (one) =>
          !one.typeOnly && (side(one.to) === 'server' || one.to.startsWith('node:') || one.to === 'mongoose'),
      ),
    ).to.deep.equal([])
    expect(
      offenders(
        (file) => side(file) === 'server',
        (one) => !one.typeOnly && side(one.to) === 'browser',
      ),
    ).to.deep.equal([])
  })
  it('Only main.ts lies beside the rooms, and no room has more files than one looks through at a glance', () => {
    expect(files.filter((file) => !file.includes('/'))).to.deep.equal(['main.ts'])
    const rooms = everyFile.map((file) => dirname(file))
    const crowded = new Set(rooms.filter((room) => rooms.filter((one) => one === room).length > 22))
    expect([...crowded]).to.deep.equal([])
  })
  it('What is worked out in a thread of its own knows no database, no door and no log', () => {
    expect(
      offenders(
        (file) => roomOf(file) === 'heavy-work',
        (one) =>
          enters('mongoose', 'express', 'line', 'web', 'delivery', 'conversation', 'operation/log')(one) ||
          roomOf(one.to) === 'security' ||
          isModel(one.to) ||
          isRules(one.to) ||
          isChat(one.to),
      ),
    ).to.deep.equal([])
  })
  it('Nothing that draws, writes papers or packs is loaded by the main thread', () => {
    const mayNotReach = [
      '@napi-rs/canvas',
      'echarts/core',
      'pdfkit',
      'docx',
      'write-excel-file/node',
      'fflate',
    ]
    const reached = reachedFrom(['main', 'app/trial'], 'heavy-work/drawing-tasks')
    expect(reached).to.include('app/app').and.include('heavy-work/heavy-threads')
    expect(mayNotReach.filter((name) => reached.has(name))).to.deep.equal([])
    // The net holds something: the tasks themselves reach all of them.
    const drawing = reachedFrom(['heavy-work/drawing-tasks'])
    expect(mayNotReach.filter((name) => !drawing.has(name))).to.deep.equal([])
  })
  it('The packages know nothing of the product, and only what joins or tries it knows them', () => {
    for (const name of packages) {
      const { libraries, outside } = packageImports(name)
      expect(outside, name).to.deep.equal([])
      const { dependencies } = z
        .object({ dependencies: z.record(z.string(), z.string()) })
        .parse(JSON.parse(readFileSync(join(projectRoot, 'packages', name, 'package.json'), 'utf8')))
      expect(libraries, name).to.include('zod')
      expect(
        libraries.filter((library) => dependencies[library] === undefined),
        name,
      ).to.deep.equal([])
    }
    const mayStartThem = /^(main|database\/database|app\/trial|demo\/fill-trial)\.tsx?$/
    expect(
      offenders(
        (file) => !mayStartThem.test(file),
        (one) => packages.some((name) => one.to.split('/')[0] === name),
      ),
    ).to.deep.equal([])
  })
  it('The demo is used by nothing but a trial run', () => {
    expect(
      offenders((file) => roomOf(file) !== 'demo' && file !== 'app/trial.ts', enters('demo')),
    ).to.deep.equal([])
  })
  it('One feature reaches into another through its rules, never its model or chat', () => {
    expect(
      offenders(
        (file) => file.startsWith('features/') && file.split('/').length > 2,
        (one) =>
          one.to.startsWith('features/') &&
          one.to.split('/').length > 2 &&
          featureOf(one.to) !== featureOf(one.from) &&
          !one.typeOnly &&
          (isModel(one.to) || isChat(one.to)),
      ),
    ).to.deep.equal([])
  })

  it('Only config.ts reads the environment, and nothing prints to the console', () => {
    const reading = files.filter(
      (file) => /process\.env/.test(withoutComments(file)) && file !== 'config/config.ts',
    )
    expect(reading).to.deep.equal([])
    expect(
      files.filter((file) =>
        /\bconsole\.(?:log|info|warn|error|debug|trace|table|dir)\b/.test(withoutComments(file)),
      ),
    ).to.deep.equal([])
  })
  it('No file is a drawer for everything, none is over 300 lines, and each says what it promises', () => {
    const drawers = everyFile.filter((file) => /(^|\/)(utils?|helpers?|common|lib|misc)(\/|\.ts$)/.test(file))
    expect(drawers).to.deep.equal([])
    const text = (file: string) => readFileSync(join(projectRoot, file), 'utf8')
    expect(everyFile.filter((file) => text(file).split('\n').length > 300)).to.deep.equal([])
    const withoutHead = everyFile.filter((file) => !/^(\/\/|\/\*)/.test(text(file)))
    expect(
      withoutHead.filter((file) => !/^src\/(operation\/clock|security\/person)\.ts$/.test(file)),
    ).to.deep.equal([])
  })
  it('A file name is an address: no two files have the same name', () => {
    const names = everyFile.map((file) => basename(file)).filter((name) => name !== 'index.ts')
    const twice = names.filter((name, index) => names.indexOf(name) !== index)
    expect(twice).to.deep.equal([])
  })

  it('A door changes a case by rules that take a looked-up id, and by no others', () => {
    // These take any string: they are called by rules that have looked.
    const inner =
      /\b(complaints\.(rules\.)?changeStatus|concerned\.name|receipts\.(keep|offer|forget)|changeByReporter)\(/
    const doors = files.filter((file) => roomOf(file) === 'web' || isChat(file))
    expect(doors.length).to.be.greaterThan(60)
    expect(doors.filter((file) => inner.test(withoutComments(file)))).to.deep.equal([])
  })

  it('Only what has looked, or names a case itself, makes one that can be changed', () => {
    const makers = files.filter((file) => /\bknownCase\(/.test(readFileSync(join(src, file), 'utf8')))
    expect(makers.sort()).to.deep.equal([
      'features/cases/list/case-list-rules.ts',
      'features/cases/officer/case-officer-rules.ts',
      'features/cases/officer/case-standing-rules.ts',
      'features/cases/reporter/case-reporter-rules.ts',
      'web/console/server/cases/entry-pass.ts',
    ])
  })
})

function withoutComments(file: string): string {
  return readFileSync(join(src, file), 'utf8')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(^|\s)\/\/.*$/gm, '')
}
