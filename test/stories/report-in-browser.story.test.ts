import { BSON } from 'bson'
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import {
  bodyPlace,
  cleanPlace,
  originalPlace,
  partPlace,
  type SealedCase,
} from '../../src/features/cases/case.js'
import { readCaseBody } from '../../src/features/cases/case-body.js'
import { readCaseMessage, writeCaseMessage } from '../../src/features/cases/case-message.js'
import { createCasesModel } from '../../src/features/cases/cases-model.js'
import {
  makeRecipientKeys,
  newCaseKey,
  openKey,
  openPart,
  type RecipientKeys,
  sealPart,
} from '../../src/sealing/vault.js'
import { fromStored, newVaultId, toStored } from '../../src/sealing/vault-encoding.js'
import {
  pressEscapeTwiceAtOnce,
  seriousFindings,
  type Visit,
  visit,
  widerThanWindow,
  withBrowser,
} from '../harness/browser.js'
import { type RunningProduct, startProduct } from '../harness/product.js'

const canary = { words: 'นกขมิ้นเหลืองอ่อน', file: 'secret-name-of-a-file', message: 'ค่ำแล้วจะนอนไหน' }
/** As it is, and as it looks inside base64 at each of the three places where it can begin. */
const formsOf = (secret: string): string[] => [
  secret,
  ...[0, 1, 2].flatMap((before) => {
    const inside = Buffer.concat([Buffer.alloc(before), Buffer.from(secret)])
    const cut = (text: string) => text.slice(before === 0 ? 0 : 4, -4)
    return [cut(inside.toString('base64url')), cut(inside.toString('base64'))]
  }),
]
const bytesOf = (stored: string) => fromStored(stored) ?? expect.fail('Not base64url')

