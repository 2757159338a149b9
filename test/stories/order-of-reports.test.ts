// The attack of a thief who has a copy: fifty reports of three days, with what follows them, and then every row of every
// collection, of the backup and of the database's own file is asked in which order they came, and when.
import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { writeBackup } from '../../src/backup/backup-writing.js'
import { knownCase } from '../../src/features/cases/known-case.js'
import { addDays, type Day, dayInBangkok, startOfDay } from '../../src/i18n/calendar/bangkok-time.js'
import { makeRecipientKeys, newCaseKey, type RecipientKeys, sealKeyFor } from '../../src/sealing/vault.js'
import { newVaultId, toStored } from '../../src/sealing/vault-encoding.js'
import { backupRows } from '../harness/backup-rows.js'
import type { Moment } from '../harness/instants.js'
import { type FiledRow, whatRowsTell } from '../harness/order-telling.js'
import { type RunningProduct, startProduct } from '../harness/product.js'

interface Happening {
  readonly number: number
  readonly what: 'chat' | 'web' | 'answer' | 'follow-up'
  readonly day: Day
  readonly moments: readonly Moment[]
}

/** What officers did, in the order in which they did it, is what the chain is for: it must hold nothing of a reporter. */
const chains = /^audit/
/** A row for each minute of the clock, whether anybody reports or not. */
const clockwork = /^job_runs$/

/** The same story each time; ids and keys are as random as ever. */
function dice(seed: number) {
  let state = seed
  return (sides: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * sides)
  }
}

