import { expect } from 'chai'
import fc from 'fast-check'
import { createSettings } from '../../src/features/settings/settings-feature.js'
import {
  defaultSettings,
  isSomewhereElse,
  mergeSettings,
} from '../../src/features/settings/settings-schema.js'
import { isPublicSite, isSameSite, plainAddress } from '../../src/i18n/letters/plain-address.js'
import { createAudit } from '../../src/security/audit/audit.js'
import { createKeyring } from '../../src/security/keyring.js'
import { withDatabase } from '../harness/test-database.js'

describe('An address that leads where it seems to lead', () => {
  it('When it is plain, then it is taken, in Latin or in Thai letters', () => {
    for (const words of [
      'https://www.tmd.go.th/',
      'https://weather.example/today?x=1#y',
      'https://กรมอุตุ.ไทย/',
      'HTTPS://Weather.Example',
    ])
      expect(isSomewhereElse(words), words).to.equal(true)
  })

  it('When it seems to lead elsewhere than it does, then it is refused', () => {
    for (const words of [
      'https://www.tmd.go.th@evil.example/',
      'https://www.tmd.go.th:443@evil.example/',
      'https://www.tmd.go.th%2f@evil.example/',
      'https://@evil.example/',
      'https://:@evil.example/',
      'https:\\\\evil.example\\@www.tmd.go.th/',
      'https://www.tmd.go.th\\@evil.example/',
      'https:www.tmd.go.th',
      'https:/www.tmd.go.th',
      'https://www.tmd.go.th\u200b.evil.example/',
      'https://www.tmd.go.th\u202e/moc.live//',
      'https://www.tmd.go.th\n.evil.example/',
      ' https://www.tmd.go.th/',
      'https://www.tmd。go.th/',
      'https://www.tmd．go．th/',
      'https://www.tmԁ.go.th/',
      'https://xn--www-tmd-go-th-evil.example/',
      'https://127.0.0.1/',
      'https://0x7f.1/',
      'https://2130706433/',
      'https://[::1]/',
      'https://localhost/',
      'https://router.local/',
      'https://intranet/',
      'https://www.tmd.go.th:8443/',
      'https://www.tmd.go.th./',
      'http://www.tmd.go.th/',
      'javascript:alert(1)',
      'data:text/html,x',
      '//www.tmd.go.th/',
      `https://www.tmd.go.th/${'a'.repeat(2000)}`,
    ])
      expect(isSomewhereElse(words), words).to.equal(false)
  })

  it('Whatever stands before an @ in front of the host, it is refused', () => {
    const part = fc.string({ minLength: 0, maxLength: 20 }).map((words) => words.replace(/[/?#]/gu, ''))
    fc.assert(
      fc.property(part, (words) => plainAddress(`https://${words}@evil.example/`) === undefined),
      { numRuns: 300, seed: 7 },
    )
  })

  it('When it is one of ours, with www, above or below, then it is the same site', () => {
    expect(isSameSite('www.agency.go.th', 'agency.go.th')).to.equal(true)
    expect(isSameSite('sujarit.agency.go.th', 'agency.go.th')).to.equal(true)
    expect(isSameSite('agency.go.th', 'Sujarit.agency.go.th')).to.equal(true)
    expect(isSameSite('otheragency.go.th', 'agency.go.th')).to.equal(false)
    expect(isPublicSite(new URL('https://agency.go.th'))).to.equal(true)
  })

  it('When an earlier version kept a bad one, then nobody is led there and every other setting holds', () => {
    const kept = mergeSettings({ leaveNowUrl: 'https://www.tmd.go.th@evil.example/', answerDays: 20 })
    expect(kept).to.deep.equal({ ...defaultSettings, answerDays: 20 })
  })
})

describe('The site of “leave now”', () => {
  const database = withDatabase()

  it('When it is our own, then it is refused; when our address changes to it later, then the default is used', async () => {
    const audit = createAudit(database(), () => new Date(), createKeyring(Buffer.alloc(32, 7)))
    const at = (publicUrl: string) => createSettings({ connection: database(), audit, publicUrl }).rules
    for (const leaveNowUrl of [
      'https://sujarit.agency.go.th/',
      'https://www.sujarit.agency.go.th/',
      'https://agency.go.th/report',
    ])
      expect(await at('https://sujarit.agency.go.th').change({ leaveNowUrl }, 'admin-1')).to.deep.equal({
        ok: false,
        why: 'badValues',
        settings: ['leaveNowUrl'],
      })
    const leaveNowUrl = 'https://weather.example/'
    expect(await at('https://sujarit.agency.go.th').change({ leaveNowUrl }, 'admin-1')).to.include({
      ok: true,
    })
    expect((await at('https://weather.example').get()).leaveNowUrl).to.equal(defaultSettings.leaveNowUrl)
  })
})