describe('Story: a clerk tells it in the browser and comes back', () => {
  const browser = withBrowser()
  let running: RunningProduct
  let officer: RecipientKeys
  let chief: RecipientKeys

  beforeEach(async () => {
    running = await startProduct({ now: new Date('2026-11-20T03:00:00Z') })
    officer = await makeRecipientKeys()
    chief = await makeRecipientKeys()
    const { recipients } = running.product.features
    await recipients.add({ name: 'สมศรี มีธรรม', publicKey: officer.publicKey, addedOn: '2026-11-01' })
    await recipients.add({
      name: 'นายแพทย์ประเสริฐ เลิศล้ำกุล',
      publicKey: chief.publicKey,
      addedOn: '2026-11-01',
    })
  })
  afterEach(() => running.stop())

  const cases = () => createCasesModel(running.connection)
  async function onlyCase(): Promise<SealedCase> {
    const rows = await running.connection.collection<{ _id: string }>('cases').find().toArray()
    expect(rows).to.have.length(1)
    return (await cases().find(rows[0]?._id ?? '')) ?? expect.fail('No case')
  }

  async function looksRight(page: Page, where: string): Promise<void> {
    expect(await seriousFindings(page), where).to.deep.equal([])
    expect(await widerThanWindow(page), where).to.be.at.most(0)
  }

  const next = (page: Page) => page.click('form > .row button[type=submit]')

  async function tells({ page }: Visit, language: 'th' | 'en', picture: Buffer): Promise<void> {
    await page.goto(`${running.url}/report?lang=${language}`)
    await page.waitForSelector('#begin:not([hidden])')
    await looksRight(page, 'before beginning')
    await page.click('#begin')
    await next(page)
    await page.waitForSelector('[role=alert]')
    await page.click('input[name=kind] >> nth=0')
    await page.click('input[name=category] >> nth=5')
    await looksRight(page, 'kind')
    await next(page)
    await page.fill('[name=what-words]', `${canary.words} 081-234-5678`)
    await next(page)
    await page.click('input[name=who] >> nth=1')
    await page.fill('[name=who-words]', 'นพ.ประเสิด เลิดล้ำกุน')
    await looksRight(page, 'who')
    for (const part of ['when', 'where']) {
      await next(page)
      await page.click(`input[name=${part}] >> nth=-1`)
    }
    await next(page)
    await page.click('input[name=howKnown] >> nth=0')
    await next(page)
    await page.setInputFiles('input[type=file]', [
      { name: `${canary.file}.jpg`, mimeType: 'image/jpeg', buffer: picture },
      { name: `${canary.file}.pdf`, mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4') },
    ])
    await page.waitForSelector('ul.files li[data-state=ready] >> nth=1')
    await looksRight(page, 'evidence')
    await next(page)
    await page.waitForSelector('meter')
    await looksRight(page, 'review')
    // The telephone number goes when the reporter wants it to.
    await page.click('.note button')
    expect(await page.textContent('dl.told')).not.to.contain('081')
    await next(page)
    await page.waitForSelector('#receipt')
    await looksRight(page, 'receipt')
  }

  async function writesDown(page: Page): Promise<string> {
    const groups = await page.locator('#receipt span').allTextContents()
    await page.click('section button >> nth=0')
    await looksRight(page, 'confirmation')
    const asked = await page.locator('form label').all()
    await asked[0]?.locator('input').fill('zzzz')
    await page.click('form button[type=submit]')
    await page.waitForSelector('[role=alert]')
    for (const label of asked) {
      const [place = '1'] = /[1-4]/.exec((await label.textContent()) ?? '') ?? []
      await label.locator('input').fill((groups[Number(place) - 1] ?? '').toLowerCase())
    }
    await page.click('form button[type=submit]')
    await page.waitForSelector('section a.button')
    return groups.join('-')
  }

  async function comesBack(page: Page, language: 'th' | 'en', receipt: string): Promise<void> {
    await page.goto(`${running.url}/case?lang=${language}`)
    await page.waitForSelector('input[name=receipt]')
    await looksRight(page, 'entry')
    await page.fill('input[name=receipt]', receipt.toLowerCase().replaceAll('0', 'o'))
    await page.click('button[type=submit]')
    await page.waitForSelector('ol.talk', { state: 'attached' })
    await looksRight(page, 'case')
  }

  /** Nothing but sealed bytes left, to nobody but us; nothing else is in the database or the log. */
  async function nothingLeaked({ requests, problems }: Visit, words: readonly string[]): Promise<void> {
    const secrets = words.flatMap(formsOf)
    expect(problems.filter((problem) => !problem.includes('status of 4'))).to.deep.equal([])
    for (const request of requests) {
      expect(request.url()).to.match(new RegExp(`^(${running.url}/|blob:|data:)`))
      const sent = Buffer.concat([Buffer.from(request.url()), request.postDataBuffer() ?? Buffer.from('')])
      for (const secret of secrets) expect(sent.includes(secret), `${secret} left`).to.equal(false)
    }
    for (const collection of (await running.connection.db?.collections()) ?? [])
      for (const row of await collection.find().toArray())
        for (const secret of secrets)
          expect(
            Buffer.from(BSON.serialize(row)).includes(secret),
            `${secret} in ${collection.collectionName}`,
          ).to.equal(false)
    for (const secret of secrets) expect(running.logged()).not.to.contain(secret)
  }

  async function replies({ caseId }: SealedCase, caseKey: Uint8Array, words: string): Promise<void> {
    const id = newVaultId()
    const message = writeCaseMessage({ sort: 'question', words, attachments: [] })
    const sealed = toStored(await sealPart(caseKey, partPlace(caseId, id, 'reply'), message))
    await cases().addPart({ id, caseId, kind: 'reply', day: '2026-11-20' as never, sealed })
  }

  const opens = (keys: RecipientKeys, sealed: string): Promise<boolean> =>
    openKey(keys, sealed).then(
      () => true,
      () => false,
    )

  for (const [language, width] of [
    ['th', 360],
    ['en', 1100],
  ] as const)
    it(`When it is told and followed up in ${language} at ${width} px, then only officers and the reporter can read it`, async () => {
      const picture = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#a33' } })
        .jpeg()
        .withExif({ IFD0: { Make: canary.words } })
        .toBuffer()
      const person = await visit(browser(), { width, language })
      await tells(person, language, picture)
      const receipt = await writesDown(person.page)

      const found = await onlyCase()
      const { caseId, envelope } = found
      // The chief is named in it, with another title and misspelt: it is not sealed to him. What stands in his place looks alike, and opens for nobody.
      expect(envelope.recipients).to.have.length(2)
      const tried = await Promise.all(
        envelope.recipients.map(async (keys) => ({
          keys,
          officer: await opens(officer, keys.sealedKey),
          chief: await opens(chief, keys.sealedKey),
          original: await opens(chief, keys.sealedOriginalsKey),
        })),
      )
      expect(tried.filter((one) => one.chief || one.original)).to.deep.equal([])
      const [sealedTo = expect.fail('Sealed to nobody'), ...others] = tried
        .filter((one) => one.officer)
        .map(({ keys }) => keys)
      expect(others).to.deep.equal([])
      const caseKey = await openKey(officer, sealedTo.sealedKey)
      const originalsKey = await openKey(officer, sealedTo.sealedOriginalsKey)
      const body = readCaseBody(await openPart(caseKey, bodyPlace(caseId), bytesOf(envelope.body)))
      expect(body).to.deep.include({ kind: 'corruption', category: 'bribery', agency: 'own' })
      expect(body.texts[0]?.words).to.contain(canary.words).and.not.to.contain('081')
      expect(body.unknown).to.deep.equal(['when', 'where'])
      const [shown = expect.fail('No picture')] = body.pictures
      const sealedOf = async (id: string) =>
        (await cases().findAttachment(caseId, id))?.sealed ?? expect.fail('No attachment')
      const clean = await openPart(
        caseKey,
        cleanPlace(caseId, shown.clean.id),
        await sealedOf(shown.clean.id),
      )
      expect((await sharp(clean).metadata()).exif).to.equal(undefined)
      const place = originalPlace(caseId, shown.original.id)
      const original = await openPart(originalsKey, place, await sealedOf(shown.original.id))
      expect(Buffer.from(original).equals(picture)).to.equal(true)
      expect(body.files.map(({ kind }) => kind)).to.deep.equal(['file'])

      await replies(found, caseKey, 'มีพยานหรือไม่')
      const { page } = person
      await comesBack(page, language, receipt)
      expect(await page.textContent('ol.talk')).to.contain('มีพยานหรือไม่')
      await page.fill('textarea[name=answer]', canary.message)
      await page.click('form:has([name=answer]) button[type=submit]')
      await page.waitForSelector('ol.talk li.reporter')
      const [said = expect.fail('No message')] = await cases().parts(caseId, ['message'])
      const opened = await openPart(caseKey, partPlace(caseId, said.id, 'message'), bytesOf(said.sealed))
      expect(readCaseMessage(opened)).to.deep.include({ sort: 'answer', words: canary.message })

      await page.click('details:has([name=withdrawal]) summary')
      await page.click('form:has([name=withdrawal]) button[type=submit]')
      await page.waitForSelector('form:has([name=withdrawal]) [role=alert]')
      await page.click('form:has([name=withdrawal]) input[type=checkbox]')
      await page.click('form:has([name=withdrawal]) button[type=submit]')
      await page.waitForSelector('section .note')

      await running.product.features.complaints.rules.changeStatus({
        id: caseId,
        to: 'completed',
        on: '2026-11-20' as never,
        by: 'system',
      })
      await comesBack(page, language, receipt)
      await page.click('input[name=rating] >> nth=3')
      await page.click('form:has([name=rating]) button[type=submit]')
      await page.waitForSelector('p.good')
      const work = await running.product.features.cases.work.find(caseId)
      expect(work).to.deep.include({
        rating: 4,
        reporterReadOn: '2026-11-20',
        withdrawnOn: '2026-11-20',
      })

      const bare = receipt.replaceAll('-', '')
      await nothingLeaked(person, [...Object.values(canary), receipt, bare, bare.slice(4)])
    })

  it('When a receipt is wrong or unknown, then the sentence is the same and a slip of the pen is found before anything is sent', async () => {
    const { page, requests } = await visit(browser(), { language: 'th' })
    await page.goto(`${running.url}/case?lang=th`)
    await page.fill('input[name=receipt]', '0123-4567-189V-VABG')
    await page.click('button[type=submit]')
    await page.waitForSelector('[role=alert]')
    expect(requests.filter((request) => request.url().includes('/api/'))).to.have.length(0)
    await page.fill('input[name=receipt]', '0123-4567-189V-VABP')
    await page.click('button[type=submit]')
    await page.waitForFunction(() =>
      document.querySelector('[role=alert]')?.textContent?.includes('ไม่พบเรื่อง'),
    )
  })

  it('When the link from the chat is opened, then the receipt is made once, and the secret leaves the address', async () => {
    const caseId = newVaultId()
    const caseKey = newCaseKey()
    await cases().insert({ caseId, envelope: { version: 1, recipients: [], body: '' } })
    const { url } = await running.product.features.cases.receipts.offer({ caseId, caseKey })
    const secret = url.split('#')[1] ?? ''
    const person = await visit(browser(), { width: 360, language: 'th' })
    await person.page.goto(url)
    await person.page.click('#form button')
    await person.page.waitForSelector('#receipt')
    await looksRight(person.page, 'receipt of the chat')
    expect(person.page.url()).not.to.contain(secret)
    expect((await cases().find(caseId))?.reporter).not.to.equal(undefined)
    await nothingLeaked(person, [secret])
    const later = await visit(browser(), { width: 360, language: 'th' })
    await later.page.goto(url)
    await later.page.click('#form button')
    await later.page.waitForSelector('.problem')
    expect(await later.page.textContent('.problem')).to.contain('ลิงก์นี้ใช้ไปแล้วหรือหมดอายุ')
  })

  it('When Esc is pressed twice, then the page and everything typed in it is gone', async () => {
    const { page } = await visit(browser(), { language: 'th' })
    let leftFor = ''
    await page.route('https://www.tmd.go.th/**', (route) => {
      leftFor = route.request().url()
      return route.fulfill({ body: 'weather', contentType: 'text/plain' })
    })
    await page.goto(`${running.url}/report?lang=th`)
    await page.click('#begin')
    await pressEscapeTwiceAtOnce(page)
    await page.waitForURL('https://www.tmd.go.th/')
    expect(leftFor).to.equal('https://www.tmd.go.th/')
  })
})
