// The whole product with a word of its own in everything that somebody tells, writes, names or is called; then every place
// where it could have leaked to is searched, in every form in which it could lie there. Zero hits outside ciphertext.
import { readdir, readFile, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BSON } from 'bson'
import { expect } from 'chai'
import sharp from 'sharp'
import { bodyPlace, originalPlace, partPlace } from '../../src/features/cases/case.js'
import { readCaseBody, writeCaseBody } from '../../src/features/cases/case-body.js'
import { createCasesModel } from '../../src/features/cases/cases-model.js'
import type { LinePerson } from '../../src/local/line-platform/line-platform.js'
import { solve } from '../../src/security/puzzle.js'
import { newReceipt } from '../../src/security/receipt.js'
import { lockWithReceipt } from '../../src/security/receipt-keys.js'
import {
  makeRecipientKeys,
  newCaseKey,
  openKey,
  openPart,
  type RecipientKeys,
  sealKeyFor,
  sealPart,
} from '../../src/security/vault.js'
import { fromStored, newVaultId, toStored } from '../../src/security/vault-encoding.js'
import { type RunningProduct, startProduct } from '../harness/product.js'

/** Thai and Latin: some forms differ for them. Random, so that nothing else on this machine has it. */
const canaryOf = (what: string) => `นกขมิ้น${what}${newVaultId()}`

