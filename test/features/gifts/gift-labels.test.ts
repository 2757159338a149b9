import { expect } from 'chai'
import english from '../../../locales/en/gifts.json' with { type: 'json' }
import thai from '../../../locales/th/gifts.json' with { type: 'json' }

describe('The buttons of the gift desk', () => {
  for (const [language, texts] of Object.entries({ thai, english }))
    it(`When a label is shown in ${language}, then LINE takes it whole, so that typing it is pressing it`, () => {
      const { report, mine, register } = texts.menu
      const labels = [
        ...[texts.choice, texts.giver, texts.occasion, texts.outcome, texts.edit].flatMap(Object.values),
        ...Object.values(texts.statement.periods),
        ...[report, mine, register, texts.mine.correct, texts.mine.withdraw, texts.statement.allUnits],
      ]
      expect(labels.filter((label) => label.length > 20)).to.deep.equal([])
      expect(labels).to.have.length.greaterThan(30)
    })
})
