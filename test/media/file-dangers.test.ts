// Kinds by which malware is known to come are told by bytes, and plain files are not warned of.
import { expect } from 'chai'
import fc from 'fast-check'
import { strToU8, zipSync, zlibSync } from 'fflate'
import { nameDeceives, nameRuns } from '../../src/media/dangers/danger-signs.js'
import { dangersOf } from '../../src/media/dangers/file-dangers.js'
import { type FileDanger, fileDangers } from '../../src/media/dangers/known-dangers.js'
import { growthOf } from '../harness/growth.js'
import { examplesOfKinds, programs } from './file-examples.js'

const text = (words: string) => Buffer.from(words)
const zip = (...names: readonly string[]) =>
  Buffer.from(zipSync(Object.fromEntries(names.map((name) => [name, strToU8('x')]))))
const holding = (files: Readonly<Record<string, Uint8Array | string>>) =>
  Buffer.from(
    zipSync(
      Object.fromEntries(
        Object.entries(files).map(([name, inside]) => [name, Buffer.from(inside as Uint8Array)]),
      ),
    ),
  )
/** The flag of a password, in the table of contents. */
function locked(): Buffer {
  const bytes = zip('a.txt')
  bytes[bytes.indexOf(Buffer.from('PK\x01\x02', 'latin1')) + 8] = 1
  return bytes
}
const compound = (name: string) =>
  Buffer.concat([examplesOfKinds.doc ?? Buffer.alloc(0), Buffer.from(name, 'utf16le')])
const paper = (words: string) => text(`%PDF-1.7\n1 0 obj <<${words}>>`)
const packedPaper = (words: string) =>
  Buffer.concat([
    text('%PDF-1.7\n1 0 obj <</Type/ObjStm /Filter/FlateDecode /N 1>>\nstream\n'),
    zlibSync(strToU8(words)),
    text('\nendstream'),
  ])
const related = (target: string, type = 'attachedTemplate') =>
  holding({
    '[Content_Types].xml': 'x',
    'word/document.xml': 'x',
    'word/_rels/settings.xml.rels': `<Relationships><Relationship Id="r" Type="http://x/${type}" Target="${target}" TargetMode="External"/></Relationships>`,
  })
const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-', 'ANTIVIRUS-TEST-FILE!', '$H+H*'].join('')
const bomb = () => holding({ zeros: Buffer.alloc(30_000_000) })
const sector = () => {
  const bytes = Buffer.alloc(1024)
  bytes.set([0xeb, 0x3c, 0x90])
  bytes.set([0x55, 0xaa], 510)
  return bytes
}

const scripts = [
  ...['WScript.Echo(1)', '#!/bin/sh\n', '@echo off\r\ndel x', 'powershell -enc AAAA', 'IEX (New-Object X)'],
  ...[
    '[InternetShortcut]\nURL=http://x',
    '[Desktop Entry]\nExec=x',
    'Windows Registry Editor Version 5.00',
    '#@~^AAA=',
  ],
]
const pdfActions = ['/OpenAction <</S /JavaScript /JS (x)>>', '/Launch', '/S /J#61vaScript', '/S/SubmitForm']

