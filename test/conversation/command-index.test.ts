import { expect } from 'chai'
import { CommandWordTaken, createCommandIndex } from '../../src/conversation/command-index.js'
import type { Command, Feature } from '../../src/conversation/feature.js'

const command = (id: string, words: string[], argument: Command['argument'] = 'optional'): Command => ({
  id,
  words: { th: words, en: [] },
  who: 'everyone',
  where: ['private', 'group'],
  argument,
  help: () => ({ summary: id }),
  run: async () => ({}),
})
const feature = (...commands: Command[]): Feature => ({ name: 'test', commands })
const index = createCommandIndex([
  feature(
    command('register', ['ลงทะเบียน', 'Register'], 'required'),
    command('group', ['ลงทะเบียนกลุ่ม']),
    command('help', ['ช่วยเหลือ'], 'none'),
    { ...command('language', ['ภาษา']), shortcuts: { English: 'en' } },
  ),
])
const found = (text: string) => {
  const named = index.find(text, 'private')
  return named && [named.command.id, named.argument]
}

describe('Finding the command', () => {
  it('When a word is typed with or without a slash, in any case and with spare blanks, then it is found', () => {
    for (const text of [
      'ลงทะเบียน AB-12',
      '/ลงทะเบียน AB-12',
      ' / ลงทะเบียน   AB-12 ',
      '／ลงทะเบียน AB-12',
      'REGISTER AB-12',
    ]) {
      expect(found(text), text).to.deep.equal(['register', 'AB-12'])
    }
  })
  it('When one word begins another, then the longer one wins', () => {
    expect(found('ลงทะเบียนกลุ่ม X')).to.deep.equal(['group', 'X'])
  })
  it('When a whole text stands for a command with its argument, then it is found, and not when more follows', () => {
    for (const text of ['English', ' english ', '/ENGLISH'])
      expect(found(text), text).to.deep.equal(['language', 'en'])
    expect(found('English please')).to.equal(undefined)
  })
  it('When the text only begins like a command, then it is none', () => {
    expect(found('ลงทะเบียนอย่างไร')).to.equal(undefined)
    expect(found('ช่วยเหลือ ผมด้วย')).to.equal(undefined)
    expect(found('')).to.equal(undefined)
  })
  it('When an argument has lines and capitals, then it keeps them', () => {
    expect(found('ลงทะเบียน Ab\nCd')).to.deep.equal(['register', 'Ab\nCd'])
  })
  it('When two commands want one word, then the product does not start', () => {
    expect(() => createCommandIndex([feature(command('a', ['คำ']), command('b', ['คำ']))])).to.throw(
      CommandWordTaken,
    )
    const short = { ...command('b', ['อื่น']), shortcuts: { คำ: 'x' } }
    for (const both of [
      [command('a', ['คำ']), short],
      [short, command('a', ['คำ'])],
    ])
      expect(() => createCommandIndex([feature(...both)])).to.throw(CommandWordTaken)
  })
})
