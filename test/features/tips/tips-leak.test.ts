import { Writable } from 'node:stream'
import { BSON } from 'bson'
import { expect } from 'chai'
import { createLog, problemOf } from '../../../src/operation/log.js'
import { withDatabase } from '../../harness/test-database.js'
import { addOfficer, agencyOn, lineUserId, photograph, privateTurn, walkToSummary } from './tip-walk.js'

const canary = 'นกขมิ้นเหลืองอ่อน'

describe('What a stolen database tells of a tip', () => {
  const database = withDatabase()

  /** Every row of every collection as the bytes that a backup would hold. */
  async function everything(): Promise<{ name: string; row: BSON.Document; bytes: Buffer }[]> {
    const all = []
    for (const collection of (await database().db?.collections()) ?? [])
      for (const row of await collection.find().toArray())
        all.push({ name: collection.collectionName, row, bytes: Buffer.from(BSON.serialize(row)) })
    return all
  }

  /** As it is, in hex, as a URL or JSON would write it, and at the three places where base64 can begin. */
  function formsOf(secret: string): Buffer[] {
    const bytes = Buffer.from(secret)
    const base64 = [0, 1, 2].map((shift) =>
      Buffer.concat([Buffer.alloc(shift), bytes])
        .toString('base64')
        .slice(4, -4),
    )
    const escaped = secret.replace(/[^ -~]/g, (letter) => `\\u0${letter.charCodeAt(0).toString(16)}`)
    const long = [bytes.toString('hex'), encodeURIComponent(secret), escaped, ...base64].filter(
      (form) => form.length > 8,
    )
    return [bytes, ...long.map((form) => Buffer.from(form))]
  }

  async function expectNowhere(secrets: readonly string[]): Promise<void> {
    const rows = await everything()
    expect(rows.length).to.be.above(0)
    for (const secret of secrets)
      for (const form of formsOf(secret))
        for (const { name, bytes } of rows)
          expect(bytes.includes(form), `${secret} in ${name}`).to.equal(false)
  }

  const { chat } = privateTurn('event')
  const linkable = [lineUserId, chat.key, chat.sealed, 'm-what', 'm-picture', 'event-', 'Canary Camera']

  it('When a tip is being told, then neither its words nor who tells it are stored', async () => {
    await addOfficer(database())
    await walkToSummary(agencyOn(database()), canary, await photograph('red'))
    await expectNowhere([canary, ...linkable])
  })

  it('When a tip was sent, then neither its words nor who sent it are stored', async () => {
    await addOfficer(database())
    const walk = await walkToSummary(agencyOn(database()), canary, await photograph('red'))
    const { caseKey, originalsKey, draftKey, draftId } = walk.draft
    await walk.choose('ส่งเรื่อง')
    await expectNowhere([canary, ...linkable, caseKey, originalsKey, draftKey, draftId])
  })

  it('When a tip was sent, then no time finer than a day, no ObjectId and no order is stored with it', async () => {
    await addOfficer(database())
    const walk = await walkToSummary(agencyOn(database()), canary, await photograph('red'))
    await walk.choose('ส่งเรื่อง')
    const rows = (await everything()).filter(({ name }) => name !== 'vault_recipients')
    expect(rows.map(({ name }) => name).sort()).to.deep.equal([
      'case_attachments',
      'case_attachments',
      'case_desk',
      'case_desk',
      'case_desk_hidden',
      'case_desk_hidden',
      'case_work',
      'cases',
      'complaints',
      // How many there were until midnight: the same row whether a tip comes or somebody asks.
      'kept_figures',
      'kept_figures',
      'kept_figures',
      'receipt_offers',
      // How many bytes of files: of all, of this day, of this case, and of this chat until midnight.
      'space_agency',
      'space_agency',
      'space_held',
      'space_held',
      'tip_day_salts',
      'tip_day_salts',
      'tip_handles',
      'tip_places',
      'tip_places',
      'web_day_salts',
    ])
    // In extended JSON a date is {"$date"}, an ObjectId {"$oid"}, at whatever depth. A midnight in Bangkok tells a day.
    for (const { bytes } of rows)
      expect(
        BSON.EJSON.stringify(BSON.deserialize(bytes)).replaceAll(
          /\{"\$date":"[\d-]+T17:00:00Z"\}/g,
          'midnight',
        ),
      ).not.to.match(/"\$date"|"\$oid"|"\$timestamp"|\d\dT\d\d:/)
    const [tip] = rows.filter(({ name }) => name === 'cases')
    expect(Object.keys(tip?.row ?? {})).to.have.members(['_id', 'envelope'])
    expect(Object.keys(tip?.row.envelope ?? {})).to.have.members(['version', 'recipients', 'body'])
  })

  it('When the same story is told twice, then nothing of the two cases is the same', async () => {
    await addOfficer(database())
    const agency = agencyOn(database())
    const drafts = []
    for (let tip = 0; tip < 2; tip += 1) {
      const walk = await walkToSummary(agency, canary, await photograph('red'))
      drafts.push(walk.draft)
      await walk.choose('ส่งเรื่อง')
    }
    const [one, other] = drafts
    for (const name of ['caseId', 'caseKey', 'originalsKey', 'draftId', 'draftKey'] as const)
      expect(one?.[name]).not.to.equal(other?.[name])
  })

  it('When something breaks on the way, then the log names the problem and nothing else', async () => {
    await addOfficer(database())
    const written: string[] = []
    const to = new Writable({
      write(chunk, _encoding, done) {
        written.push(String(chunk))
        done()
      },
    })
    const refusing = agencyOn(database(), async () => ({ ok: false, why: 'inFuture' }))
    const walk = await walkToSummary(refusing, canary, await photograph('red'))
    const { draft } = walk
    const errors = []
    const broken = { ...draft, draftKey: draft.caseKey }
    for (const one of [draft, broken])
      errors.push(
        await refusing.tips.rules.submit(one, privateTurn('submit')).then(
          () => expect.fail('It was sent'),
          (error: unknown) => error,
        ),
      )
    const log = createLog('debug', to)
    for (const error of errors) log.error('turn failed', problemOf(error))
    const all = written.join('') + errors.map(String).join('')
    expect(all).to.include('CaseNotRegistered').and.include('VaultBroken')
    for (const secret of [canary, draft.caseId, ...linkable]) expect(all).not.to.include(secret)
  })
})
