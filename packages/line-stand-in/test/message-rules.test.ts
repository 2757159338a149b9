import { expect } from 'chai'
import fc from 'fast-check'
import { LineApiError } from '../src/api/api-errors.js'
import { checkedMessages } from '../src/checks/check-messages.js'

type Json = Record<string, unknown>

const problemsOf = (...messages: unknown[]): string[] => {
  try {
    checkedMessages({ messages })
    return []
  } catch (error) {
    if (!(error instanceof LineApiError)) throw error
    return error.details.map(({ property, message }) => `${property}: ${message}`)
  }
}
const text = (words: string, more: Json = {}) => ({ type: 'text', text: words, ...more })
const say = (label: string, words = 'ก') => ({ type: 'message', label, text: words })
const postback = (more: Json = {}) => ({ type: 'postback', label: 'กด', data: 'a=1', ...more })
const link = (uri: string) => ({ type: 'uri', label: 'เปิด', uri })
const quick = (...actions: Json[]) =>
  text('ก', { quickReply: { items: actions.map((action) => ({ type: 'action', action })) } })
const template = (more: Json) => ({ type: 'template', altText: 'ก', template: more })
const buttons = (more: Json = {}) => template({ type: 'buttons', text: 'ก', actions: [say('ก')], ...more })
const flex = (contents: Json, altText = 'ก') => ({ type: 'flex', altText, contents })
const box = (...contents: Json[]) => ({ type: 'box', layout: 'vertical', contents })
const bubble = (...contents: Json[]) => ({ type: 'bubble', body: box(...contents) })
const words = (more: Json = {}) => ({ type: 'text', text: 'ก', ...more })
const long = (length: number) => 'ก'.repeat(length)
const picture = (url: string) => ({
  type: 'image',
  originalContentUrl: url,
  previewImageUrl: 'https://a.example/p.png',
})
const columns = (...actions: Json[][]) =>
  template({ type: 'carousel', columns: actions.map((some) => ({ text: 'ก', actions: some })) })

