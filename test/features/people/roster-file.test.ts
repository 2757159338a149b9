import { expect } from 'chai'
import { readRoster } from '../../../src/features/people/roster/roster-file.js'

const header = 'employee_code,name,unit,position'
const read = (text: string) => readRoster(Buffer.from(text))

function rowsOf(text: string) {
  const roster = read(text)
  if (!roster.ok) throw new Error(`The roster was refused: ${JSON.stringify(roster)}`)
  return roster.rows
}

function problemsOf(...lines: string[]) {
  const roster = read([header, ...lines].join('\n'))
  return !roster.ok && roster.why === 'rows' ? roster.problems : []
}

describe('A roster file', () => {
  const somchai = {
    employeeCode: '๑๐๐1',
    name: 'สมชาย ใจดี',
    unit: 'กองกลาง',
    position: 'นักวิชาการ, ชำนาญการ',
  }
  const row = '๑๐๐1,สมชาย ใจดี,กองกลาง,"นักวิชาการ, ชำนาญการ"'

  it('When it is UTF-8 with or without a byte order mark and with any line ends, then its rows are read', () => {
    for (const text of [`${header}\n${row}`, `\ufeff${header}\r\n${row}\r\n\r\n`, `${header}\r${row}\r`])
      expect(rowsOf(text), JSON.stringify(text)).to.deep.equal([somchai])
  })

  it('When a spreadsheet wrote semicolons or tabs, then its rows are read', () => {
    expect(rowsOf('employee_code;name;unit;position\n7;ก, ข;ค;')).to.deep.equal([
      { employeeCode: '7', name: 'ก, ข', unit: 'ค', position: '' },
    ])
    expect(rowsOf('employee_code\tname\tunit\tposition\n7\tก\tข\tค')).to.have.length(1)
  })

  it('When columns stand in another order, in capitals, or among others, then the four are found and the others named', () => {
    const roster = read('Unit,phone, NAME ,Employee_Code,position\nกองคลัง,02,สมศรี,2,นิติกร')
    expect(roster).to.deep.equal({
      ok: true,
      rows: [{ employeeCode: '2', name: 'สมศรี', unit: 'กองคลัง', position: 'นิติกร' }],
      ignoredColumns: ['phone'],
    })
  })

  it('When cells have blanks around, double blanks or a sara am in two pieces, then they are tidied', () => {
    expect(rowsOf(`${header}\n 3 ,  กํานัน   ดี\u200b , กอง\u00a0น้ํา ,`)).to.deep.equal([
      { employeeCode: '3', name: 'กำนัน ดี', unit: 'กอง น้ำ', position: '' },
    ])
  })

  it('When rows are bad, then every one is named with its line, counting line breaks inside quotes', () => {
    expect(
      problemsOf(
        '1,"นาย\nก",กอง,x',
        ',ข,กอง,x',
        '',
        '3,ค,,x',
        '4,ง',
        '"5","จ\r\nจ",,y',
        '=6+1,ฉ,กอง,x',
        '1.23E+12,ช,กอง,x',
        '8 8,ซ,กอง,x',
      ),
    ).to.deep.equal([
      { line: 4, what: 'cell', column: 'employee_code', fault: 'empty' },
      { line: 6, what: 'cell', column: 'unit', fault: 'empty' },
      { line: 7, what: 'cells', found: 2, expected: 4 },
      { line: 8, what: 'cell', column: 'unit', fault: 'empty' },
      { line: 10, what: 'cell', column: 'employee_code', fault: 'formula' },
      { line: 11, what: 'cell', column: 'employee_code', fault: 'rounded' },
      { line: 12, what: 'cell', column: 'employee_code', fault: 'blankInside' },
    ])
  })

  it('When a code would be a formula in a spreadsheet, then it is refused', () => {
    for (const code of ['=1', '+1', '-1', '@1']) expect(problemsOf(`${code},ก,ข,ค`), code).to.have.length(1)
  })

  it('When an employee code is there twice, then both lines are named', () => {
    expect(problemsOf('1,ก,ข,', '2,ก,ข,', '1,ค,ข,')).to.deep.equal([
      { line: 4, what: 'twice', employeeCode: '1', firstLine: 2 },
    ])
  })

  it('When a quotation mark is never closed, then the line is named, and bad rows before it too', () => {
    expect(problemsOf('1,,ข,', '2,"ก,ข,', '3,ค,ง,')).to.deep.equal([
      { line: 2, what: 'cell', column: 'name', fault: 'empty' },
      { line: 3, what: 'quotes' },
    ])
  })

  it('When columns are missing or there twice, then they are named', () => {
    expect(read('employee_code,name,name\n1,ก,ข')).to.deep.equal({
      ok: false,
      why: 'columns',
      missing: ['unit', 'position'],
      twice: ['name'],
    })
  })

  it('When there is nothing in it, or nobody, then it says which', () => {
    for (const text of ['', '\ufeff', '\n\n', ' ,,\n'])
      expect(read(text), JSON.stringify(text)).to.deep.equal({ ok: false, why: 'empty' })
    expect(read(`${header}\n\n`)).to.deep.equal({ ok: false, why: 'noRows' })
  })

  it('When it is in an encoding or a format that is not ours, then it says which', () => {
    const thai874 = Buffer.concat([Buffer.from(`${header}\n1,`), Buffer.from([0xca, 0xc1, 0xaa, 0xd2, 0xc2])])
    expect(readRoster(thai874)).to.deep.equal({ ok: false, why: 'notUtf8' })
    expect(readRoster(Buffer.from(`\ufeff${header}`, 'utf16le'))).to.deep.equal({ ok: false, why: 'utf16' })
    expect(readRoster(Buffer.from('PK\u0003\u0004'))).to.deep.equal({ ok: false, why: 'workbook' })
    expect(readRoster(Buffer.alloc(21 * 1024 * 1024, 'a'))).to.deep.equal({ ok: false, why: 'tooLarge' })
  })
})
