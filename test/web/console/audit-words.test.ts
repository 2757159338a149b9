import { expect } from 'chai'
import { toldAction } from '../../../src/web/console/server/audit-words.js'

describe('An audit row for people', () => {
  it('When a row was written, then it is a sentence in the language of whoever reads it', () => {
    const sentence = (language: 'th' | 'en') => toldAction(language, 'gift register read')
    expect(sentence('th')).to.deep.equal({ sentence: 'ดูทะเบียนของขวัญ', detail: '' })
    expect(sentence('en')).to.deep.equal({ sentence: 'Read the gift register', detail: '' })
  })

  it('When a row adds a status, a day or a name, then that stands behind the sentence as it is', () => {
    expect(toldAction('en', 'complaint status closed')).to.deep.equal({
      ...{ sentence: 'Changed the status of a complaint', detail: 'closed' },
    })
    expect(toldAction('en', 'command statistics.show')?.detail).to.equal('statistics.show')
  })

  it('When one action begins like another, then each has its own words', () => {
    const sentences = ['', ' removed', ' enrolled'].map(
      (rest) => toldAction('en', `console second factor${rest}`)?.sentence,
    )
    expect(new Set(sentences).size).to.equal(3)
    expect(toldAction('en', 'case notDuplicate')?.detail).to.equal('')
  })

  it('When an older version wrote what has no words, then nothing is made up', () => {
    for (const action of ['', 'case', 'caseread', 'constructor', 'gift', 'nonsense'])
      expect(toldAction('th', action), action).to.equal(undefined)
  })
})
