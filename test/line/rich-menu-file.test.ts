import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import { readRichMenuFile } from '../../src/line/rich-menu-file.js'
import { menuForFeatures } from '../../src/line/rich-menu-layout.js'
import { projectRoot } from '../../src/operation/project-root.js'

const good = {
  size: { width: 2500, height: 843 },
  selected: false,
  chatBarText: 'เมนู',
  areas: [
    {
      label: 'ช่วยเหลือ',
      icon: 'question',
      bounds: { x: 0, y: 0, width: 1250, height: 843 },
      action: { type: 'message', text: 'ช่วยเหลือ' },
    },
    {
      label: 'เว็บไซต์',
      icon: 'globe',
      bounds: { x: 1250, y: 0, width: 1250, height: 843 },
      action: { type: 'uri', uri: 'https://agency.example/' },
    },
  ],
}
const [help, site] = good.areas

function mistakesIn(menu: unknown): string[] {
  const read = readRichMenuFile(typeof menu === 'string' ? menu : JSON.stringify(menu))
  return read.ok ? [] : read.mistakes.map(({ field, rule }) => `${field}: ${rule}`)
}

describe('A rich menu in a file', () => {
  it('When a menu keeps all rules, then it is read', () => {
    expect(mistakesIn(good)).to.deep.equal([])
  })

  const wrong: readonly [string, unknown, readonly string[]][] = [
    ['is not JSON', '{', [': notJson']],
    [
      'has another size',
      { ...good, size: { width: 1200, height: 810 } },
      ['size.width: size', 'size.height: size'],
    ],
    [
      'has a chat bar text of 15 letters',
      { ...good, chatBarText: 'เมนูเจ้าหน้าที่' },
      ['chatBarText: chatBarText'],
    ],
    ['has no areas', { ...good, areas: [] }, ['areas: areas']],
    [
      'has 21 areas',
      {
        ...good,
        areas: Array.from({ length: 21 }, (_, x) => ({
          ...help,
          bounds: { x: x * 100, y: 0, width: 100, height: 100 },
        })),
      },
      ['areas: areas'],
    ],
    [
      'has an area beyond the picture',
      { ...good, areas: [{ ...help, bounds: { x: 2000, y: 0, width: 501, height: 843 } }] },
      ['areas[0].bounds: outside'],
    ],
    [
      'has areas over each other',
      { ...good, areas: [help, { ...site, bounds: { x: 1249, y: 0, width: 1250, height: 843 } }] },
      ['areas[1].bounds: overlap'],
    ],
    [
      'has half a pixel and no width',
      { ...good, areas: [{ ...help, bounds: { x: 0.5, y: 0, width: 0, height: 843 } }] },
      ['areas[0].bounds.x: bounds', 'areas[0].bounds.width: bounds'],
    ],
    ['has an empty label', { ...good, areas: [{ ...help, label: ' ' }] }, ['areas[0].label: label']],
    [
      'has a label of 21 letters',
      { ...good, areas: [{ ...help, label: 'ก'.repeat(21) }] },
      ['areas[0].label: label'],
    ],
    [
      'has a postback',
      { ...good, areas: [{ ...help, action: { type: 'postback', data: 'x' } }] },
      ['areas[0].action.type: action'],
    ],
    [
      'opens what is no link',
      { ...good, areas: [{ ...help, action: { type: 'uri', uri: 'javascript:alert(1)' } }] },
      ['areas[0].action.uri: uri'],
    ],
    ['has a misspelt field', { ...good, chatbarText: 'x' }, ['chatbarText: unknownField']],
    ['lacks a field', { ...good, selected: undefined }, ['selected: selected']],
  ]
  for (const [what, menu, mistakes] of wrong) {
    it(`When a menu ${what}, then the field is named`, () => {
      expect(mistakesIn(menu)).to.deep.equal(mistakes)
    })
  }

  it('When the menus of the project are read, then they keep all rules, in both languages', () => {
    const folder = join(projectRoot, 'rich-menus')
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.json'),
    )
    expect(files.sort()).to.deep.equal(
      ['citizen', 'officer', 'staff'].flatMap((menu) => [`${menu}/en.json`, `${menu}/th.json`]),
    )
    for (const file of files)
      expect(mistakesIn(readFileSync(join(folder, file), 'utf8')), file).to.deep.equal([])
  })

  it('When areas are left out, then the rest fills the picture without gaps, and a lone row is low', () => {
    const read = readRichMenuFile(readFileSync(join(projectRoot, 'rich-menus/officer/th.json'), 'utf8'))
    if (!read.ok) throw new Error('The menu cannot be read')
    for (const features of [
      ['statistics'],
      ['acknowledgements', 'tips'],
      [],
      ['campaigns', 'statistics', 'tips'],
    ]) {
      const menu = menuForFeatures(read.menu, features)
      if (!menu) throw new Error('Help is always there')
      const { width, height } = menu.size
      const covered = menu.areas.reduce((sum, { bounds }) => sum + bounds.width * bounds.height, 0)
      expect(covered, features.join()).to.equal(width * height)
      expect(mistakesIn(menu), features.join()).to.deep.equal([])
    }
    expect(menuForFeatures(read.menu, [])?.size.height).to.equal(843)
    expect(menuForFeatures(read.menu, undefined)).to.equal(read.menu)
  })
})
