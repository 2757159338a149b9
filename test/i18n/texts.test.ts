import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import fc from 'fast-check'
import type buttons from '../../locales/th/buttons.json'
import type calendar from '../../locales/th/calendar.json'
import { buttonLabel } from '../../src/i18n/button-labels.js'
import {
  type LinesKey,
  linesOf,
  loadTexts,
  MissingText,
  reportMissingTexts,
  type Say,
  type TextKey,
  textsOf,
} from '../../src/i18n/texts.js'
import { projectRoot } from '../../src/operation/project-root.js'

// A namespace of this test, put beside the files' texts: the shapes that features may use.
interface Sample {
  greeting: string
  found_one: string
  found_other: string
  group: { list: string[]; deep: { hello: string; left_other: string } }
}
const english: Sample = {
  greeting: 'Dear {{name}}',
  found_one: '{{count}} case in {{place}}',
  found_other: '{{count}} cases in {{place}}',
  group: { list: ['First {{name}}', 'Second'], deep: { hello: 'Hello', left_other: '{{count}} left' } },
}
const say: Say<Sample> = textsOf<Sample>('sample')
const lines = linesOf<Sample>('sample')

describe('Texts', () => {
  before(() => {
    loadTexts().addResourceBundle('en', 'sample', english)
  })
  after(() => {
    loadTexts().removeResourceBundle('en', 'sample')
  })

  it('When a fixed button is shown, then its label is the one that manuals show', () => {
    const names = ['acknowledge', 'confirm', 'cancel', 'skip', 'acceptAndBegin', 'submit'] as const
    expect(names.map((name) => buttonLabel('th', name))).to.deep.equal([
      'รับทราบ',
      'ยืนยัน',
      'ยกเลิก',
      'ข้าม',
      'ยอมรับและเริ่ม',
      'ส่งเรื่อง',
    ])
    expect(names.map((name) => buttonLabel('en', name))).to.deep.equal([
      'Acknowledge',
      'Confirm',
      'Cancel',
      'Skip',
      'Accept and begin',
      'Submit',
    ])
  })

  it('When a count is given, then the language chooses the plural, at any depth', () => {
    expect(say('en', 'found', { count: 1, place: 'Nan' })).to.equal('1 case in Nan')
    expect(say('en', 'found', { count: 0, place: 'Nan' })).to.equal('0 cases in Nan')
    expect(say('en', 'group.deep.left', { count: 7 })).to.equal('7 left')
  })

  it('When a list is asked for, then each line has its values', () => {
    expect(lines('en', 'group.list', { name: 'of all' })).to.deep.equal(['First of all', 'Second'])
  })

  it('When a person wrote any text at all, then it is shown unchanged', () => {
    const tricky = fc.constantFrom(
      '$t(greeting)',
      '{{name}}',
      '{{- count}}',
      '$&',
      '<b>&amp;</b>',
      '$1',
      '\\',
      '{{',
      '}}',
    )
    const written = fc.array(fc.oneof(tricky, fc.string({ unit: 'grapheme' }))).map((parts) => parts.join(''))
    fc.assert(fc.property(written, (name) => say('en', 'greeting', { name }) === `Dear ${name}`))
  })

  it('When a value is named like an option of the translator, then it is only a value', () => {
    const values = {
      name: 'A',
      lng: 'th',
      ns: 'buttons',
      context: 'male',
      defaultValue: 'x',
      postProcess: 'y',
      joinArrays: 'z',
    }
    expect(say('en', 'greeting', values)).to.equal('Dear A')
  })

  it('When a language has no such text, then the error names the place', () => {
    expect(() => say('th', 'greeting', { name: 'secret' }))
      .to.throw(MissingText, 'locales/th/sample.json has no text "greeting"')
      .that.includes({ language: 'th', namespace: 'sample', key: 'greeting' })
    expect(() => lines('th', 'group.list')).to.throw(MissingText, 'group.list')
  })

  it('When a value is not given, then the error names the variable and no value', () => {
    expect(() => say('en', 'found', { count: 5151, plaec: 'secret' }))
      .to.throw(MissingText, 'needs a value for {{place}}')
      .with.property('message')
      .that.does.not.match(/secret|5151/)
  })

  it('When production would rather report than throw, then people read the other language, or an ellipsis', () => {
    const reported: string[] = []
    reportMissingTexts((missing) => reported.push(missing.message))
    try {
      expect(say('th', 'greeting', { name: 'A' })).to.equal('Dear A')
      expect(say('en', 'greeting')).to.equal('Dear …')
      expect(textsOf<Record<string, string>>('nowhere')('en', 'nothing')).to.equal('…')
      expect(lines('th', 'group.list', { name: 'of all' })).to.deep.equal(['First of all', 'Second'])
      expect(reported).to.deep.equal([
        'locales/th/sample.json has no text "greeting"',
        'locales/en/sample.json: "greeting" needs a value for {{name}}',
        'locales/en/nowhere.json has no text "nothing"',
        'locales/th/sample.json has no text "group.list"',
      ])
    } finally {
      reportMissingTexts((missing) => {
        throw missing
      })
    }
  })

  it('When a group of texts is asked for as a text, then it is missing', () => {
    const untyped: Say<Record<string, string>> = textsOf<Record<string, string>>('sample')
    expect(() => untyped('en', 'group.deep')).to.throw(MissingText)
  })

  it('When keys are wrong, then they do not compile', () => {
    const keys: TextKey<Sample>[] = ['greeting', 'found', 'group.deep.hello', 'group.deep.left']
    const half: TextKey<typeof calendar> = 'half.1'
    const list: LinesKey<typeof calendar> = 'months'
    const neverCalled = (deed: 'confirm' | 'cancel', status: 'hello') => {
      // @ts-expect-error no such key
      say('en', 'greetings')
      // @ts-expect-error a group is not a text
      say('en', 'group.deep')
      // @ts-expect-error a list is not a text
      say('en', 'group.list')
      // @ts-expect-error a plural needs its count
      say('en', 'found')
      // @ts-expect-error at any depth
      say('en', 'group.deep.left', { name: 'x' })
      // @ts-expect-error the plural forms are one key
      say('en', 'found_one', { count: 1 })
      // @ts-expect-error the languages are two
      say('de', 'greeting')
      textsOf<typeof buttons>('buttons')('th', deed)
      return say('en', `group.deep.${status}`)
    }
    expect([keys, half, list, neverCalled]).to.have.length(4)
  })
})

describe('The root of the project', () => {
  it('When it is looked for from the sources, then it holds package.json and the locales', () => {
    expect(existsSync(join(projectRoot, 'package.json'))).to.equal(true)
    expect(existsSync(join(projectRoot, 'locales', 'th'))).to.equal(true)
  })
})
