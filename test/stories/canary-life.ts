// A life in which everybody tells, answers, notes, is asked and is refused, each with words that nothing else on this machine has.
// What was told, and where it may lie all the same (in the chat of whoever told it, which LINE keeps), is in `secrets`.
import { randomBytes } from 'node:crypto'
import { expect } from 'chai'
import type { LinePerson } from 'line-stand-in'
import sharp from 'sharp'
import { bodyPlace, cleanPlace, partPlace } from '../../src/features/cases/case.js'
import { readCaseBody, writeCaseBody } from '../../src/features/cases/case-body.js'
import { writeCaseMessage } from '../../src/features/cases/case-message.js'
import { createCasesModel } from '../../src/features/cases/cases-model.js'
import { knownCase } from '../../src/features/cases/known-case.js'
import { puzzle } from '../../src/sealing/puzzle.js'
import { newReceipt, type Receipt } from '../../src/sealing/receipt.js'
import { deriveAuthenticator, lockWithReceipt, type ReceiptSalts } from '../../src/sealing/receipt-keys.js'
import {
  newCaseKey,
  openKey,
  openPart,
  type RecipientKeys,
  sealKeyFor,
  sealPart,
} from '../../src/sealing/vault.js'
import { fromStored, newVaultId, toStored } from '../../src/sealing/vault-encoding.js'
import type { Found } from '../harness/leak-places.js'
import { formsOf, formsOfBytes, unpacked } from '../harness/leak-search.js'
import { sendsTip, tellsTip } from '../harness/tip-in-chat.js'
import type { ConsoleWorld, Session } from '../web/console/console-world.js'
import { begin, post, solvedAtOnce } from '../web/reporter/sealed-report.js'

export interface Secret {
  readonly what: string
  readonly forms: readonly Buffer[]
  /** Where it lies rightly, by the name of what was found. */
  readonly mayLie?: (name: string) => boolean
}

export interface CanaryLife {
  readonly running: ConsoleWorld
  readonly secrets: Secret[]
  /** Which ones an officer must find in the cases. */
  readonly toldWords: string[]
  /** When a report was sent: nothing else was done in its minute. */
  readonly moments: Date[]
  readonly backupPassphrase: string
  /** Everything that came out of the doors. */
  readonly answered: () => readonly Found[]
  isLived(): Promise<void>
  wordsOfAllCases(): Promise<string>
}

/** Thai and Latin: some forms differ for them. Random, so that nothing else on this machine has it. */
export const wordOf = (what: string): string => `นกขมิ้น${what.replace(/[^A-Za-z0-9]/g, '')}${newVaultId()}`