describe('What a file could do to whoever opens it', () => {
  it('When a file is of a kind by which malware comes, then it says which, whatever it is called', () => {
    for (const [name, bytes] of Object.entries(programs))
      expect(dangersOf(bytes), name).to.include(name === 'an image of a disk' ? 'diskImage' : 'program')
    const known: readonly (readonly [FileDanger, Buffer])[] = [
      ['eicar', text(eicar)],
      ['eicar', holding({ 'a.txt': eicar })],
      ...scripts.map((words) => ['script', text(words)] as const),
      ['script', text(`${'# \n'.repeat(20_000)}powershell -enc AAAA`)],
      ['script', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('WScript.Echo(1)', 'utf16le')])],
      ['diskImage', sector()],
      ['oneNote', Buffer.from([0xe4, 0x52, 0x5c, 0x7b, 0x8c, 0xd8, 0xa7, 0x4d, 0, 0])],
      ['program', text('ITSF\x03')],
      ['macros', examplesOfKinds.docm ?? text('')],
      ['macros', examplesOfKinds.xlsm ?? text('')],
      ['macros', compound('_VBA_PROJECT')],
      ['macros', holding({ '[Content_Types].xml': 'x', 'xl/a.xml': 'x', 'xl/macrosheets/sheet1.xml': 'x' })],
      [
        'macros',
        holding({ '[Content_Types].xml': 'application/vnd.ms-office.vbaProject', 'word/other.bin': 'x' }),
      ],
      [
        'macros',
        holding({
          mimetype: 'x',
          'Basic/Standard/Module1.xml': 'x',
          '[Content_Types].xml': '',
          'word/a': '',
        }),
      ],
      ['embedded', holding({ '[Content_Types].xml': 'x', 'word/embeddings/oleObject1.bin': 'x' })],
      ['embedded', compound('\x01Ole10Native')],
      ['embedded', text('{\\rtf1{\\object\\objdata 0105}}')],
      ['embedded', text('{\\rt{\\object\\objupdate\\objdata 0105}}')],
      ['fetches', text('{\\rtf1{\\*\\template http://x/a.dotm}}')],
      ['fetches', related('http://x/a.dotm')],
      ['fetches', related('file://x/a', 'image')],
      ...pdfActions.flatMap((words) => [
        ['pdfRuns', paper(words)] as const,
        ['pdfRuns', packedPaper(words)] as const,
      ]),
      ['embedded', paper('/EmbeddedFiles 3 0 R')],
      ['locked', text('%PDF-1.7 trailer <</Encrypt 4 0 R>>')],
      ['pageRuns', text('<svg onload="x()"></svg>')],
      ['pageRuns', text('<html><script>x</script></html>')],
      ['fetches', text('<svg><image href="http://x/a.png"/></svg>')],
      ['unseen', examplesOfKinds.rar ?? text('')],
      ['unseen', examplesOfKinds['7z'] ?? text('')],
      ['archiveRuns', zip('a.txt', 'b/run.EXE')],
      ['archiveRuns', holding({ 'a.jpg': programs.Windows ?? '' })],
      [
        'archiveRuns',
        text('From: a@x\nMessage-ID: 1\nContent-Disposition: attachment; filename="a.js"\n\nx'),
      ],
      ['nested', holding({ 'a.zip': zip('b.txt') })],
      ['archiveRuns', holding({ 'a.zip': holding({ 'b.zip': zip('c.scr') }) })],
      ['macros', holding({ 'a.docx': examplesOfKinds.docm ?? '' })],
      ['bomb', bomb()],
      ['doubleName', zip('invoice.pdf.exe')],
      ['doubleName', zip('photo.jpg   .scr')],
      ['doubleName', zip('photo\u202egpj.exe')],
      ['locked', locked()],
      ['hidden', Buffer.concat([examplesOfKinds.jpg ?? text(''), zip('a.exe')])],
      ['lies', programs.Windows ?? text('')],
    ]
    for (const [danger, bytes] of known)
      expect(dangersOf(bytes, 'image/jpeg'), bytes.toString('latin1', 0, 90)).to.include(danger)
    const tried = new Set<string>([...known.map(([danger]) => danger), 'program', 'diskImage'])
    expect(fileDangers.filter((danger) => !tried.has(danger))).to.deep.equal([])
  })
  it('When a file is plain, then nobody is warned of it', () => {
    const plain = [
      'jpg',
      'png',
      'heic',
      'tiff',
      'mp4',
      'mp3',
      'pdf',
      'docx',
      'xlsx',
      'doc',
      'odt',
      'txt',
      'csv',
      'eml',
    ]
    for (const ending of plain)
      expect(dangersOf(examplesOfKinds[ending] ?? text('')), ending).to.deep.equal([])
    expect(dangersOf(text('<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>'))).to.deep.equal(
      [],
    )
  })
  it('When a paper has a link, a first page or a table of figures in it, then nobody is warned of it', () => {
    const links = related('https://example.org', 'hyperlink')
    const sheet = holding({
      '[Content_Types].xml': 'x',
      'word/a.xml': 'x',
      'word/embeddings/figures.xlsx': 'x',
    })
    for (const bytes of [links, sheet, paper('/OpenAction [3 0 R /Fit] /A <</S /URI /URI (https://x)>>')])
      expect(dangersOf(bytes)).to.deep.equal([])
    expect(dangersOf(holding({ 'a.jpg': examplesOfKinds.jpg ?? '', 'บันทึก.pdf': paper('') }))).to.deep.equal(
      [],
    )
  })
  it('When something is not what was said, then it says so, and a recording may be either', () => {
    expect(dangersOf(examplesOfKinds.pdf ?? text(''), 'image/png')).to.deep.equal(['lies'])
    expect(dangersOf(examplesOfKinds.mp4 ?? text(''), 'audio/mp4')).to.deep.equal([])
  })
  it('When a name runs or deceives, then it is known by its end, and a plain one is not', () => {
    for (const name of ['a.EXE', 'a.pdf.exe', 'a.lnk ', 'a.js.', 'ก.apk'])
      expect(nameRuns(name), name).to.equal(true)
    for (const name of ['a.jpg      .exe', 'a\u202excod.exe', 'a.pdf.js'])
      expect(nameDeceives(name), name).to.equal(true)
    for (const name of ['รายงาน.pdf', 'a.b.docx', 'IMG_0001.HEIC']) {
      expect(nameRuns(name), name).to.equal(false)
      expect(nameDeceives(name), name).to.equal(false)
    }
  })
  it('When a file is made to be slow to look at, then ten times as much takes about ten times as long', async () => {
    const enough = 40
    const shapes = [
      'stream /ObjStm ',
      '/ObjStm stream\nxendstream',
      '<Relationship ',
      'src=  ',
      '{\\rt\\obj',
      'name=" ',
      '<meta ',
      ' onaa ',
    ]
    for (const head of ['%PDF-1.7\n', '<svg ', '', '{\\rtf1', 'From: a\nMessage-ID: b\n'])
      for (const shape of shapes) {
        const [small, large] = [20_000, 200_000].map((length) =>
          text(head + shape.repeat(length / shape.length)),
        )
        if (!small || !large) throw new Error('two lengths make two texts')
        const growth = await growthOf(
          () => dangersOf(small),
          () => dangersOf(large),
          enough,
        )
        expect(growth, `${head} ${shape}`).to.be.below(enough)
      }
  })
  it('Whatever comes, it answers and never throws', () => {
    const heads = [...Object.values(examplesOfKinds), ...Object.values(programs)]
    fc.assert(
      fc.property(fc.constantFrom(...heads), fc.uint8Array({ maxLength: 200 }), (head, more) => {
        for (const danger of dangersOf(Buffer.concat([head, more]))) expect(fileDangers).to.include(danger)
      }),
    )
  })
})
