import { expect } from 'chai'
import { createSettings } from '../../../src/features/settings/settings-feature.js'
import { defaultSettings, SettingsBroken } from '../../../src/features/settings/settings-schema.js'
import { refusedSettings } from '../../../src/features/settings/settings-words.js'
import { createAudit } from '../../../src/security/audit/audit.js'
import { createKeyring } from '../../../src/security/keyring.js'
import { withDatabase } from '../../harness/test-database.js'

const keyring = createKeyring(Buffer.alloc(32, 7))

describe('The settings of an agency', () => {
  const database = withDatabase()

  function open() {
    const audit = createAudit(database(), () => new Date('2026-11-20T05:00:00Z'), keyring)
    return { settings: createSettings({ connection: database(), audit }).rules, audit }
  }
  const storedSettings = () => database().db?.collection<{ _id: string }>('settings').findOne({})

  it('When nothing was chosen, then the defaults hold: 15 days, and a referral does not count as completed', async () => {
    const settings = await open().settings.get()
    expect(settings).to.deep.equal(defaultSettings)
    expect(settings.answerDays).to.equal(15)
    expect(settings.completedStatuses).to.deep.equal(['completed', 'notAccepted'])
    expect(settings.smallCellThreshold).to.equal(5)
  })

  it('When one setting is changed, then it alone is stored and the others follow the defaults', async () => {
    const { settings } = open()
    const changed = await settings.change({ answerDays: 30, colours: { primary: '#123456' } }, 'staff-1')
    expect(changed).to.deep.equal({ ok: true, settings: await settings.get() })
    expect(await settings.get()).to.deep.equal({
      ...defaultSettings,
      answerDays: 30,
      colours: { ...defaultSettings.colours, primary: '#123456' },
    })
    expect(await storedSettings()).to.deep.equal({
      _id: 'agency',
      overrides: { answerDays: 30, colours: { primary: '#123456' } },
    })
  })

  it('When a setting is cleared, then it follows the default again', async () => {
    const { settings } = open()
    await settings.change({ answerDays: 30, retentionDays: { spam: 14, unfounded: 120 } }, 'staff-1')
    await settings.change({ answerDays: null, retentionDays: { spam: null } }, 'staff-1')
    expect(await settings.get()).to.deep.equal({
      ...defaultSettings,
      retentionDays: { ...defaultSettings.retentionDays, unfounded: 120 },
    })
  })

  it('When something is changed, then whoever listens hears its name; of what is refused nobody hears', async () => {
    const { settings } = open()
    const heard: string[] = []
    settings.whenChanged((names) => void heard.push(...names))
    await settings.change({ colours: { primary: 'red' } }, 'staff-1')
    await settings.change({ logo: '', colours: { accent: '#123456' } }, 'staff-1')
    expect(heard).to.deep.equal(['logo', 'colours.accent'])
  })

  it('When two admins change different settings at once, then both changes stay', async () => {
    const { settings } = open()
    await settings.change({ answerDays: 20 }, 'staff-1')
    await Promise.all([
      settings.change({ giftReportDays: 45 }, 'staff-1'),
      settings.change({ retentionDays: { spam: 9 } }, 'staff-2'),
    ])
    expect(await settings.get()).to.deep.include({ answerDays: 20, giftReportDays: 45 })
    expect((await settings.get()).retentionDays.spam).to.equal(9)
  })

  it('When values are bad, then each is named and nothing is changed', async () => {
    const { settings, audit } = open()
    const bad = {
      answerDays: 0,
      completedStatuses: ['referred'],
      holidays: ['2026-04-13', '2026-02-30'],
      colours: { primary: 'blue' },
      retentionDays: { cakes: 1 },
      giftLimitBaht: 5000,
      dueDays: 3,
    }
    const names = [
      'answerDays',
      'completedStatuses',
      'holidays',
      'retentionDays.cakes',
      'colours.primary',
      'dueDays',
    ]
    const refused = await settings.change(bad, 'staff-1')
    expect(refused.ok).to.equal(false)
    if (refused.ok) return
    expect(refused.settings).to.have.members(names)
    expect(await settings.get()).to.deep.equal(defaultSettings)
    expect(await storedSettings()).to.equal(null)
    expect(await audit.rows()).to.deep.equal([])
    expect(await settings.change('everything', 'staff-1')).to.include({ ok: false })
  })

  it('When settings are changed, then the audit chain says who changed which, and never to what', async () => {
    const { settings, audit } = open()
    await settings.change({ answerDays: 30, colours: { primary: '#ABCDEF' } }, 'staff-1')
    const [row] = await audit.rows()
    expect(row).to.include({
      who: 'staff-1',
      action: 'settings changed',
      about: 'answerDays colours.primary',
    })
  })

  it('When what is stored is none of our settings, then reading names it instead of guessing', async () => {
    await database()
      .db?.collection<{ _id: string }>('settings')
      .insertOne({ _id: 'agency', overrides: { answerDays: 'soon' } } as { _id: string })
    const error = await open()
      .settings.get()
      .catch((thrown: unknown) => thrown)
    expect(error).to.be.instanceOf(SettingsBroken)
    expect(String(error)).to.include('answerDays').and.not.to.include('soon')
  })

  it('When statuses are chosen in any order and twice, then they are kept once and in order', async () => {
    const { settings } = open()
    await settings.change({ completedStatuses: ['referred', 'completed', 'referred'] }, 'staff-1')
    expect((await settings.get()).completedStatuses).to.deep.equal(['completed', 'referred'])
  })

  it('When settings are refused, then each has one sentence, and what is no setting is called so', () => {
    expect(refusedSettings('th', ['answerDays', 'retentionDays.spam', 'retentionDays.audit'])).to.have.length(
      2,
    )
    expect(refusedSettings('en', ['dueDays', 'retentionDays.cakes'])).to.deep.equal([
      'There is no setting named “dueDays”',
      'There is no setting named “retentionDays.cakes”',
    ])
  })
})
