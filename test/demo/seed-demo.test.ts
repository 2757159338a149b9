import { expect } from 'chai'
import type { Connection } from 'mongoose'
import { demoGroups, demoPeople } from '../../src/demo/agency/demo-accounts.js'
import { lastYearFigures } from '../../src/demo/agency/demo-complaints-last-year.js'
import { runningYearFigures } from '../../src/demo/agency/demo-complaints-running-year.js'
import { demoActors } from '../../src/demo/agency/demo-staff.js'
import { seedContent } from '../../src/demo/seed-content.js'
import { type DemoDeps, seedDemo } from '../../src/demo/seed-demo.js'
import { createFeatures } from '../../src/features/index.js'
import { type Day, dayInBangkok, isDay, monthsOfFiscalYear } from '../../src/i18n/calendar/thai-calendar.js'
import { createMediaStore } from '../../src/media/media-store.js'
import { isPublicKey, type RecipientKeys } from '../../src/sealing/vault.js'
import { createAudit } from '../../src/security/audit/audit.js'
import { addressOf } from '../../src/security/chat-address.js'
import { createHandedFiles } from '../../src/security/handed-files.js'
import { createKeyring } from '../../src/security/keyring.js'
import { sharedHeavyWork } from '../harness/shared-heavy-work.js'
import { withDatabase } from '../harness/test-database.js'

const keyring = createKeyring(Buffer.alloc(32, 7))
const agencyName = { th: 'หน่วยงานตัวอย่าง', en: 'Example Agency' }
const november = new Date('2026-11-20T05:00:00Z')
const endOfYear = new Date('2027-09-30T05:00:00Z')

function standingAt(connection: Connection, now: Date) {
  const clock = () => now
  const audit = createAudit(connection, clock, keyring)
  const features = createFeatures({
    connection,
    keyring,
    clock,
    audit,
    agencyName,
    media: createMediaStore(connection, clock),
    files: createHandedFiles({ connection, clock, audit, publicUrl: 'http://localhost' }),
    post: async () => undefined,
    heavyWork: sharedHeavyWork,
    lineFacts: {
      quota: async () => undefined,
      memberCount: async () => undefined,
      basicId: async () => undefined,
    },
    publicUrl: 'http://localhost',
  })
  const kept: (RecipientKeys & { name: string })[] = []
  const deps: DemoDeps = {
    features,
    keyring,
    clock,
    agencyName,
    channel: 'main',
    keepOfficerKeys: async (keys) => void kept.push(keys),
  }
  return { deps, features, audit, kept, today: dayInBangkok(now) }
}

async function everything(connection: Connection): Promise<string> {
  const collections = (await connection.db?.collections()) ?? []
  const rows = await Promise.all(
    collections
      .toSorted((a, b) => (a.collectionName < b.collectionName ? -1 : 1))
      .map(async (one) => [one.collectionName, await one.find().sort({ _id: 1 }).toArray()]),
  )
  return JSON.stringify(rows)
}