export function canaryLife(
  running: ConsoleWorld,
  routes: readonly string[],
  halfTold: () => Promise<void>,
): CanaryLife {
  const { product, platform, settle, url } = running
  const { features } = product
  const secrets: Secret[] = []
  const toldWords: string[] = []
  const moments: Date[] = []
  const answered: Found[] = []
  const backupPassphrase = wordOf('backup')
  let officer: RecipientKeys
  let desk: Session & { person: LinePerson }
  let staff: LinePerson | undefined
  let visitors = 0

  /** A word of its own; who told it sees it in the own chat. */
  function secret(what: string, teller?: LinePerson): string {
    const words = wordOf(what)
    secrets.push({ what, forms: formsOf(words), ...(teller && { mayLie: isChatOf(teller) }) })
    return words
  }
  const isChatOf =
    ({ userId }: LinePerson) =>
    (name: string) =>
      name === `chat of ${userId}` || (name.startsWith('sent ') && name.endsWith(` to ${userId}`))

  function keepsSecret(what: string, text: string, bytes?: Uint8Array): void {
    secrets.push({ what, forms: [...formsOf(text), ...(bytes ? formsOfBytes(Buffer.from(bytes)) : [])] })
  }

  function newPerson(what: string): LinePerson {
    const person = platform.addPerson({ name: secret(`display name of ${what}`), friend: true })
    keepsSecret(`LINE id of ${what}`, person.userId)
    return person
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

  async function tellsInChat(mark: string): Promise<void> {
    const person = newPerson(mark)
    const told = (what: string) => {
      const words = secret(`${what} of ${mark}`, person)
      toldWords.push(words)
      return words
    }
    const picture = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#a33' } })
      .jpeg()
      .withExif({ IFD0: { Make: secret(`camera of ${mark}`) } })
      .toBuffer()
    const paper = Buffer.from(`%PDF-1.7 ${secret(`paper of ${mark}`)}`)
    await tellsTip(
      { person, settle },
      {
        what: `ผมเห็น ${told('what')}`,
        who: told('who'),
        when: `12 พ.ย. ${told('when')}`,
        where: told('where'),
        howKnown: told('howKnown'),
        evidence: [
          () => person.sendsPicture(picture),
          () => person.sendsFile(paper, `${secret(`name of a file of ${mark}`)}.pdf`),
          () => person.sendsVideo(Buffer.from(`film ${secret(`video of ${mark}`)}`)),
        ],
        wantsNotices: true,
      },
    )
    await halfTold()
    const before = new Set(await caseIds())
    await inAMinuteOfItsOwn(() => sendsTip({ person, settle }))
    const [caseId = expect.fail('No case')] = (await caseIds()).filter((id) => !before.has(id))
    await officerAnswers(caseId, mark)
    await ringsAndRuns(caseId, person)
  }

  async function inAMinuteOfItsOwn(act: () => Promise<unknown>): Promise<void> {
    running.passTime(17 * 60_000 + 23_417)
    moments.push(running.now())
    await act()
    await settle()
    running.passTime(19 * 60_000)
  }

  async function officerAnswers(caseId: string, mark: string): Promise<void> {
    const { cases } = features
    const { caseKey, originalsKey, reader } = await openedBy(caseId)
    const by = { reader, who: 'officer 1' }
    const known = knownCase(caseId)
    for (const kind of ['note', 'decision'] as const) {
      const id = newVaultId()
      const words = new TextEncoder().encode(secret(`${kind} on ${mark}`))
      const sealed = toStored(await sealPart(originalsKey, partPlace(caseId, id, kind), words))
      expect(await cases.officer.write(known, kind, { id, sealed }, by)).to.deep.equal({ ok: true })
    }
    const file = newVaultId()
    const bytes = new TextEncoder().encode(`%PDF-1.7 ${secret(`file of the reply to ${mark}`)}`)
    const sealed = await sealPart(caseKey, cleanPlace(caseId, file), bytes)
    const room = await cases.space.hold({
      ...{ ...cases.officer.senderOfFile(known, by), source: 'account 1', bytes: sealed.length },
    })
    if (!room.ok) throw new Error('There is no room for the file of a reply')
    expect(await cases.officer.takeFile(known, { id: file, sealed }, by, room)).to.deep.equal({ ok: true })
    const part = await sealedPart(caseId, caseKey, 'reply', secret(`reply to ${mark}`), file)
    expect(await cases.officer.reply(known, { ...part, files: [file] }, by)).to.deep.equal({ ok: true })
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
    const { body } = await openedBy(caseId)
    expect(await features.cases.notices.ring(knownCase(caseId), body.noticeId ?? '')).to.equal(true)
    // Into the next window of the day, to its last minute.
    const hour = running.now().getUTCHours()
    const next = hour < 5 ? 5 : hour < 11 ? 11 : 29
    running.passTime(((next - hour) * 60 + 59 - running.now().getUTCMinutes()) * 60_000)
    await product.runJob('reporter-notices')
    await person.hears(/มีข้อความใหม่จากหน่วยงาน/)
    for (const job of ['case-numbers', 'case-letters', 'statistics-reconcile', 'case-list'])
      await product.runJob(job)
    await settle()
  }

  /** As the form's script does it: everything is sealed before it leaves. */
  async function tellsOnTheWeb(): Promise<void> {
    const begun = await begin(url)
    const { caseId, own, pass } = begun
    const [caseKey, originalsKey] = [newCaseKey(), newCaseKey()]
    keepsSecret('pass of a reporter', pass.authorization.slice('Bearer '.length))
    const words = secret('told on the web')
    toldWords.push(words)
    const body = writeCaseBody({ version: 1, texts: [{ about: 'what', words }], unknown: [], pictures: [] })
    const receipt = newReceipt()
    const { selector, verifier } = receipt
    for (const form of [
      `${selector}${verifier}`,
      verifier,
      `${selector}-${verifier.match(/.{4}/g)?.join('-')}`,
    ])
      keepsSecret('receipt', form)
    const salts = (await post(url, '/receipt/api/salts', { selector })).body as never as ReceiptSalts
    const recipients = (begun.begun.body.recipients ?? []) as { id: string; publicKey: string }[]
    const report = {
      sort: { kind: 'corruption', category: 'bribery' },
      recipients: await Promise.all(
        recipients.map(async ({ id, publicKey }) => ({
          recipientId: id,
          sealedKey: await sealKeyFor(publicKey, caseKey),
          sealedOriginalsKey: await sealKeyFor(publicKey, originalsKey),
        })),
      ),
      leftOut: [],
      body: toStored(await sealPart(caseKey, bodyPlace(caseId), body)),
      files: [],
      reporter: { publicKey: own.publicKey, sealedKey: await sealKeyFor(own.publicKey, caseKey) },
      lock: await lockWithReceipt(receipt, own, salts),
    }
    await inAMinuteOfItsOwn(async () => {
      expect((await post(url, '/report/api/send', report, pass)).status).to.equal(200)
    })
    keepsSecret('private key of a reporter', own.privateKey, fromStored(own.privateKey))
    keepsSecret('key of a case', toStored(caseKey), caseKey)
    await officerAnswers(caseId, 'web')
    await comesBack(caseId, caseKey, receipt)
  }

  /** With the receipt, as the page does it: more words and a file. */
  async function comesBack(caseId: string, caseKey: Uint8Array, receipt: Receipt): Promise<void> {
    const { selector } = receipt
    const salts = (await post(url, '/case/api/salts', { selector })).body as never as ReceiptSalts & {
      puzzle: unknown
    }
    const authenticator = await deriveAuthenticator(receipt, salts)
    keepsSecret('authenticator of a receipt', authenticator, fromStored(authenticator))
    const solved = await solvedAtOnce(puzzle.parse(salts.puzzle))
    const opened = await post(url, '/case/api/open', { selector, authenticator, solved })
    const pass = { authorization: `Bearer ${opened.body.pass}` }
    keepsSecret('pass of a reporter who came back', String(opened.body.pass))
    const file = newVaultId()
    const bytes = new TextEncoder().encode(secret('file of the message'))
    const sealed = await sealPart(caseKey, cleanPlace(caseId, file), bytes)
    const sent = await post(url, '/case/api/upload', Buffer.concat([Buffer.from(file), sealed]), pass)
    expect(sent.status).to.equal(200)
    const part = await sealedPart(caseId, caseKey, 'message', secret('message'), file)
    expect((await post(url, '/case/api/say', { ...part, files: [file] }, pass)).status).to.equal(200)
  }

  /** Who answers a survey, takes a test, and was given something. */
  async function staffLives(): Promise<void> {
    const { people, surveys } = features
    const roster = ['E1', 'E2', 'E3', 'E4', 'E5', 'E6'].map((employeeCode) => ({
      ...{ employeeCode, unit: 'กองคลัง', position: 'เจ้าหน้าที่' },
      name: wordOf(`staff ${employeeCode}`),
    }))
    await people.rules.importRoster(roster)
    const key = 'after-the-year'
    const questions = [1, 2].map((number) => ({ kind: 'scale' as const, th: { text: `ข้อ ${number}` } }))
    const th = { title: 'ความพึงพอใจ', intro: 'ตอบ' }
    await surveys.rules.add(
      { key, kind: 'satisfaction', audience: 'staff', th, closes: '2026-12-31', questions },
      'system',
    )
    for (const { employeeCode, name } of roster) {
      const person = platform.addPerson({ name, friend: true })
      await says(person, `ลงทะเบียน ${(await people.rules.invitePerson(employeeCode))?.code}`)
      keepsSecret(`LINE id of staff ${employeeCode}`, person.userId)
      for (const words of [`แบบสำรวจ ${key}`, '5', '4']) await says(person, words)
      const isOfSurveys = (name: string) =>
        /^(survey\w*\[|opened backup of survey|results of the survey)/.test(name)
      for (const [what, words] of [
        ['name of who answered a survey', name],
        ['LINE id of who answered a survey', person.userId],
      ] as const)
        secrets.push({ what, forms: formsOf(words), mayLie: (where) => !isOfSurveys(where) })
      staff = person
      if (employeeCode === 'E1') await isGivenSomething(person)
    }
    expect(await surveys.rules.answeredCount(key)).to.equal(roster.length)
    await surveys.rules.close(key, 'system')
    await says(desk.person, 'ผลแบบสำรวจ')
    answered.push([
      'results of the survey in the chat',
      Buffer.from(JSON.stringify(desk.person.lastMessages())),
    ])
    answered.push(['results of the survey', Buffer.from(JSON.stringify(await surveys.rules.results(key)))])
  }

  async function isGivenSomething(person: LinePerson): Promise<void> {
    const press = async (label: string) => {
      await person.presses(label)
      await settle()
    }
    await says(person, 'ของขวัญ')
    await press('รายงานของขวัญ')
    await says(person, 'เมื่อวานนี้')
    await says(person, secret('gift', person))
    await press('คู่สัญญา')
    await says(person, secret('giver of a gift', person))
    await press('เทศกาลหรือปีใหม่')
    await says(person, '3500')
    await press('ข้าม')
    await press('ยังไม่ได้ดำเนินการ')
    await press('ยืนยัน')
    await person.hears(/บันทึกรายงานของขวัญแล้ว/)
  }

  async function says(person: LinePerson, words: string): Promise<void> {
    await person.says(words)
    await settle()
  }

  /** Of every feature. What an officer calls a training is its name, and nothing that was refused. */
  const commandsWithWords = (asOfficer: boolean) =>
    features.list.flatMap(({ commands = [] }) =>
      commands
        .filter(({ argument, where }) => argument !== 'none' && where.includes('private'))
        .filter(({ id }) => !(asOfficer && id === 'trainings.open'))
        .map(({ id, words }) => words.th[0] ?? id),
    )

  /** What is refused is read all the same: in the chat, in the middle of a tip, and by letters that nobody can deliver. */
  async function isRefusedInChat(): Promise<void> {
    const person = newPerson('who is refused')
    const refused = (what: string) => {
      const words = wordOf(what)
      secrets.push({ what: `refused: ${what}`, forms: formsOf(words) })
      return words
    }
    for (const who of [person, staff ?? expect.fail('Nobody is registered'), desk.person])
      for (const command of commandsWithWords(who === desk.person)) {
        await says(who, `/${command} ${refused(`after ${command}`)}`)
        await says(who, 'ยกเลิก')
        answered.push([`after ${command}`, Buffer.from(JSON.stringify(who.lastMessages()))])
      }
    await says(person, refused('after nothing'))
    await person.sendsFile(Buffer.from(refused('file')), `${refused('name of a file')}.exe`)
    await person.postback({ data: refused('button') })
    await person.postback({ data: JSON.stringify({ words: refused('button of JSON') }) })
    await settle()
    await says(person, 'แจ้งเบาะแส')
    for (const label of ['ยอมรับและเริ่ม', 'ทุจริต/ประพฤติมิชอบ']) {
      await person.presses(label)
      await settle()
    }
    await says(person, refused('words where a button is awaited'))
    await person.sendsLocation({
      title: refused('title of a place'),
      address: refused('address'),
      latitude: 1,
      longitude: 2,
    })
    await settle()
    for (const label of ['หน่วยงานนี้', 'เรียกรับสินบน']) {
      await person.presses(label)
      await settle()
    }
    for (let letter = 0; letter < 5; letter += 1)
      await says(person, `${refused(`too long ${letter}`)}${'ก'.repeat(4800)}`)
    await turnFails(person, refused)
    answered.push([`a refused chat: ${person.userId}`, Buffer.from(JSON.stringify(person.chat().received))])
    await strangerIsNotReached(refused('nobody is reached'))
  }

  /** LINE gives no file, until the event is given up; and a letter is refused for good. */
  async function turnFails(person: LinePerson, refused: (what: string) => string): Promise<void> {
    platform.faults.next('error500BeforeAccept', { endpoint: '/content', times: 1000 })
    await says(person, 'ต่อไป')
    for (let question = 0; question < 4; question += 1) {
      await person.presses(question < 3 ? 'ไม่ทราบ' : 'เห็นเอง')
      await settle()
    }
    await person.sendsFile(Buffer.from(refused('file that LINE does not give')), `${refused('its name')}.pdf`)
    await settle()
    for (let attempt = 0; attempt < 5; attempt += 1) {
      running.passTime(30_000)
      await settle()
    }
    platform.faults.clear()
    await says(person, 'ยกเลิก')
  }

  async function strangerIsNotReached(words: string): Promise<void> {
    const userId = `U${randomBytes(16).toString('hex')}`
    keepsSecret('LINE id of a stranger', userId)
    await platform.postEvents('main', [
      {
        type: 'message',
        mode: 'active',
        timestamp: running.now().getTime(),
        webhookEventId: newVaultId(),
        deliveryContext: { isRedelivery: false },
        replyToken: 'f'.repeat(32),
        source: { type: 'user', userId },
        message: { id: '77', type: 'text', text: words },
      },
    ])
    await settle()
  }

  /** Everybody asks every route, rightly and wrongly; what was wrong is not said back, and written down nowhere. */
  async function everybodyAsks(): Promise<void> {
    const sessions = {
      executive: await running.signIn(['executive']),
      admin: await running.signIn(['admin']),
    }
    for (const [who, { cookie, person }] of Object.entries(sessions)) {
      keepsSecret(`LINE id of ${who}`, person.userId)
      keepsSecret(`cookie of ${who}`, cookie.split('=')[1] ?? '')
    }
    const ours = routes.filter(
      (route) =>
        !/simulator|chats|contents|^GET \/(world|deliveries|accepted|stream|menus)?$|^POST \/(people|groups)/.test(
          route,
        ),
    )
    for (const route of ours) {
      const [method = 'GET'] = route.split(' ')
      if (method === 'GET') {
        await asked('stranger', route)
        for (const [who, session] of Object.entries(sessions)) await asked(who, route, session)
      } else
        for (const body of ['{"', '{"words":"'])
          await isRefused(route, `${body}${wordOf('')}`, body === '{"' ? undefined : sessions.admin)
    }
    for (const form of ['json', 'csv', 'xlsx', 'pdf', 'png'])
      await asked('stranger', `GET /statistics.${form}?fiscalYear=2570`)
  }

  async function asked(who: string, route: string, session?: Session): Promise<void> {
    const inPath = wordOf('in the path')
    const inQuery = wordOf('in the query')
    keepsSecret(`refused: path of ${route}`, inPath)
    keepsSecret(`refused: query of ${route}`, inQuery)
    const path = (route.split(' ')[1] ?? '').replace(/:\w+/g, encodeURIComponent(inPath))
    const query = path.includes('?') ? '' : `?q=${encodeURIComponent(inQuery)}&lang=th`
    const answer = await fetch(`${url}${path}${query}`, { redirect: 'manual', headers: headersOf(session) })
    answered.push(...unpacked(`${who} at ${route}`, Buffer.from(await answer.arrayBuffer())))
  }

  async function isRefused(route: string, body: string, session?: Session): Promise<void> {
    secrets.push({
      what: `refused: body of ${route}`,
      forms: formsOf(body.slice(body.search(/[^{":words]/))),
    })
    const [method = 'POST', path = ''] = route.split(' ')
    const at = `${url}${path.replace(/:\w+/g, '0'.repeat(26))}`
    const headers = { ...headersOf(session), 'content-type': 'application/json' }
    const whole = body.includes('words') ? `${body}"}` : body
    const answer = await fetch(at, { method, redirect: 'manual', headers, body: whole })
    answered.push([`refused ${route}`, Buffer.from(await answer.arrayBuffer())])
  }

  /** Each from an address of its own: limits of one address are not what is asked here. */
  function headersOf(session?: Session): Record<string, string> {
    visitors += 1
    return {
      'x-forwarded-for': `203.0.${visitors >> 8}.${visitors & 255}`,
      ...(session && { cookie: session.cookie, 'x-change-token': session.changeToken }),
    }
  }

  async function papersAreMade(): Promise<void> {
    for (const words of ['รายงาน ita 2570', 'รายงานของขวัญ', 'หลักฐานเผยแพร่']) await says(desk.person, words)
    const said = JSON.stringify(desk.person.chat().received)
    const links = new Set(said.match(/https?:[^"\\]+\/files\/[^"\\]+/g) ?? [])
    expect(links.size, 'papers handed out').to.be.above(1)
    for (const link of links) {
      const answer = await fetch(link)
      expect(answer.status).to.equal(200)
      answered.push(...unpacked(`GET ${link.replace(url, '')}`, Buffer.from(await answer.arrayBuffer())))
    }
  }

  return {
    running,
    secrets,
    toldWords,
    moments,
    backupPassphrase,
    answered: () => answered,
    async isLived() {
      keepsSecret('passphrase of a backup', backupPassphrase)
      desk = await running.signIn(['officer', 'ethics'])
      keepsSecret('LINE id of the officer', desk.person.userId)
      officer = await running.reader(desk)
      keepsSecret('private key of the officer', officer.privateKey, fromStored(officer.privateKey))
      keepsSecret('second factor of the officer', desk.secret)
      const group = platform.addGroup({ name: 'กองคลัง', members: [desk.person] })
      await desk.person
        .in(group)
        .says(`/ลงทะเบียนกลุ่ม ${(await features.people.rules.inviteGroup('กองคลัง')).code}`)
      await settle()
      for (const mark of ['clerk', 'driver']) await tellsInChat(mark)
      await tellsOnTheWeb()
      await staffLives()
      await isRefusedInChat()
      await everybodyAsks()
      await papersAreMade()
    },
    async wordsOfAllCases() {
      const words = []
      for (const id of await caseIds())
        words.push(...(await openedBy(id)).body.texts.map((told) => told.words))
      return words.join('\n')
    },
  }
}