describe('The LINE stand-in: limits of messages', () => {
  const good: Record<string, unknown> = {
    'text of 5,000 units': text(long(5000)),
    'thirteen quick replies': quick(...Array.from({ length: 13 }, () => say('ก'))),
    'camera in a quick reply': quick({ type: 'camera', label: 'กล้อง' }),
    'a label of 20': quick(say(long(20))),
    'an https picture': picture('https://a.example/p.png'),
    'a picture of this machine over http': picture('http://127.0.0.1:3000/media/a.png'),
    'a template text of 160': buttons({ text: long(160) }),
    'a tel link': buttons({ actions: [link('tel:0212345678')] }),
    'a flex label of 40': flex(bubble({ type: 'button', action: { ...say(long(40)) } })),
    'a carousel of 12': flex({
      type: 'carousel',
      contents: Array.from({ length: 12 }, () => bubble(words())),
    }),
    'textV2 with a mention and braces': {
      type: 'textV2',
      text: '{{ok}} {who}',
      substitution: { who: { type: 'mention', mentionee: { type: 'all' } } },
    },
    'spans in a text': flex(
      bubble({ type: 'text', contents: [{ type: 'span', text: 'ก', weight: 'bold' }] }),
    ),
    'a sender': text('ก', { sender: { name: 'งานวินัย' } }),
  }
  for (const [name, message] of Object.entries(good)) {
    it(`When a message has ${name}, then it is accepted`, () => {
      expect(problemsOf(message)).to.deep.equal([])
    })
  }

  const bad: [string, unknown, string][] = [
    ['no type', {}, 'messages[0].type: Must be one of the following values: [text, textV2,'],
    ['no text', { type: 'text' }, 'messages[0].text: May not be empty'],
    ['a text of 5,001', text(long(5001)), 'messages[0].text: Length must be between 0 and 5000'],
    [
      '14 quick replies',
      quick(...Array.from({ length: 14 }, () => say('ก'))),
      'quickReply.items: Size must be between 1 and 13',
    ],
    [
      'a quick reply without label',
      quick({ type: 'message', text: 'ก' }),
      'items[0].action.label: May not be empty',
    ],
    ['a label of 21', quick(say(long(21))), 'action.label: Length must be between 0 and 20'],
    ['an action text of 301', quick(say('ก', long(301))), 'action.text: Length must be between 0 and 300'],
    [
      'postback data of 301',
      quick(postback({ data: 'a'.repeat(301) })),
      'action.data: Length must be between 0 and 300',
    ],
    [
      'displayText and text',
      quick(postback({ displayText: 'ก', text: 'ก' })),
      'displayText: displayText and text',
    ],
    [
      'a quick reply with a desktop uri',
      quick({ ...link('https://a.example'), altUri: { desktop: 'https://a.example' } }),
      'altUri: invalid',
    ],
    [
      'camera in a template',
      buttons({ actions: [{ type: 'camera', label: 'ก' }] }),
      'actions[0].type: Must be one of',
    ],
    [
      'a javascript link',
      buttons({ actions: [link('javascript:alert(1)')] }),
      'actions[0].uri: invalid uri scheme',
    ],
    [
      'Thai letters in a link',
      buttons({ actions: [link('https://a.example/ไทย')] }),
      'actions[0].uri: invalid uri',
    ],
    [
      'a link of 1,001',
      buttons({ actions: [link(`https://a.example/${'a'.repeat(983)}`)] }),
      'uri: Length must be between 0 and 1000',
    ],
    [
      'an http picture elsewhere',
      picture('http://a.example/p.png'),
      'originalContentUrl: invalid uri scheme',
    ],
    [
      'a template text of 61 under a title',
      buttons({ title: 'ก', text: long(61) }),
      'template.text: Length must be between 0 and 60',
    ],
    [
      'five buttons',
      buttons({ actions: Array.from({ length: 5 }, () => say('ก')) }),
      'actions: Size must be between 1 and 4',
    ],
    [
      'one action in a confirm',
      template({ type: 'confirm', text: 'ก', actions: [say('ก')] }),
      'Size must be between 2 and 2',
    ],
    ['uneven columns', columns([say('ก')], [say('ก'), say('ข')]), 'columns: The number of actions'],
    ['an altText of 1,501', flex(bubble(words()), long(1501)), 'altText: Length must be between 0 and 1500'],
    ['a sender name of 21', text('ก', { sender: { name: long(21) } }), 'sender.name: Length'],
    [
      'a location without address',
      { type: 'location', title: 'ก', latitude: 1, longitude: 1 },
      'address: May not be empty',
    ],
    [
      'a date picker with a wrong date',
      quick({ type: 'datetimepicker', label: 'ก', data: 'a', mode: 'date', initial: '1/2/2569' }),
      'initial: invalid',
    ],
    ['a placeholder without substitution', { type: 'textV2', text: '{who}' }, 'text: substitution for {who}'],
    [
      'an unknown flex field',
      flex(bubble(words({ colour: '#ffffff' }))),
      '/body/contents/0/colour: unknown field',
    ],
    [
      'an empty flex text',
      flex(bubble(words({ text: '' }))),
      '/body/contents/0/text: must be non-empty text',
    ],
    [
      'an unknown flex size',
      flex(bubble(words({ size: 'huge' }))),
      '/body/contents/0/size: invalid property',
    ],
    [
      'a flex colour by name',
      flex(bubble(words({ color: 'red' }))),
      '/body/contents/0/color: invalid color code',
    ],
    [
      'a flex button without label',
      flex(bubble({ type: 'button', action: { type: 'message', text: 'ก' } })),
      '/action/label: May not be empty',
    ],
    [
      'a span outside of a text',
      flex(bubble({ type: 'span', text: 'ก' })),
      '/body/contents/0: invalid property',
    ],
    [
      'a box in a baseline box',
      flex(bubble({ type: 'box', layout: 'baseline', contents: [box()] })),
      '/contents/0/contents/0: invalid property',
    ],
    [
      'an image as body',
      flex({ type: 'bubble', body: { type: 'image', url: 'https://a.example' } }),
      '/body: invalid property',
    ],
    ['a bubble of nothing', flex({ type: 'bubble' }), '/: At least one block must be specified'],
    [
      '13 bubbles',
      flex({ type: 'carousel', contents: Array.from({ length: 13 }, () => bubble(words())) }),
      '/contents: Size must be between 1 and 12',
    ],
    [
      'bubbles of two sizes',
      flex({ type: 'carousel', contents: [bubble(words()), { ...bubble(words()), size: 'kilo' }] }),
      'same size',
    ],
    [
      'a bubble over 30 KB',
      flex(bubble(...Array.from({ length: 11 }, () => words({ text: long(1000) })))),
      '/: Size must be 30 KB or less',
    ],
    [
      'a picture four times as high as wide',
      flex(bubble({ type: 'image', url: 'https://a.example', aspectRatio: '1:4' })),
      'aspectRatio',
    ],
  ]
  for (const [name, message, problem] of bad) {
    it(`When a message has ${name}, then LINE says where and why`, () => {
      expect(problemsOf(message).join('\n')).to.include(problem)
    })
  }

  it('When there are no messages or six, then the list itself is refused', () => {
    expect(problemsOf()).to.deep.equal(['messages: Size must be between 1 and 5'])
    expect(problemsOf(...Array.from({ length: 6 }, () => text('ก')))).to.have.length(1)
  })

  it('When a flex message is wrong, then the message is named, and the place inside it', () => {
    const wrong = () => checkedMessages({ messages: [text('ก'), flex(bubble(words({ oops: 1 })))] })
    expect(wrong).to.throw(LineApiError, 'A message (messages[1]) in the request body is invalid')
  })

  it('When anything at all is sent, then the answer is yes or a refusal, never a crash', () => {
    const anything = fc.record({
      type: fc.constantFrom('text', 'textV2', 'flex', 'template', 'image', 'imagemap', 'location', 'nothing'),
      text: fc.jsonValue(),
      altText: fc.constant('ก'),
      substitution: fc.jsonValue(),
      quickReply: fc.jsonValue(),
      contents: fc.oneof(fc.jsonValue(), fc.record({ type: fc.constant('bubble'), body: fc.jsonValue() })),
      template: fc.oneof(
        fc.jsonValue(),
        fc.record({ type: fc.constant('carousel'), columns: fc.jsonValue() }),
      ),
    })
    fc.assert(
      fc.property(anything, (message) => Array.isArray(problemsOf(message))),
      { numRuns: 300 },
    )
  })
})
