import { expect } from 'chai'
import { hasOnlyOtherLetters } from '../../src/i18n/letters/letters.js'

describe('The letters of a text', () => {
  it('When it is written in the other language alone, then that is seen; a mixture, digits and signs say nothing', () => {
    for (const [text, th, en] of [
      ['Hello?', true, false],
      ['สวัสดี', false, true],
      ['สวัสดี Bob', false, false],
      ['๑๒ 34 😀 … ฿100 ๆ ฯ', false, false],
      ['', false, false],
    ] as const)
      expect([hasOnlyOtherLetters(text, 'th'), hasOnlyOtherLetters(text, 'en')], text).to.deep.equal([th, en])
  })
})
