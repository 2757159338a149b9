// Passphrases as people choose them when nobody helps, and as they should be; and those that the browser makes.
import { expect } from 'chai'
import { bitsOfMade, makePassphrase } from '../../src/sealing/passphrase-making.js'
import { judgePassphrase, leastGuesses } from '../../src/sealing/passphrase-strength.js'
import { asTypedInLatin } from '../../src/sealing/thai-passphrase-words.js'

const names = ['กรมส่งเสริมความสุจริต', 'Department of Integrity', 'สมศรี มีธรรม']
const judged = (passphrase: string) => {
  const one = judgePassphrase(passphrase, names)
  return one.ok ? 'good' : one.why
}

describe('The strength of a passphrase', () => {
  const weak = {
    tooShort: ['กขค', 'xk7#pQ9', '           '],
    repeats: ['111111111111', 'ทดสอบทดสอบทดสอบ', 'aaaaaaaaaaaaaaaa', 'กกกกกกกกกกกกกกกก'],
    name: ['กรมส่งเสริมความสุจริต', 'สมศรี มีธรรม', 'สมศรี มีธรรม 1'],
    anything: [
      'รหัสผ่านของฉัน',
      'password1234',
      'Password12345!',
      'p@ssw0rdp@ssw0rd',
      'วันนี้อากาศดีมาก',
      'สวัสดีประเทศไทย2569',
      '01012569010125',
      'abcdefghijklmnop',
      'asdfghjkl;asd',
      'ฟหกดเ้่าสวง',
      'qwertyuiop12',
      'รหัสผ่าน1234',
      // What รหัสผ่านของฉัน becomes when the layout was not switched.
      'password password',
      'กรมส่งเสริมความสุจริต2569',
    ],
  } as const
  for (const [why, all] of Object.entries(weak))
    it(`When one is weak by ${why}, then it is refused, and it is said why`, () => {
      for (const one of all) {
        if (why === 'anything') expect(judged(one), one).not.to.equal('good')
        else expect(judged(one), one).to.equal(why)
      }
    })

  it('When a sentence has five words that few people put together, then it is good', () => {
    for (const one of [
      'ม้า แบตเตอรี่ ลวด ทะเล ตะเกียบ',
      'ตะเกียบฟิสิกส์เขียวลอยเหนือระเบียง',
      'แมวดำนอนบนหลังคาสีเขียว 2569',
      'ช่างไม้เก็บเมฆใส่กระเป๋าไปขายดาวอังคาร',
      'granite puddle waltz orchid 77 comet',
    ])
      expect(judged(one), one).to.equal('good')
  })

  it('When the layout of the keyboard is another, then a walk over the keys is still one', () => {
    expect(asTypedInLatin('ฟหกด')).to.equal('asdf')
    expect(asTypedInLatin('ๆไำพะั')).to.equal('qwerty')
    // “password” with the Thai layout on.
    expect(judged('ยฟหห ไนพก ยฟหหไนพก')).not.to.equal('good')
  })

  it('When one is very long, then it is looked at in a moment all the same', () => {
    const started = process.cpuUsage()
    expect(judged('ก'.repeat(100_000))).to.equal('repeats')
    judged('มาด บิน โตก '.repeat(10_000))
    expect(process.cpuUsage(started).user / 1e6).to.be.lessThan(20)
    // What lies behind the first hundred letters is not looked at, and makes none better.
    expect(judged(`${'ก'.repeat(100)} ม้า แบตเตอรี่ ลวด ทะเล ตะเกียบ`)).to.equal('repeats')
  })

  it('When a Thai one has many letters and few words, then its words count and not its letters', () => {
    for (const one of ['ตะเกียบระเบียงฟิสิกส์', 'กระเป๋า ดาวอังคาร ตะเกียบ'])
      expect(judged(one), one).to.equal('fewWords')
  })

  it('When the browser makes one, then it is good, has the bits that are stated, and none comes twice', () => {
    for (const language of ['th', 'en'] as const) {
      expect(bitsOfMade(language)).to.be.at.least(60)
      const made = Array.from({ length: 40 }, () => makePassphrase(language))
      expect(new Set(made).size).to.equal(made.length)
      for (const one of made) {
        expect(one.split(' ')).to.have.length(6)
        expect(judged(one), one).to.equal('good')
      }
    }
    expect(2 ** 60).to.be.greaterThan(10 ** leastGuesses)
  })
})
