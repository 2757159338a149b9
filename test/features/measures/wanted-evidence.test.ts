import { expect } from 'chai'
import type { Known } from '../../../src/features/measures/known-evidence-rules.js'
import type { KnownKind, WantedEvidence } from '../../../src/features/measures/measure.js'
import { indicatorsIn } from '../../../src/features/measures/measure-indicators.js'
import { belongingTo } from '../../../src/features/measures/wanted-evidence-rules.js'
import { isDay } from '../../../src/i18n/calendar/bangkok-time.js'

const day = '2026-11-08'
if (!isDay(day)) throw new Error('not a day')
const published = (from: 'content' | 'policy', key: string) => ({
  piece: { from, key, version: 1, sha256: key, title: { th: key, en: key } },
  channels: ['website'] as const,
  times: 1,
  groups: 0,
  people: 0,
  firstOn: day,
  lastOn: day,
  proofs: [],
})
const campaigns: Known = {
  kind: 'campaigns',
  publications: [
    published('content', 'complaint-channels'),
    published('content', 'state-property'),
    published('content', 'no-tag'),
    published('policy', 'no-gift'),
  ],
}
const tagsOf = (key: string) =>
  key === 'complaint-channels'
    ? (['fixing'] as const)
    : key === 'state-property'
      ? (['property'] as const)
      : []
const known = new Map<KnownKind, Known>([
  ['campaigns', campaigns],
  ['trainings', { kind: 'trainings', trainings: { trainings: [], times: 3, attendances: 36, people: 36 } }],
])

function publicationsOf(issue: string, ...evidence: WantedEvidence[]): readonly string[] | undefined {
  const [first] = belongingTo({ issue, evidence }, known, tagsOf)
  return first?.kind === 'campaigns' ? first.publications.map(({ piece }) => piece.key) : undefined
}

describe('What belongs to a measure', () => {
  it('When its issue is an indicator, then the publications for that indicator are its own, and no other', () => {
    expect(publicationsOf('การแก้ไขปัญหาการทุจริต', 'campaigns')).to.deep.equal(['complaint-channels'])
    expect(publicationsOf('ตัวชี้วัดที่ 4 การใช้ทรัพย์สินของราชการ', 'campaigns')).to.deep.equal(['state-property'])
    expect(publicationsOf('การใช้งบประมาณ', 'campaigns')).to.deep.equal([])
    expect(publicationsOf('ประเด็นของหน่วยงานเอง', 'campaigns')).to.deep.equal([])
  })

  it('When the plan names a publication, then that one belongs, whatever it was made for', () => {
    expect(publicationsOf('การใช้งบประมาณ', 'campaigns:no-tag')).to.deep.equal(['no-tag'])
    expect(publicationsOf('การปฏิบัติหน้าที่', 'campaigns:no-gift')).to.deep.equal(['no-gift'])
    expect(publicationsOf('การแก้ไขปัญหาการทุจริต', 'campaigns', 'campaigns:no-tag')).to.deep.equal([
      'complaint-channels',
      'no-tag',
    ])
    expect(publicationsOf('การใช้งบประมาณ', 'campaigns:not-made-yet')).to.deep.equal([])
  })

  it('When several kinds are named, then each stands once, in the order of the plan; what is not known is left out', () => {
    const evidence = ['trainings', 'campaigns:no-tag', 'campaigns:no-gift', 'gifts'] as const
    const kinds = belongingTo({ issue: 'x', evidence }, known, tagsOf).map(({ kind }) => kind)
    expect(kinds).to.deep.equal(['trainings', 'campaigns'])
  })

  it('When an issue is written in either language and with other words around it, then its indicators are found', () => {
    expect(indicatorsIn('ด้านการใช้งบประมาณและการใช้อำนาจ')).to.deep.equal(['budget', 'power'])
    expect(indicatorsIn('คุณภาพการดำเนินงาน')).to.deep.equal([])
  })
})
