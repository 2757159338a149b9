// The whole product with a word of its own in everything that somebody tells, writes, names, is called or is refused; then every
// place where it could have leaked to is searched, in every form in which it could lie there. Nothing outside sealed envelopes.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { collectionsToRead } from '../../src/backup/backup-contents.js'
import { createCasesModel } from '../../src/features/cases/cases-model.js'
import { newVaultId } from '../../src/sealing/vault-encoding.js'
import { collectionIds, looksDrawn } from '../harness/collection-ids.js'
import { type Found, leakPlaces, type Place } from '../harness/leak-places.js'
import { formsOf, formsOfMoment, searchFor } from '../harness/leak-search.js'
import { watchRoutes } from '../harness/registered-routes.js'
import { openConsoleWorld } from '../web/console/console-world.js'
import { type CanaryLife, canaryLife, wordOf } from './canary-life.js'

describe('The leak canary: the whole product, and every place where a word could lie', () => {
  const routes = watchRoutes()
  let life: CanaryLife
  let places: readonly Place[]
  /** Where this process puts whatever is temporary, for as long as the story runs. */
  let temporary: string
  const usual = { folder: process.env.TMPDIR, place: tmpdir() }
  const begun = Date.now()
  /** What lay where while it was being told, when a leak would be easiest. */
  let halfTold: readonly string[] = []

  before(async () => {
    temporary = await mkdtemp(join(tmpdir(), 'sujarit-canary-'))
    process.env.TMPDIR = temporary
    const metricsToken = newVaultId()
    const running = await openConsoleWorld({ product: { metricsToken } })
    routes.stop()
    life = canaryLife(running, routes.routes, async () => {
      halfTold = [...halfTold, ...(await leaks())]
    })
    const asking = { headers: { authorization: `Bearer ${metricsToken}` } }
    const metrics = async () => (await fetch(`${running.url}/metrics`, asking)).text()
    const { backupPassphrase, answered } = life
    places = leakPlaces({
      running,
      temporary,
      shared: usual.place,
      begun,
      backupPassphrase,
      answered,
      metrics,
    })
    await life.isLived()
    life.secrets.push({ what: 'metrics token', forms: formsOf(metricsToken) })
  })
  after(async () => {
    if (usual.folder === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = usual.folder
    await life?.running.stop()
    await rm(temporary, { recursive: true, force: true })
  })

  async function lookEverywhere(): Promise<[place: string, found: Found[]][]> {
    const all: [string, Found[]][] = []
    for (const place of places) all.push([place.name, await place.look()])
    return all
  }

  /** Which secret lies where it must not. */
  async function leaks(): Promise<string[]> {
    const search = searchFor(life.secrets)
    return (await lookEverywhere()).flatMap(([place, found]) =>
      found.flatMap(([name, bytes]) =>
        [...search(bytes)]
          .filter(({ mayLie }) => mayLie?.(name) !== true)
          .map(({ what }) => `${what} in ${place}: ${name}`),
      ),
    )
  }

  it('When everything was told, answered, noted, rung, refused and counted, then no word and no id lies anywhere in clear', async () => {
    expect(life.secrets.map(({ what }) => what)).to.have.length.above(45)
    expect(await leaks()).to.deep.equal([])
  })

  it('When it is still being told, then nothing of it lies anywhere in clear either', () => {
    expect(halfTold).to.deep.equal([])
  })

  it('When it is over, then the minute of a report lies in no row, backup, log, number, paper and answer', async () => {
    // LINE knows when it was told; what the database’s own files keep for a while is measured by itself.
    const elsewhere = (name: string) => !/^(files of the database|what was sent through LINE)$/.test(name)
    const moments = life.moments.map((one) => ({ what: one.toISOString(), forms: formsOfMoment(one) }))
    const search = searchFor(moments)
    const found = (await lookEverywhere()).flatMap(([place, all]) =>
      elsewhere(place)
        ? all.flatMap(([name, bytes]) => [...search(bytes)].map(({ what }) => `${what} in ${name}`))
        : [],
    )
    expect(moments).to.have.length(3)
    for (const { what, forms } of moments)
      for (const form of forms)
        expect([...search(Buffer.concat([form, form]))].map((one) => one.what)).to.include(what)
    expect(found).to.deep.equal([])
  })

  it('When it is asked where was looked, then no place was forgotten', async () => {
    const names = (await lookEverywhere()).flatMap(([, found]) => found.map(([name]) => name))
    const collections = [...new Set(names.flatMap((name) => /^(\w+)\[0\]$/.exec(name)?.[1] ?? []))]
    for (const row of [
      'cases',
      'case_parts',
      'case_attachments',
      'case_work',
      'case_desk',
      'complaints',
      'receipts',
      'audit',
      'inbox',
      'outbox',
      'survey_tallies',
      'gifts',
    ])
      expect(collections).to.include(row)
    const looked: RegExp[] = [
      /^sealed .*\/\d{3}\.enc$/,
      /^log$/,
      /^metrics$/,
      /\/statistics\.xlsx.*sheet1\.xml as text$/,
      /\/statistics\.pdf.* as text$/,
      /\/statistics\.csv/,
      /^GET \/files\/.*\.pdf as text$/,
      /^GET \/files\/.*\.xlsx\/.*\.xml as text$/,
      /^a refused chat: /,
      /^refused POST \/report\/api\/send/,
      /^admin at GET \/console\/audit/,
      /^executive at GET \/console\/overview/,
      /^results of the survey/,
      /^chat of U/,
      /^group C/,
    ]
    if (life.running.dataDir !== undefined) looked.push(/data\.mdb$/)
    for (const pattern of looked)
      expect(
        names.some((name) => pattern.test(name)),
        String(pattern),
      ).to.equal(true)
    // A refused letter and a refused event stay for the operator: they are among what was searched.
    for (const box of ['inbox', 'outbox'])
      expect(
        await life.running.connection.collection(box).countDocuments({ state: 'dead' }),
        box,
      ).to.be.above(0)
  })

  it('When rows are drawn by chance, then their ids look so, and no collection came that nobody has thought of', async () => {
    const { connection } = life.running
    for (const { collectionName } of (await connection.db?.collections()) ?? []) {
      const ids = await connection.collection(collectionName).distinct('_id')
      const known =
        collectionIds[collectionName] ?? expect.fail(`Nobody has said what the ids of ${collectionName} are`)
      if (known.kind === 'random')
        for (const id of ids) expect(looksDrawn(String(id)), `${collectionName}: ${id}`).to.equal(true)
    }
    for (const told of ['2026-11-20', '17', '1795749600000', 'corruption/2026-11'])
      expect(looksDrawn(told), told).to.equal(false)
  })

  it('When officers open what was told, then every word is there: the search looked for what was really kept', async () => {
    const words = await life.wordsOfAllCases()
    for (const what of life.toldWords) expect(words).to.include(what)
    expect(await createCasesModel(life.running.connection).find(newVaultId())).to.equal(undefined)
  })

  it('When a word is put into any one of the places, then the search finds it there, and nowhere once it is taken away', async () => {
    for (const place of places) {
      const word = wordOf(`planted in ${place.name}`)
      const has = async () => {
        const search = searchFor([{ what: word, forms: formsOf(word) }])
        return (await place.look()).filter(([, bytes]) => search(bytes).size > 0).map(([name]) => name)
      }
      expect(await has(), place.name).to.deep.equal([])
      const takeAway = await place.plant(word)
      const hits = await has()
      await takeAway()
      for (const pattern of await controlsOf(place))
        expect(
          hits.some((name) => pattern.test(name)),
          `${place.name}: ${pattern} among ${hits.join()}`,
        ).to.equal(true)
    }
  })

  /** Each thing inside a place that has to be found by itself. */
  async function controlsOf({ name }: Place): Promise<RegExp[]> {
    const { connection } = life.running
    const collections = ((await connection.db?.collections()) ?? []).map((one) => one.collectionName)
    switch (name) {
      case 'rows':
        return collections.map((one) => new RegExp(`^${one.replaceAll('.', '\\.')}\\[`))
      case 'backup':
        // Of the post nothing goes into a backup that was not settled.
        return collectionsToRead(collections)
          .filter((one) => one !== 'outbox')
          .map((one) => new RegExp(`^opened backup of ${one.replaceAll('.', '\\.')}$`))
      case 'exported papers':
        return [
          /^planted\.pdf as text$/,
          /^planted\.docx\/word\/document\.xml as text$/,
          /^planted\.xlsx\/.* as text$/,
          /^planted\.csv$/,
          /^planted\.zip\/paper\.pdf as text$/,
          /^planted\.zip\/paper\.docx\/.* as text$/,
        ]
      case 'what was sent through LINE':
        return [/^sent \d+ to U/, /^chat of U/]
      case 'files of the database':
      case 'temporary files of the product':
        return [/planted-\w+$/, /planted-\w+\.gz unpacked/, /planted-\w+\.zip\/inner$/]
      default:
        return [/./]
    }
  }

  it('When it lies there in another encoding, then it is found all the same', () => {
    const word = wordOf('told in many ways')
    const wide = Buffer.from(word, 'utf16le')
    const letters = [...word]
    const each = (form: (code: number) => string) =>
      Buffer.from(letters.map((one) => (one > '~' ? form(one.codePointAt(0) ?? 0) : one)).join(''))
    const ways: Record<string, Buffer> = {
      'as it is': Buffer.from(word),
      'UTF-16': wide,
      'UTF-16, the other way round': Buffer.from(wide).swap16(),
      ...Object.fromEntries(
        [0, 1, 2].flatMap((before) =>
          (['base64', 'base64url', 'hex'] as const).map((form) => [
            `${form} after ${before}`,
            Buffer.from(
              Buffer.concat([Buffer.alloc(before, 7), Buffer.from(word), Buffer.alloc(3, 9)]).toString(form),
            ),
          ]),
        ),
      ),
      'percent signs': Buffer.from(encodeURIComponent(word)),
      JSON: Buffer.from(JSON.stringify({ word })),
      'escapes of JSON': each((code) => `\\u${code.toString(16).padStart(4, '0')}`),
      'entities of HTML': each((code) => `&#x${code.toString(16)};`),
      'decimal entities of HTML': each((code) => `&#${code};`),
    }
    for (const [way, bytes] of Object.entries(ways))
      expect(
        formsOf(word).some((form) => bytes.includes(form)),
        way,
      ).to.equal(true)
  })
})
