import { expect } from 'chai'
import fc from 'fast-check'
import { quartersIn, readMeasures } from '../../../src/features/measures/measure-file.js'

const head = 'ประเด็น,มาตรการ,ขั้นตอน,ผู้รับผิดชอบ,ไตรมาส,ตัวชี้วัด,เป้าหมาย,หลักฐาน'
const row = 'การใช้อำนาจ,อบรมจริยธรรม,จัดทำโครงการ | อบรม,กองกลาง,1-4,จำนวนครั้ง,3 ครั้ง,การอบรม | แบบสำรวจ'
const file = (...lines: string[]) => readMeasures(Buffer.from(`\ufeff${lines.join('\r\n')}\r\n`))

describe('A file of measures', () => {
  it('When columns are Thai or English and the file is CSV or JSON, then the same rows are read', () => {
    const thai = file(head, row)
    const english = file(
      'issue,measure,steps,owner,quarters,indicator,target,evidence',
      row.replace('การอบรม | แบบสำรวจ', 'trainings | surveys'),
    )
    const json = readMeasures(
      Buffer.from(
        JSON.stringify([
          {
            issue: 'การใช้อำนาจ',
            measure: 'อบรมจริยธรรม',
            steps: ['จัดทำโครงการ', 'อบรม'],
            owner: 'กองกลาง',
            quarters: '๑-๔',
            indicator: 'จำนวนครั้ง',
            target: '3 ครั้ง',
            evidence: ['trainings', 'surveys'],
          },
        ]),
      ),
    )
    if (!thai.ok || !english.ok || !json.ok) throw new Error('not read')
    const [one] = thai.rows
    expect(one).to.deep.include({ steps: ['จัดทำโครงการ', 'อบรม'], quarters: [1, 2, 3, 4], line: 2 })
    expect(one?.evidence).to.deep.equal(['trainings', 'surveys'])
    expect({ ...english.rows[0] }).to.deep.equal(one)
    expect({ ...json.rows[0], line: 2 }).to.deep.equal(one)
  })

  it('When rows are bad, then every one is named with its line and what is wrong', () => {
    const read = file(
      head,
      row,
      row,
      ',อบรม,ขั้นตอน,กองกลาง,1,ก,ข,',
      'ก,ข,ค,ง,ไตรมาส 5,จ,ฉ,',
      'ก,ข,ค,ง,1,จ,ฉ,ความฝัน',
      'ก,ข,ค',
    )
    expect(read).to.deep.equal({
      ok: false,
      why: 'rows',
      problems: [
        { line: 7, what: 'cells', found: 3, expected: 8 },
        { line: 3, what: 'twice', firstLine: 2 },
        { line: 4, what: 'cell', column: 'issue', fault: 'empty' },
        { line: 5, what: 'cell', column: 'quarters', fault: 'notQuarters' },
        { line: 6, what: 'cell', column: 'evidence', fault: 'notEvidence' },
      ],
    })
  })

  it('When the plan names one of a kind by its key, then it is read; a key of what has none is refused', () => {
    const named = (evidence: string) => file(head, row.replace('การอบรม | แบบสำรวจ', evidence))
    const read = named(
      'การเผยแพร่: complaint-channels | campaigns:dos-and-donts | การรับทราบ : no-gift | การอบรม',
    )
    if (!read.ok) throw new Error('not read')
    expect(read.rows[0]?.evidence).to.deep.equal([
      'campaigns:complaint-channels',
      'campaigns:dos-and-donts',
      'acknowledgements:no-gift',
      'trainings',
    ])
    for (const bad of ['การอบรม: ครั้งแรก', 'การเผยแพร่:', 'การเผยแพร่: ช่องทาง', ': no-gift', 'สถิติ: 1'])
      expect(named(bad), bad).to.deep.equal({
        ok: false,
        why: 'rows',
        problems: [{ line: 2, what: 'cell', column: 'evidence', fault: 'notEvidence' }],
      })
  })

  it('When columns are missing, or it is no list, or a workbook, then it says so', () => {
    expect(file('ประเด็น,มาตรการ', 'ก,ข')).to.deep.include({ ok: false, why: 'columns' })
    expect(readMeasures(Buffer.from('[1, 2]'))).to.deep.equal({ ok: false, why: 'notJson' })
    expect(readMeasures(Buffer.from('[{]'))).to.deep.equal({ ok: false, why: 'notJson' })
    expect(readMeasures(Buffer.from('PK\u0003\u0004'))).to.deep.equal({ ok: false, why: 'workbook' })
    expect(readMeasures(Buffer.from(''))).to.deep.equal({ ok: false, why: 'noRows' })
    expect(file(head)).to.deep.equal({ ok: false, why: 'noRows' })
  })

  it('When quarters are written in any way, then they are read in order; other words are refused', () => {
    for (const [written, quarters] of [
      ['1-4', [1, 2, 3, 4]],
      ['ไตรมาส ๒–๓', [2, 3]],
      ['4, 1', [1, 4]],
      ['ไตรมาสที่ 1 และ 3', [1, 3]],
    ] as const)
      expect(quartersIn(written)).to.deep.equal(quarters)
    for (const written of ['', '5', 'ทั้งปี', '2569', '0-4']) expect(quartersIn(written)).to.equal(undefined)
  })

  it('When any subset of quarters is written as a list, then that subset is read', () => {
    fc.assert(
      fc.property(fc.subarray([1, 2, 3, 4] as const, { minLength: 1 }), (some) => {
        expect(quartersIn(some.join(', '))).to.deep.equal(some)
      }),
    )
  })
})
