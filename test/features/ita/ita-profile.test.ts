import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import { itaProfileOf, itaProfiles, readProfile } from '../../../src/features/ita/ita-profile.js'
import { readReportAsked } from '../../../src/features/ita/report/report-asked.js'
import { projectRoot } from '../../../src/operation/project-root.js'

const file = '2569-vec.json'
const text = readFileSync(join(projectRoot, 'src/features/ita/profiles', file), 'utf8')
const broken = (change: (profile: Record<string, unknown>) => void, name = file) => {
  const profile = JSON.parse(text)
  change(profile)
  return () => readProfile(name, JSON.stringify(profile))
}

describe('Year profiles', () => {
  it('When they are read, then 2569 has its four assessors, with the numbers of that year', () => {
    const of2569 = itaProfiles().filter(({ fiscalYear }) => fiscalYear === 2569)
    expect(of2569.map(({ assessor }) => assessor)).to.deep.equal([
      'moph',
      'nacc-central',
      'nacc-local',
      'vec',
    ])
    const numberOf = (
      year: number,
      assessor: 'nacc-central' | 'vec' | 'moph' | 'nacc-local',
      wanted: string,
    ) =>
      itaProfileOf(year, assessor)?.items.find(({ evidence }) => evidence.some((kind) => kind === wanted))
        ?.number
    expect(numberOf(2569, 'nacc-central', 'statistics')).to.equal('O18')
    expect(numberOf(2568, 'nacc-central', 'statistics')).to.equal('O19')
    expect(numberOf(2566, 'nacc-local', 'statistics')).to.equal('O29')
    expect(numberOf(2569, 'vec', 'guideline')).to.equal('O18')
    expect(numberOf(2569, 'moph', 'guideline')).to.equal('MOIT 9')
    expect(numberOf(2569, 'nacc-central', 'noGift')).to.equal('O20')
  })

  it('When a number was not compared with a handbook, then it does not claim to be', () => {
    const claimed = itaProfiles().flatMap(({ fiscalYear, assessor, items }) =>
      items.flatMap(({ certainty, number }) =>
        certainty === 'primary' ? [`${fiscalYear} ${assessor} ${number}`] : [],
      ),
    )
    expect(claimed).to.deep.equal(['2569 moph MOIT 9', '2569 moph MOIT 10'])
  })

  it('When a file is no profile, then its name and the places at fault are told', () => {
    expect(() => readProfile(file, '{')).to.throw(`${file} cannot be used: JSON`)
    expect(broken((profile) => Object.assign(profile, { items: [] }))).to.throw('items')
    expect(broken((profile) => Object.assign(profile, { assessor: 'somebody' }))).to.throw('assessor')
    expect(broken(() => undefined, '2570-vec.json')).to.throw('fiscalYear')
    expect(
      broken((profile) =>
        Object.assign(profile, {
          dueDates: [{ what: { th: 'ก', en: 'a' }, on: '2026-02-30', certainty: 'primary' }],
        }),
      ),
    ).to.throw('dueDates.0.on')
  })
})

describe('What รายงาน is asked for', () => {
  const now = new Date('2026-03-20T03:00:00Z')
  it('When words are written in any of their forms, then they are understood', () => {
    const asked = (words: string) => readReportAsked(words, now)
    expect(asked('ITA')).to.deep.equal({ kind: 'pack', fiscalYear: 2569 })
    expect(asked('ita ๒๕๖๘ nacc-local')).to.deep.equal({
      kind: 'pack',
      fiscalYear: 2568,
      assessor: 'nacc-local',
    })
    expect(asked('มาตรการ 12 เดือน')).to.deep.equal({
      kind: 'followUp',
      fiscalYear: 2569,
      round: { kind: 'year' },
    })
    expect(asked('มาตรการ รอบ 6 เดือน 2568')).to.deep.equal({
      kind: 'followUp',
      fiscalYear: 2568,
      round: { kind: 'halfYear' },
    })
    expect(asked('measures Oct 2025')).to.deep.equal({
      kind: 'followUp',
      fiscalYear: 2569,
      round: { kind: 'month', month: '2025-10' },
    })
    expect(asked('มาตรการ')).to.deep.include({ round: { kind: 'month', month: '2026-03' } })
    expect(asked('อบรม 2568')).to.deep.equal({ kind: 'trainings', fiscalYear: 2568 })
    for (const words of ['', 'ita 69', 'ita 2569 ใคร', 'มาตรการ ไตรมาส 1', 'อบรม เมื่อวาน', 'อื่น'])
      expect(asked(words), words).to.equal(undefined)
  })
})