describe('Seeding the demo agency', () => {
  const database = withDatabase()

  it('When it is put in, then people, accounts and groups are known with their roles', async () => {
    const { deps, features, kept } = standingAt(database(), november)
    const seeded = await seedDemo(deps)
    expect(seeded).to.include({ added: true, staff: 114, units: 9, content: 8, policies: 2 })

    const people = features.people.rules
    const counts = await people.staffCountByUnit()
    expect(counts).to.have.length(9)
    expect(counts.reduce((sum, { count }) => sum + count, 0)).to.equal(114)
    expect(await people.linkedStaff({ channel: 'main' })).to.have.length(20)
    expect((await people.registeredGroups('main')).map(({ unit }) => unit)).to.have.members(
      demoGroups.map(({ unit }) => unit),
    )
    for (const { userId, staff } of demoPeople) {
      const senderKey = addressOf(keyring, 'main', userId).key
      const { person } = await people.recognise({ channel: 'main', senderKey })
      expect(person.name).to.equal(staff?.name)
      expect(person.roles).to.have.members(staff ? ['staff', ...staff.roles] : [])
    }

    const [recipient, ...others] = await features.recipients.list()
    expect(others).to.deep.equal([])
    expect(recipient?.publicKey).to.equal(kept[0]?.publicKey)
    expect(await isPublicKey(kept[0]?.publicKey ?? '')).to.equal(true)
    expect(await everything(database())).not.to.contain(kept[0]?.privateKey)
    expect(await features.tips.rules.takesKind('corruption')).to.equal(true)
  })

  it('When the policies are asked about, then No Gift stands at 99.12 % and the code of ethics is on its way', async () => {
    const { deps, features, today } = standingAt(database(), november)
    await seedDemo(deps)
    const rules = features.acknowledgements.rules
    const noGift = await rules.progress('no-gift', today)
    expect(noGift?.all).to.deep.equal({ acknowledged: 113, total: 114, percent: '99.12' })
    const code = await rules.progress('ethics-code', today)
    expect(code?.all.acknowledged).to.be.within(40, 75)
    expect(code?.units).to.have.length(9)

    const employee = await features.people.rules.staffByEmployeeCode(demoActors.employee.employeeCode)
    const pending = await rules.pendingFor(employee?.staffId ?? '', today)
    expect(pending.map(({ key }) => key)).to.deep.equal(['no-gift', 'ethics-code'])
    const library = await features.campaigns.rules.publishedContent(today)
    expect(library.filter(({ from }) => from === 'content')).to.have.length(8)
    expect(library.filter(({ from }) => from === 'policy')).to.have.length(2)
  })

  it('When a fiscal year was seeded, then the table is the one that is written beside the data', async () => {
    const { deps, features } = standingAt(database(), endOfYear)
    await seedDemo(deps)
    const asWritten = [
      [2569, lastYearFigures],
      [2570, runningYearFigures],
    ] as const
    for (const [fiscalYear, figures] of asWritten)
      for (const kind of ['corruption', 'general'] as const) {
        const months = monthsOfFiscalYear(fiscalYear)
        const { months: rows } = await features.statistics.rules.table({ kind, months })
        expect(
          rows.map(({ total }) => total),
          `${kind} ${fiscalYear}`,
        ).to.deep.equal(figures[kind].total)
        expect(
          rows.map(({ completed }) => completed),
          `${kind} ${fiscalYear}`,
        ).to.deep.equal(figures[kind].completed)
      }
  })

  it('When the last year is asked for as it ended, then nothing was closed later, and one month has none', async () => {
    const { deps, features } = standingAt(database(), november)
    await seedDemo(deps)
    const query = { months: monthsOfFiscalYear(2569), kind: 'corruption' } as const
    const now = await features.statistics.rules.table(query)
    const then = await features.statistics.rules.table({ ...query, asOf: day('2026-09-30') })
    expect(then.months).to.deep.equal(now.months)
    expect([now.total, now.completed, now.inProgress]).to.deep.equal([31, 26, 5])
    expect(now.months.filter(({ total }) => total === 0).map(({ month }) => month)).to.deep.equal(['2026-02'])

    const running = await features.statistics.rules.table({ months: monthsOfFiscalYear(2570) })
    expect(running.months.slice(0, 3).map(({ total, completed }) => [total, completed])).to.deep.equal([
      [2, 1],
      [3, 1],
      [0, 0],
    ])
  })

  it('When it is the first day of a fiscal year, then everything can be put in all the same', async () => {
    const { deps, features, today } = standingAt(database(), new Date('2026-09-30T17:00:30Z'))
    await seedDemo(deps)
    const noGift = await features.acknowledgements.rules.progress('no-gift', today)
    expect(noGift?.all.acknowledged).to.equal(113)
    expect(noGift?.policy.fiscalYear).to.equal(2570)
  })

  it('When it is started again, then nothing changes, whatever visitors did', async () => {
    const { deps, features, kept } = standingAt(database(), november)
    await seedDemo(deps)
    const [citizen] = demoPeople.filter(({ staff }) => !staff)
    const [, group] = demoGroups
    await features.people.rules.chooseLanguage(addressOf(keyring, 'main', citizen?.userId ?? ''), 'en')
    await features.people.rules.forgetGroup(addressOf(keyring, 'main', group?.groupId ?? ''))
    const before = await everything(database())

    const later = standingAt(database(), endOfYear)
    expect(await seedDemo(later.deps)).to.deep.equal({ added: false, staff: 114, units: 9 })
    expect(await everything(database())).to.equal(before)
    expect([...kept, ...later.kept]).to.have.length(1)
  })

  it('When a start was cut off before the end, then the next one finishes it, and nothing is there twice', async () => {
    const first = standingAt(database(), november)
    const cutOff = { ...first.deps, keepOfficerKeys: () => Promise.reject(new Error('cut off')) }
    const reason = await seedDemo(cutOff).catch((error: Error) => error.message)
    expect(reason).to.equal('cut off')

    const second = standingAt(database(), november)
    expect(await seedDemo(second.deps)).to.include({ added: true, content: 0, policies: 0 })
    const { total } = await second.features.statistics.rules.table({ months: monthsOfFiscalYear(2569) })
    expect(total).to.equal(31)
    expect(await second.features.people.rules.activeStaff()).to.have.length(114)
    expect(await second.features.recipients.list()).to.have.length(1)
  })

  it('When no channel is the stand-in, then nobody has an account, and everything else is there', async () => {
    const { deps, features, today } = standingAt(database(), november)
    const { channel: _channel, ...withoutChannel } = deps
    await seedDemo(withoutChannel)
    expect(await features.people.rules.linkedStaff({ channel: 'main' })).to.deep.equal([])
    expect(await features.people.rules.registeredGroups('main')).to.deep.equal([])
    expect((await features.acknowledgements.rules.progress('no-gift', today))?.all.percent).to.equal('99.12')
  })

  it('When only content is asked for, then there are policies and a library, and no person', async () => {
    const { deps, features } = standingAt(database(), november)
    expect(await seedContent({ ...deps, draw: 'now' })).to.deep.equal({ content: 8, policies: 2 })
    expect(await features.people.rules.activeStaff()).to.deep.equal([])
    const before = await everything(database())
    const later = standingAt(database(), endOfYear)
    expect(await seedContent({ ...later.deps, draw: 'now' })).to.deep.equal({
      content: 0,
      policies: 0,
    })
    expect(await everything(database())).to.equal(before)
  })

  it('When it is put in, then the audit chain is whole and says that the system did it', async () => {
    const { deps, audit } = standingAt(database(), november)
    await seedDemo(deps)
    expect(await audit.firstBroken()).to.equal(undefined)
    expect(new Set((await audit.rows()).map(({ who }) => who))).to.deep.equal(new Set(['system']))
  })
})

function day(text: string): Day {
  if (!isDay(text)) throw new RangeError(text)
  return text
}
