import { expect } from 'chai'
import fc from 'fast-check'
import { PostbackTooLong, readPostback, writePostback } from '../../src/line/postback-codec.js'

const minute = new Date('2026-11-20T05:00:00Z')

describe('Postback data', () => {
  it('When we wrote it, then we read the same id, version, minute and data', () => {
    fc.assert(
      fc.property(
        fc.record({ a: fc.string({ maxLength: 20 }), b: fc.integer() }),
        fc.integer({ min: 1, max: 9999 }),
        (data, version) => {
          const written = writePostback('people.link', version, minute, data)
          expect(readPostback(written)).to.deep.equal({ id: 'people.link', version, madeAt: minute, data })
        },
      ),
    )
  })
  it('When it would not fit into 300 characters, then it is refused when it is written, not by LINE', () => {
    expect(() => writePostback('x', 1, minute, 'a'.repeat(300))).to.throw(PostbackTooLong)
    expect(writePostback('x', 1, minute, 'a'.repeat(280)).length).to.be.at.most(300)
  })
  it('When somebody else wrote it, then it is nothing of ours, whatever it holds', () => {
    fc.assert(fc.property(fc.string(), (anything) => readPostback(anything) === undefined))
    for (const foreign of ['', 'a=1', 's1;;', 's1;x.1;zz;{', 's2;x.1;zz;{}', 's1;x;zz;{}']) {
      expect(readPostback(foreign), foreign).to.equal(undefined)
    }
  })
})
