import { expect } from 'chai'
import type { Publication } from '../../../src/features/campaigns/outside/publications-rules.js'
import { publicationsFor } from '../../../src/features/ita/evidence/item-publications.js'
import type { ItaItem } from '../../../src/features/ita/ita-profile.js'
import type { ContentTag } from '../../../src/features/library/content/content-schema.js'
import { dayInBangkok } from '../../../src/i18n/calendar/bangkok-time.js'

const on = dayInBangkok(new Date('2026-11-20T03:00:00Z'))
const published = (from: 'content' | 'policy', key: string): Publication => ({
  piece: { from, key, version: 1, sha256: key, title: { th: key, en: key } },
  channels: ['website'],
  times: 1,
  groups: 0,
  people: 0,
  firstOn: on,
  lastOn: on,
  proofs: [],
})
const all = [
  published('content', 'complaint-channels'),
  published('content', 'three-thousand-baht'),
  published('content', 'nobody-said'),
  published('policy', 'no-gift'),
]
const tags = new Map<string, readonly ContentTag[]>([
  ['complaint-channels', ['fixing']],
  ['three-thousand-baht', ['duty', 'property']],
])
const keysFor = (...evidence: ItaItem['evidence']) =>
  publicationsFor({ evidence }, all, tags).map(({ piece }) => piece.key)

describe('Publications under an item of the assessor', () => {
  it('When the item is the channel or the No Gift Policy, then what was made for another indicator is not there', () => {
    expect(keysFor('channel', 'publications')).to.deep.equal(['complaint-channels', 'nobody-said'])
    expect(keysFor('noGift', 'publications', 'gifts')).to.deep.equal([
      'three-thousand-baht',
      'nobody-said',
      'no-gift',
    ])
  })

  it('When an item asks for publications alone, then all of them are there', () => {
    expect(keysFor('publications')).to.have.length(4)
  })
})
