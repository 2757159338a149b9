// The whole product with a word of its own in everything that somebody tells, writes, names or is called; then every place
// where it could have leaked to is searched, in every form in which it could lie there. Zero hits outside ciphertext.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BSON } from 'bson'
import { expect } from 'chai'
import sharp from 'sharp'
import { writeBackup } from '../../src/backup/backup-writing.js'
import { bodyPlace, cleanPlace, originalPlace, partPlace } from '../../src/features/cases/case.js'
import { readCaseBody, writeCaseBody } from '../../src/features/cases/case-body.js'
import { writeCaseMessage } from '../../src/features/cases/case-message.js'
import { createCasesModel } from '../../src/features/cases/cases-model.js'
import type { LinePerson } from '../../src/local/line-platform/line-platform.js'
import { solve } from '../../src/security/puzzle.js'
import { newReceipt, type Receipt } from '../../src/security/receipt.js'
import { deriveAuthenticator, lockWithReceipt } from '../../src/security/receipt-keys.js'
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
import { filesBelow, filesTouchedIn, formsOf, unpacked } from '../harness/leak-search.js'
import { type RunningProduct, startProduct } from '../harness/product.js'

/** Thai and Latin: some forms differ for them. Random, so that nothing else on this machine has it. */
const canaryOf = (what: string) => `นกขมิ้น${what}${newVaultId()}`