describe('In which order people reported, and when', () => {
  let running: RunningProduct
  let officer: RecipientKeys
  let folder: string
  const unwatched: string[] = []
  const lastDays = 16
  const roll = dice(20261120)
  const happenings: Happening[] = []
  /** By collection and id: what brought the row. */
  const broughtBy = new Map<string, Happening>()
  const withReceipt: { caseId: string; publicKey: string }[] = []
  const allCases: { caseId: string; filing: number; day: Day }[] = []
  let inTheEvening: readonly string[] = []

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sujarit-order-'))
    running = await startProduct({ now: new Date('2026-11-18T00:00:00Z') })
    officer = await makeRecipientKeys()
    const { recipients } = running.product.features
    await recipients.add({ name: 'ผู้ตรวจสอบภายใน', publicKey: officer.publicKey, addedOn: '2026-11-01' })
    // What a thief would see at once in rows that keep an order and a time: the search has to find all of it.
    await running.connection.createCollection('planted')
    await lookForNewRows()
    const first = dayInBangkok(running.now())
    for (const [day, reports] of [17, 17, lastDays].entries()) await liveThrough(addDays(first, day), reports)
  })
  after(async () => {
    await running?.stop()
    await rm(folder, { recursive: true, force: true })
  })

  async function liveThrough(day: Day, reports: number): Promise<void> {
    passTo(startOfDay(day).getTime() + 8 * 3_600_000 + 17_000)
    for (let report = 0; report < reports; report += 1) {
      passTo(running.now().getTime() + (1 + roll(25)) * 60_000 + roll(60_000))
      await happens(day, roll(3) === 0 ? 'chat' : 'web')
      if (roll(3) !== 0) continue
      passTo(running.now().getTime() + (1 + roll(9)) * 60_000 + roll(60_000))
      await happens(day, withReceipt.length > 0 && roll(2) === 0 ? 'follow-up' : 'answer')
    }
    unwatched.push(...(await lookForNewRows()).filter((name) => !clockwork.test(name)))
    // A thief comes in the evening, before the night has tidied anything up.
    if (reports === lastDays) inTheEvening = whatRowsTell(ofReports(await rowsAsTheyLie()))
    passTo(startOfDay(addDays(day, 1)).getTime() + 4 * 3_600_000)
    for (const job of [
      'expired-drafts',
      'case-numbers',
      'statistics-reconcile',
      'case-list',
      'case-retention',
    ])
      await running.product.runJob(job)
    await running.settle()
    // Numbers and lists are made in the night, for all of a day at once: they are asked in whose order, too.
    await lookForNewRows()
  }

  function passTo(moment: number): void {
    running.passTime(moment - running.now().getTime())
  }

  async function happens(day: Day, what: Happening['what']): Promise<void> {
    const before = new Set(await caseIds())
    const [at, began] = [running.now().getTime(), Date.now()]
    await { chat: tellsInChat, web: tellsOnTheWeb, answer: officerAnswers, 'follow-up': reporterSaysMore }[
      what
    ]()
    await running.settle()
    const moments = [
      { from: at - 2000, to: running.now().getTime() + 2000 },
      { from: began - 5, to: Date.now() + 5 },
    ]
    const one = { number: happenings.length, what, day, moments }
    happenings.push(one)
    await plant(one)
    for (const caseId of await caseIds())
      if (!before.has(caseId)) allCases.push({ caseId, filing: one.number, day })
    const among = happenings.length > 12 ? watched : undefined
    for (const name of await lookForNewRows(one, among)) watched.add(name)
  }

  const caseIds = async () =>
    (await running.connection.collection<{ _id: string }>('cases').find().toArray()).map(({ _id }) => _id)

  async function plant({ number, moments: [moment] }: Happening): Promise<void> {
    await running.connection.collection<{ _id: string }>('planted').insertOne({
      _id: randomBytes(12).toString('hex'),
      moment: new Date(moment?.from ?? 0),
      count: number,
    } as never)
  }

  /** What came since the last look, in these collections or in all. Answers in which ones something had come. */
  async function lookForNewRows(happening?: Happening, among?: ReadonlySet<string>): Promise<string[]> {
    const names = among ?? (await running.connection.listCollections()).map(({ name }) => name)
    const fresh: string[] = []
    for (const collection of names) {
      const rows = running.connection.collection(collection).find({}, { projection: { _id: 1 } })
      for (const { _id } of await rows.toArray()) {
        const name = nameOf(collection, _id)
        if (!seen.has(name) && happening) broughtBy.set(name, happening)
        if (!seen.has(name)) fresh.push(collection)
        seen.add(name)
      }
    }
    return fresh
  }
  /** In which collections happenings leave rows: found out by the first ones, and nothing may come elsewhere later. */
  const watched = new Set<string>()
  const seen = new Set<string>()
  const nameOf = (collection: string, id: unknown) => `${collection} ${String(id)}`

  async function tellsInChat(): Promise<void> {
    const clerk = running.platform.addPerson({ name: 'ผู้แจ้ง', friend: true })
    const press = async (label: string) => {
      await clerk.presses(label)
      await running.settle()
    }
    const say = async (words: string) => {
      await clerk.says(words)
      await running.settle()
    }
    await say('แจ้งเบาะแส')
    for (const label of ['ยอมรับและเริ่ม', 'ทุจริต/ประพฤติมิชอบ', 'หน่วยงานนี้', 'เรียกรับสินบน']) await press(label)
    await say(`มีการเรียกเงิน ${'ครั้งแล้วครั้งเล่า '.repeat(1 + roll(9))}`)
    for (const answer of ['', 'หัวหน้าฝ่าย', 'เดือนที่แล้ว', 'ห้องประชุม', 'เห็นเอง'])
      await (answer === '' ? press('ต่อไป') : say(answer))
    const hasPaper = roll(2) === 0
    if (hasPaper)
      await clerk.sendsFile(Buffer.concat([Buffer.from('%PDF-1.7 '), randomBytes(40)]), 'paper.pdf')
    await running.settle()
    await press(hasPaper ? 'ต่อไป' : 'ข้าม')
    await press(roll(2) === 0 ? 'ให้แจ้งเตือน' : 'ไม่ต้องแจ้งเตือน')
    if (/ง่ายขึ้นมาก/.test(clerk.texts().at(-1) ?? '')) await press('ข้าม')
    await press('ส่งเรื่อง')
    if (/ส่งตามนี้/.test(JSON.stringify(clerk.lastMessages()))) await press('ส่งตามนี้')
    expect(clerk.texts().join('\n')).to.include('ส่งเรื่องเรียบร้อยแล้ว')
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

  /** What a browser sends: sealed, and of no use to whoever cannot open it. What is sealed here is noise. */
  async function tellsOnTheWeb(): Promise<void> {
    const { publicKey } = await makeRecipientKeys()
    const solved = solved32((await post('/report/api/puzzle', {})) as never)
    const begun = await post('/report/api/begin', { kind: 'corruption', publicKey, solved })
    const { pass, caseId } = begun as unknown as { pass: string; caseId: string }
    const files: string[] = []
    for (let file = roll(3); file > 0; file -= 1) {
      files.push(newVaultId())
      await post(
        '/report/api/upload',
        Buffer.concat([Buffer.from(files.at(-1) ?? ''), randomBytes(1024 * (1 + roll(3)))]),
        pass,
      )
    }
    const [reader] = await running.product.features.recipients.list()
    const sealedKey = await sealKeyFor(officer.publicKey, newCaseKey())
    const noise = (bytes: number) => toStored(randomBytes(bytes))
    const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
    await post(
      '/report/api/send',
      {
        sort: { kind: 'corruption', category: 'bribery' },
        recipients: [{ recipientId: reader?.id, sealedKey, sealedOriginalsKey: sealedKey }],
        leftOut: [],
        body: noise(1024 * (1 + roll(3))),
        files,
        reporter: { publicKey, sealedKey },
        lock: {
          selector: [...randomBytes(4)].map((byte) => crockford[byte % 32]).join(''),
          authenticator: noise(32),
          publicKey,
          wrappedKey: noise(64),
        },
      },
      pass,
    )
    withReceipt.push({ caseId, publicKey })
  }

  function solved32({ challenge, bits }: { challenge: string; bits: number }) {
    for (let answer = 0; ; answer += 1) {
      const hash = createHash('sha256').update(`${challenge}:${answer}`).digest()
      if (hash.readUInt32BE() < 2 ** (32 - bits)) return { challenge, answer }
    }
  }

  async function officerAnswers(): Promise<void> {
    const { cases, recipients } = running.product.features
    const [reader] = await recipients.list()
    const { caseId } = allCases[roll(allCases.length)] ?? expect.fail('No case yet')
    const reply = { id: newVaultId(), sealed: toStored(randomBytes(1024)), files: [] }
    const by = { reader: reader?.id ?? '', who: 'officer 1' }
    expect(await cases.officer.reply(knownCase(caseId), reply, by)).to.deep.equal({ ok: true })
  }

  async function reporterSaysMore(): Promise<void> {
    const { cases } = running.product.features
    const access = withReceipt[roll(withReceipt.length)] ?? expect.fail('No receipt yet')
    await cases.reporter.read(access)
    const message = { id: newVaultId(), sealed: toStored(randomBytes(1024)), files: [] }
    expect(await cases.reporter.say(access, message)).to.deep.equal({ ok: true })
  }

  const exactly = { promoteValues: false, promoteBuffers: false } as const

  /** Rows in the order in which the database hands them out when nobody asks for another. */
  async function rowsAsTheyLie(): Promise<FiledRow[]> {
    const all: FiledRow[] = []
    for (const collection of (await running.connection.db?.collections()) ?? [])
      all.push(...filed(collection.collectionName, await collection.find({}, exactly).toArray()))
    return all
  }

  function filed(collection: string, rows: readonly object[]): FiledRow[] {
    return rows.flatMap((row, place) => {
      const id = '_id' in row ? row._id : undefined
      const ofCase = allCases.find(({ caseId }) => caseId === String(id))
      const brought = broughtBy.get(nameOf(collection, id)) ?? (ofCase && happenings[ofCase.filing])
      if (!brought) return []
      return [{ collection, place, row, filing: brought.number, day: brought.day, moments: brought.moments }]
    })
  }

  const notPlanted = (found: readonly string[]) => found.filter((one) => !/^planted /.test(one))
  const ofReports = (rows: readonly FiledRow[]) =>
    rows.filter(({ collection }) => !chains.test(collection) && !clockwork.test(collection))

  it('When fifty reports came, then the story is what it says it is', async () => {
    expect(allCases).to.have.length(50)
    expect(unwatched, 'rows of which nobody knows what brought them').to.deep.equal([])
    for (const what of ['chat', 'web', 'answer', 'follow-up'] as const)
      expect(happenings.filter((one) => one.what === what).length, what).to.be.above(4)
    const touched = new Set([...broughtBy.keys()].map((name) => name.split(' ')[0]))
    for (const name of [
      'cases',
      'case_work',
      'complaints',
      'receipts',
      'case_desk',
      'outbox',
      'inbox',
      'spent_puzzles',
    ])
      expect(touched.has(name), name).to.equal(true)
  })

  it('When a thief reads every row and every field in the evening, then no order and no moment is in them', () => {
    expect(notPlanted(inTheEvening)).to.deep.equal([])
  })

  it('When the night has passed, then no order and no moment is in them either', async () => {
    expect(notPlanted(whatRowsTell(ofReports(await rowsAsTheyLie())))).to.deep.equal([])
  })

  it('When a report comes, then nothing of it is in the chain, which keeps an order and an hour', async () => {
    const reports = new Set(['chat', 'web', 'follow-up'])
    const inChain = [...broughtBy].filter(([name, { what }]) => chains.test(name) && reports.has(what))
    expect(inChain).to.deep.equal([])
  })

  it('When the copy is a backup, then its rows tell no more', async () => {
    const lockWith = { kind: 'passphrase', passphrase: 'กุญแจสำรองของหน่วยงาน' } as const
    const backup = join(folder, 'backup')
    const written = await writeBackup(running.connection, backup, { lockWith, madeAt: running.now() })
    expect(written.ok).to.equal(true)
    const rows: FiledRow[] = []
    for (const [collection, found] of await backupRows(backup, lockWith.passphrase))
      rows.push(...filed(collection, found))
    expect(rows.length).to.be.above(400)
    expect(notPlanted(whatRowsTell(ofReports(rows)))).to.deep.equal([])
  })

  it('When rows do keep an order and a time, then the search says so', () => {
    const planted = inTheEvening.filter((one) => /^planted /.test(one))
    for (const what of [
      'order of the rows',
      'moment: a date near the moment',
      'count as number (first): the exact order',
    ])
      expect(
        planted.some((one) => one.includes(what)),
        what,
      ).to.equal(true)
  })
})
