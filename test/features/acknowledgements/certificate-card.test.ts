import { expect } from 'chai'
import { certificateCard } from '../../../src/features/acknowledgements/evidence/certificate-card.js'
import { isDay } from '../../../src/i18n/calendar/bangkok-time.js'
import { noGift } from './agency-world.js'

const opens = '2026-10-01'
const due = '2026-12-31'
if (!isDay(opens) || !isDay(due)) throw new Error('no day')

describe('The certificate of an acknowledgement', () => {
  const cardOf = (name: string) => {
    const policy = {
      ...{ ...noGift, opens, due, addedOn: opens, version: 1, kind: 'policy' as const },
      sha256: { th: 'a'.repeat(64) },
    }
    const certificate = { name, unit: 'กองกลาง', agencyName: 'หน่วยงาน', policy, at: new Date(0), number: 1 }
    return JSON.stringify(certificateCard(certificate, 'th', { type: 'message', label: 'ดู', text: 'ดู' }))
  }

  it('When a name is long, then it goes on two lines between its words; a short one stays on one', () => {
    expect(cardOf('นางสาวกรรณิการ์ ธาราพิทักษ์')).to.include('"นางสาวกรรณิการ์\\nธาราพิทักษ์"')
    expect(cardOf('นายเอก ใจดี')).to.include('"นายเอก ใจดี"')
  })
})