describe('The leak canary: the whole product, and every place where a word could lie', () => {
  let running: RunningProduct
  let officer: RecipientKeys
  let desk: LinePerson
  /** Where this process puts whatever is temporary, for as long as the story runs. */
  let temporary: string
  const usual = { folder: process.env.TMPDIR, place: tmpdir() }
  const begun = Date.now()
  const exported: [name: string, bytes: Buffer][] = []
  const secrets = new Map<string, string>()
  const secret = (what: string): string => {
    const known = secrets.get(what) ?? canaryOf(what)
    secrets.set(what, known)
    return known
  }

  before(async () => {
    temporary = await mkdtemp(join(tmpdir(), 'sujarit-canary-'))
    process.env.TMPDIR = temporary
    running = await startProduct({ now: new Date('2026-11-20T03:00:00Z') })
    officer = await makeRecipientKeys()
    const { recipients, people } = running.product.features
    await recipients.add({ name: 'ผู้ตรวจสอบภายใน', publicKey: officer.publicKey, addedOn: '2026-11-01' })
    desk = running.platform.addPerson({ name: 'เจ้าหน้าที่', friend: true })
    for (const role of ['officer', 'ethics'] as const) {
      await desk.says(`ลงทะเบียน ${(await people.rules.inviteToRole(role)).code}`)
      await running.settle()
    }
    secrets.set('userId of the officer', desk.userId)
    for (const mark of ['clerk', 'driver']) {
      const person = running.platform.addPerson({ name: secret(`display ${mark}`), friend: true })
      secrets.set(`userId ${mark}`, person.userId)
      await tellsInChat(person, mark)
      const [caseId = ''] = (await caseIds()).filter((id) => !answered.has(id))
      answered.add(caseId)
      await officerAnswers(caseId, mark)
      await ringsAndRuns(caseId, person)
    }
    await tellsOnTheWeb()
    await looksAtEverything()
  })
  after(async () => {
    if (usual.folder === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = usual.folder
    await running?.stop()
    await rm(temporary, { recursive: true, force: true })
  })

  const answered = new Set<string>()

  async function tellsInChat(clerk: LinePerson, mark: string): Promise<void> {
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
    await say(`ผมเห็น ${secret(`what ${mark}`)}`, /รับข้อความแล้ว/)
    await press('ต่อไป', /ใครเกี่ยวข้อง/)
    await say(secret(`who ${mark}`), /เกิดขึ้นเมื่อใด/)
    await say(`12 พ.ย. ${secret(`when ${mark}`)}`, /เกิดขึ้นที่ใด/)
    await say(secret(`where ${mark}`), /ทราบเรื่องนี้ได้อย่างไร/)
    await say(secret(`howKnown ${mark}`), /มีหลักฐานหรือไม่/)
    const picture = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#a33' } })
      .jpeg()
      .withExif({ IFD0: { Make: secret(`camera ${mark}`) } })
      .toBuffer()
    await clerk.sendsPicture(picture)
    await clerk.hears(/รับหลักฐานแล้ว 1/)
    await clerk.sendsFile(
      Buffer.from(`%PDF-1.7 ${secret(`paper ${mark}`)}`),
      `${secret(`fileName ${mark}`)}.pdf`,
    )
    await clerk.hears(/รับหลักฐานแล้ว 2/)
    await clerk.sendsVideo(Buffer.from(`film ${secret(`video ${mark}`)}`))
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

  async function officerAnswers(caseId: string, mark: string): Promise<void> {
    const { cases } = running.product.features
    const { caseKey, originalsKey, reader } = await openedBy(caseId)
    const by = { reader, who: 'officer 1' }
    for (const kind of ['note', 'decision'] as const) {
      const id = newVaultId()
      const words = new TextEncoder().encode(secret(`${kind} ${mark}`))
      const sealed = await sealPart(originalsKey, partPlace(caseId, id, kind), words)
      const done = await cases.officer.write(caseId, kind, { id, sealed: toStored(sealed) }, by)
      expect(done).to.deep.equal({ ok: true })
    }
    const file = newVaultId()
    const bytes = new TextEncoder().encode(`%PDF-1.7 ${secret(`replyFile ${mark}`)}`)
    const taken = await cases.uploads.take({
      ...{ id: file, caseId },
      sealed: await sealPart(caseKey, cleanPlace(caseId, file), bytes),
    })
    expect(taken).to.deep.equal({ ok: true })
    const part = await sealedPart(caseId, caseKey, 'reply', secret(`reply ${mark}`), file)
    expect(await cases.officer.reply(caseId, { ...part, files: [file] }, by)).to.deep.equal({ ok: true })
  }

  async function sealedPart(
    caseId: string,
    caseKey: Uint8Array,
    kind: 'reply' | 'message',
    words: string,
    file: string,
  ) {
    const id = newVaultId()
    const attachments = [{ id: file, mime: 'application/pdf', cleaned: false }]
    const plain = writeCaseMessage({ sort: 'words', words, attachments })
    return { id, sealed: toStored(await sealPart(caseKey, partPlace(caseId, id, kind), plain)) }
  }

  async function ringsAndRuns(caseId: string, person: LinePerson): Promise<void> {
    const { notices } = running.product.features.cases
    const { body } = await openedBy(caseId)
    expect(await notices.ring(body.noticeId ?? '')).to.equal(true)
    // Into the next window of the day, to its last minute.
    const hour = running.now().getUTCHours()
    const next = hour < 5 ? 5 : 11
    running.passTime(((next - hour) * 60 + 59 - running.now().getUTCMinutes()) * 60_000)
    await running.product.runJob('reporter-notices')
    await person.hears(/มีข้อความใหม่จากหน่วยงาน/)
    for (const job of ['case-numbers', 'case-letters', 'statistics-reconcile', 'case-list'])
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
    await officerAnswers(caseId, 'web')
    await comesBack(caseId, caseKey, receipt)
  }

  /** With the receipt, as the page does it: more words and a file. */
  async function comesBack(caseId: string, caseKey: Uint8Array, receipt: Receipt): Promise<void> {
    const { selector } = receipt
    const salts = (await post('/case/api/salts', { selector })) as never as {
      authenticatorSalt: string
      wrappingSalt: string
      puzzle: never
    }
    const authenticator = await deriveAuthenticator(receipt, salts)
    const shown = { selector, authenticator, solved: await solve(salts.puzzle) }
    const { pass }: { pass: string } = (await post('/case/api/open', shown)) as never
    await post('/case/api/read', {}, pass)
    const file = newVaultId()
    const bytes = new TextEncoder().encode(secret('addedFile'))
    const sealed = await sealPart(caseKey, cleanPlace(caseId, file), bytes)
    await post('/case/api/upload', Buffer.concat([Buffer.from(file), sealed]), pass)
    const part = await sealedPart(caseId, caseKey, 'message', secret('message'), file)
    await post('/case/api/say', { ...part, files: [file] }, pass)
    secrets.set('receipt', `${receipt.selector}${receipt.verifier}`)
  }

  /** What leaves the product: figures in every form, the year's pack, a backup, and what officers are told in the chat. */
  async function looksAtEverything(): Promise<void> {
    await desk.says('รายงาน ita 2570')
    await running.settle()
    const pack = /https?:[^"\\]+\/files\/[^"\\]+/.exec(JSON.stringify(desk.lastMessages()))?.[0] ?? ''
    expect(pack, 'the link to the pack').to.include('/files/')
    const statistics = ['json', 'csv', 'xlsx', 'pdf', 'png'].map(
      (form) => `/statistics.${form}?fiscalYear=2570`,
    )
    const pages = ['/metrics', '/health', '/ready', '/report', '/privacy', '/statistics?fiscalYear=2570']
    for (const path of [...statistics, ...pages, pack.replace(running.url, '')]) {
      const answer = await fetch(`${running.url}${path}`)
      expect(answer.status, path).to.equal(200)
      exported.push(...unpacked(path, Buffer.from(await answer.arrayBuffer())))
    }
    expect(exported.filter(([name]) => name.startsWith('/files/')).length, 'papers in the pack').to.be.above(
      5,
    )
    exported.push(['chat of the officer', Buffer.from(JSON.stringify(desk.chat().received))])
    const lockWith = { kind: 'passphrase', passphrase: 'กุญแจสำรองของหน่วยงาน' } as const
    const backup = await writeBackup(running.connection, join(temporary, 'backup'), {
      ...{ lockWith, madeAt: running.now() },
    })
    expect(backup.ok).to.equal(true)
    await running.settle()
  }

  /** Every place by its name. */
  async function places(): Promise<Map<string, Buffer>> {
    const found = new Map<string, Buffer>()
    for (const collection of (await running.connection.db?.collections()) ?? [])
      for (const [place, row] of (await collection.find().toArray()).entries())
        found.set(`${collection.collectionName}[${place}]`, Buffer.from(BSON.serialize(row)))
    // Raw, with pages that the database has freed and not yet overwritten.
    const folders = running.dataDir === undefined ? [temporary] : [temporary, running.dataDir]
    for (const folder of folders) for (const [path, bytes] of await filesBelow(folder)) found.set(path, bytes)
    for (const [path, bytes] of await filesTouchedIn(usual.place, begun)) found.set(path, bytes)
    found.set('log', Buffer.from(running.logged()))
    for (const [name, bytes] of exported) found.set(name, bytes)
    return found
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
    expect([...secrets.keys()]).to.have.length.above(35)
    await searched('at the end')
  })

  it('When it is asked where was looked, then no place was forgotten', async () => {
    const names = [...(await places()).keys()]
    const looked = (pattern: RegExp) =>
      expect(
        names.some((name) => pattern.test(name)),
        String(pattern),
      ).to.equal(true)
    const rows = [
      'cases',
      'case_parts',
      'case_attachments',
      'case_work',
      'case_desk',
      'complaints',
      'receipts',
      'audit',
    ]
    for (const row of rows) looked(new RegExp(`^${row}\\[`))
    if (running.dataDir !== undefined) looked(/data\.mdb$/)
    looked(/backup\/\d{3}\.enc$/)
    looked(/^log$/)
    looked(/^\/metrics/)
    looked(/^\/statistics\.xlsx.*sheet1\.xml$/)
    looked(/^\/statistics\.pdf.* as text$/)
    looked(/^\/files\/.*\.pdf as text$/)
    looked(/^\/files\/.*\.xlsx\/.*\.xml$/)
  })

  it('When the officer opens what was told, then every word is there: the search looked for what was really kept', async () => {
    const ids = await caseIds()
    expect(ids).to.have.length(3)
    const words = []
    for (const id of ids) words.push(...(await openedBy(id)).body.texts.map((told) => told.words))
    for (const what of ['what', 'who', 'when', 'where', 'howKnown'])
      for (const mark of ['clerk', 'driver']) expect(words.join('\n')).to.include(secret(`${what} ${mark}`))
    expect(words.join('\n')).to.include(secret('web'))
  })

  it('When a word is put where it must not be, then the search finds it in every form', async () => {
    for (const form of formsOf(secret('what clerk'))) {
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