describe('The leak canary: the whole product, and every place where a word could lie', function () {
  this.timeout(240_000)
  let running: RunningProduct
  let clerk: LinePerson
  let officer: RecipientKeys
  const begun = Date.now()
  const exported: string[] = []
  const secrets = new Map<string, string>()
  const secret = (what: string): string => {
    const known = secrets.get(what) ?? canaryOf(what)
    secrets.set(what, known)
    return known
  }

  before(async () => {
    running = await startProduct({ now: new Date('2026-11-20T03:00:00Z') })
    officer = await makeRecipientKeys()
    const { recipients } = running.product.features
    await recipients.add({ name: 'ผู้ตรวจสอบภายใน', publicKey: officer.publicKey, addedOn: '2026-11-01' })
    clerk = running.platform.addPerson({ name: secret('display'), friend: true })
    secrets.set('userId', clerk.userId)
    await tellsInChat()
    const [first] = await caseIds()
    await officerAnswers(first ?? '')
    await tellsOnTheWeb()
    await looksAtEverything()
  })
  after(() => running?.stop())

  async function tellsInChat(): Promise<void> {
    const press = async (label: string, next: RegExp) => {
      await clerk.presses(label)
      await clerk.hears(next)
    }
    const say = async (words: string, next: RegExp) => {
      await clerk.says(words)
      await clerk.hears(next)
    }
    await say('แจ้งเบาะแส', /ใครเห็นอะไรบ้าง/)
    await press('ยอมรับและเริ่ม', /เรื่องนี้เป็นเรื่องใด/)
    await press('ทุจริต/ประพฤติมิชอบ', /หน่วยงานอื่น/)
    await press('หน่วยงานนี้', /ใกล้เคียงกับข้อใด/)
    await press('เรียกรับสินบน', /เกิดอะไรขึ้น/)
    await say(`ผมเห็น ${secret('what')}`, /รับข้อความแล้ว/)
    await press('ต่อไป', /ใครเกี่ยวข้อง/)
    await say(secret('who'), /เกิดขึ้นเมื่อใด/)
    await say(`12 พ.ย. ${secret('when')}`, /เกิดขึ้นที่ใด/)
    await say(secret('where'), /ทราบเรื่องนี้ได้อย่างไร/)
    await say(secret('howKnown'), /มีหลักฐานหรือไม่/)
    const picture = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#a33' } })
      .jpeg()
      .withExif({ IFD0: { Make: secret('camera') } })
      .toBuffer()
    await clerk.sendsPicture(picture)
    await clerk.hears(/รับหลักฐานแล้ว 1/)
    await clerk.sendsFile(Buffer.from(`%PDF-1.7 ${secret('paper')}`), `${secret('fileName')}.pdf`)
    await clerk.hears(/รับหลักฐานแล้ว 2/)
    await clerk.sendsVideo(Buffer.from(`film ${secret('video')}`))
    await clerk.hears(/รับหลักฐานแล้ว 3/)
    await press('ต่อไป', /ยินยอมให้แจ้งเตือน/)
    await press('ให้แจ้งเตือน', /ตรวจทานก่อนส่ง|ง่ายขึ้นมาก/)
    if (/ง่ายขึ้นมาก/.test(clerk.texts().at(-1) ?? '')) await press('ข้าม', /ตรวจทานก่อนส่ง/)
    // Half told is where a leak would be easiest.
    await searched('while it is being told')
    await press('ส่งเรื่อง', /อาจทำให้รู้ว่าท่านเป็นใคร/)
    await press('ส่งตามนี้', /ส่งเรื่องเรียบร้อยแล้ว/)
    await running.settle()
  }

  const caseIds = async () =>
    (await running.connection.collection<{ _id: string }>('cases').find().toArray()).map(({ _id }) => _id)

  async function openedBy(caseId: string) {
    const found = (await createCasesModel(running.connection).find(caseId)) ?? expect.fail('No case')
    const [keys = expect.fail('Sealed to nobody')] = found.envelope.recipients
    const caseKey = await openKey(officer, keys.sealedKey)
    const originalsKey = await openKey(officer, keys.sealedOriginalsKey)
    const sealedBody = fromStored(found.envelope.body) ?? new Uint8Array()
    const body = readCaseBody(await openPart(caseKey, bodyPlace(caseId), sealedBody))
    return { caseKey, originalsKey, body, reader: keys.recipientId }
  }

  async function officerAnswers(caseId: string): Promise<void> {
    const { cases } = running.product.features
    const { caseKey, originalsKey, body, reader } = await openedBy(caseId)
    const by = { reader, who: 'officer 1' }
    for (const kind of ['reply', 'note', 'decision'] as const) {
      const id = newVaultId()
      const words = new TextEncoder().encode(secret(kind))
      const sealed = await sealPart(
        kind === 'reply' ? caseKey : originalsKey,
        partPlace(caseId, id, kind),
        words,
      )
      const done = await cases.officer.write(caseId, kind, { id, sealed: toStored(sealed) }, by)
      expect(done).to.deep.equal({ ok: true })
    }
    expect(await cases.notices.ring(body.noticeId ?? '')).to.equal(true)
    running.passTime((2 * 60 + 59) * 60_000)
    await running.product.runJob('reporter-notices')
    await clerk.hears(/มีข้อความใหม่จากหน่วยงาน/)
    for (const job of ['case-numbers', 'case-letters', 'statistics-reconcile'])
      await running.product.runJob(job)
    await running.settle()
  }

  async function post(path: string, body: unknown, pass?: string): Promise<Record<string, never>> {
    const bytes = body instanceof Uint8Array
    const answer = await fetch(`${running.url}${path}`, {
      method: 'POST',
      headers: {
        'content-type': bytes ? 'application/octet-stream' : 'application/json',
        origin: running.url,
        ...(pass !== undefined && { authorization: `Bearer ${pass}` }),
      },
      body: bytes ? new Uint8Array(body) : JSON.stringify(body),
    })
    const said = await answer.text()
    expect(answer.status, `${path}: ${said}`).to.be.within(200, 299)
    return said === '' ? {} : JSON.parse(said)
  }

  /** As the form's script does it: everything is sealed before it leaves. */
  async function tellsOnTheWeb(): Promise<void> {
    const caseId = newVaultId()
    const [caseKey, originalsKey, own] = [newCaseKey(), newCaseKey(), await makeRecipientKeys()]
    const solved = await solve((await post('/report/api/puzzle', {})) as never)
    const begin: { pass: string } = (await post('/report/api/begin', {
      caseId,
      kind: 'corruption',
      publicKey: own.publicKey,
      solved,
    })) as never
    const file = newVaultId()
    const sealedFile = await sealPart(
      originalsKey,
      originalPlace(caseId, file),
      new TextEncoder().encode(secret('webFile')),
    )
    await post('/report/api/upload', Buffer.concat([Buffer.from(file), sealedFile]), begin.pass)
    const body = writeCaseBody({
      version: 1,
      texts: [{ about: 'what', words: secret('web') }],
      unknown: [],
      pictures: [],
      files: [{ kind: 'file', original: { id: file, mime: 'application/pdf' } }],
    })
    const receipt = newReceipt()
    const [reader] = await running.product.features.recipients.list()
    await post(
      '/report/api/send',
      {
        sort: { kind: 'corruption', category: 'bribery' },
        recipients: [
          {
            recipientId: reader?.id,
            sealedKey: await sealKeyFor(officer.publicKey, caseKey),
            sealedOriginalsKey: await sealKeyFor(officer.publicKey, originalsKey),
          },
        ],
        leftOut: [],
        body: toStored(await sealPart(caseKey, bodyPlace(caseId), body)),
        files: [file],
        reporter: { publicKey: own.publicKey, sealedKey: await sealKeyFor(own.publicKey, caseKey) },
        lock: await lockWithReceipt(receipt, own),
      },
      begin.pass,
    )
  }

  async function looksAtEverything(): Promise<void> {
    const paths = [
      '/metrics',
      '/health',
      '/ready',
      '/statistics.json?fiscalYear=2570',
      '/statistics?fiscalYear=2570',
    ]
    for (const path of paths) exported.push(await (await fetch(`${running.url}${path}`)).text())
    await running.settle()
  }

  /** Every place by its name. */
  async function places(): Promise<Map<string, Buffer>> {
    const found = new Map<string, Buffer>()
    for (const collection of (await running.connection.db?.collections()) ?? [])
      for (const [place, row] of (await collection.find().toArray()).entries())
        found.set(`${collection.collectionName}[${place}]`, Buffer.from(BSON.serialize(row)))
    // Raw, with pages that the database has freed and not yet overwritten.
    if (running.dataDir !== undefined) await addFiles(found, running.dataDir, 0)
    await addFiles(found, tmpdir(), begun)
    found.set('log', Buffer.from(running.logged()))
    found.set('exports', Buffer.from(exported.join('\n')))
    return found
  }

  /** Files that were touched since; those of others may vanish meanwhile. */
  async function addFiles(found: Map<string, Buffer>, dir: string, since: number): Promise<void> {
    for (const entry of await readdir(dir, { withFileTypes: true })) {
      const path = join(dir, entry.name)
      if (entry.isDirectory() && dir !== tmpdir()) await addFiles(found, path, since)
      const known = entry.isFile() ? await stat(path).catch(() => undefined) : undefined
      if (!known || known.mtimeMs < since || known.size > 64_000_000) continue
      const bytes = await readFile(path).catch(() => undefined)
      if (bytes) found.set(path, bytes)
    }
  }

  function formsOf(words: string): Buffer[] {
    const bytes = Buffer.from(words)
    const shifted = [0, 1, 2].map((shift) =>
      Buffer.concat([Buffer.alloc(shift), bytes])
        .toString('base64')
        .slice(4, -4),
    )
    const escaped = words.replace(
      /[^ -~]/g,
      (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
    )
    const texts = [
      ...shifted,
      ...shifted.map((form) => form.replaceAll('+', '-').replaceAll('/', '_')),
      bytes.toString('hex'),
      bytes.toString('hex').toUpperCase(),
      encodeURIComponent(words),
      escaped,
      JSON.stringify(words).slice(1, -1),
    ]
    const swapped = Buffer.from(words, 'utf16le').swap16()
    return [bytes, Buffer.from(words, 'utf16le'), swapped, ...texts.map((form) => Buffer.from(form))]
  }

  async function searched(when: string): Promise<void> {
    const everywhere = await places()
    expect(everywhere.size).to.be.above(5)
    for (const [what, words] of secrets)
      for (const form of formsOf(words))
        for (const [place, bytes] of everywhere)
          expect(bytes.includes(form), `${what} in ${place} ${when}`).to.equal(false)
  }

  it('When everything was told, answered, noted, rung and counted, then no word and no id lies anywhere in clear', async () => {
    expect([...secrets.keys()]).to.have.length.above(15)
    await searched('at the end')
  })

  it('When the officer opens what was told, then every word is there: the search looked for what was really kept', async () => {
    const ids = await caseIds()
    expect(ids).to.have.length(2)
    const words = []
    for (const id of ids) words.push(...(await openedBy(id)).body.texts.map((told) => told.words))
    for (const what of ['what', 'who', 'when', 'where', 'howKnown', 'web'])
      expect(words.join('\n')).to.include(secret(what))
  })

  it('When a word is put where it must not be, then the search finds it in every form', async () => {
    for (const form of formsOf(secret('what'))) {
      const row = { _id: 'planted', bytes: form } as never
      await running.connection.collection('planted').insertOne(row)
      const red = await searched('planted').then(
        () => false,
        () => true,
      )
      await running.connection.collection('planted').drop()
      expect(red, form.toString('latin1')).to.equal(true)
      // In the database's files the planted word may live on in a freed page: one form is proof enough for those.
      if (running.dataDir !== undefined) break
    }
  })
})
