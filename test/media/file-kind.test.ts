// Kinds of files by their bytes: names and what somebody says of them are no part of it.
import { expect } from 'chai'
import fc from 'fast-check'
import { fileKindOf } from '../../src/media/kinds/file-kind.js'
import { allKinds, kindByMime } from '../../src/media/kinds/file-kinds.js'
import { examplesOfKinds, otherWritings, programs } from './file-examples.js'

describe('What kind a file is', () => {
  it('When a file of any kind that people send comes, then its bytes say which, and it ends in what opens it', () => {
    for (const [ending, bytes] of Object.entries(examplesOfKinds))
      expect(fileKindOf(bytes).ending, ending).to.equal(ending)
    for (const [name, [ending, bytes]] of Object.entries(otherWritings))
      expect(fileKindOf(bytes).ending, name).to.equal(ending)
    const tried = new Set([...Object.keys(examplesOfKinds), 'pptm'])
    expect(allKinds.map(({ ending }) => ending).filter((ending) => !tried.has(ending))).to.deep.equal([])
  })
  it('When it says that it is something else, then its bytes are believed', () => {
    for (const [ending, bytes] of Object.entries(examplesOfKinds))
      for (const claimed of ['image/jpeg', 'application/octet-stream', '', 'text/html; charset=utf-8'])
        expect(fileKindOf(bytes, claimed).ending, `${ending} called ${claimed}`).to.equal(ending)
  })
  it('When it runs, then it is called a program, and its ending starts nothing', () => {
    for (const [name, bytes] of Object.entries(programs))
      expect(fileKindOf(bytes, 'image/png'), name).to.include({ family: 'program', ending: 'bin' })
  })
  it('When a kind is written down, then it is read back the same, also as other programs write it', () => {
    for (const kind of allKinds) expect(kindByMime(kind.mime)).to.deep.equal(kind)
    expect(kindByMime('Audio/X-M4A; rate=8000').ending).to.equal('m4a')
    expect(kindByMime('nobody/knows').ending).to.equal('bin')
  })
  it('Whatever comes, it answers and never throws', () => {
    const heads = Object.values({ ...examplesOfKinds, ...programs })
    fc.assert(
      fc.property(
        fc.constantFrom(...heads),
        fc.uint8Array({ maxLength: 300 }),
        fc.nat(60),
        (head, more, cut) => {
          const bytes = Buffer.concat([head.subarray(0, Math.max(0, head.length - cut)), more])
          expect(fileKindOf(bytes).ending).to.be.a('string')
        },
      ),
    )
  })
})
