import { expect } from 'chai'
import fc from 'fast-check'
import {
  contrast,
  DEFAULT_COLOURS,
  type Palette,
  paletteOf,
  readableOn,
  SIGN_CONTRAST,
  TEXT_CONTRAST,
  withLattice,
} from '../../src/media/drawing/picture-colours.js'

const textPairs = (palette: Palette) => [
  [palette.background, palette.onBackground],
  [palette.card, palette.onCard],
  [palette.cardShade, palette.onCard],
  [palette.card, palette.signOnCard],
  [palette.primary, palette.onPrimary],
  [palette.primary, palette.accentOnPrimary],
  [withLattice(palette.primary, palette.lattice), palette.onPrimary],
  [withLattice(palette.primary, palette.lattice), palette.accentOnPrimary],
  [palette.deep, palette.onDeep],
  [palette.accent, palette.onAccent],
]
const signPairs = (palette: Palette) => [
  [palette.primary, palette.signOnPrimary],
  [palette.deep, palette.signOnDeep],
]
const colour = fc.integer({ min: 0, max: 0xffffff }).map((n) => `#${n.toString(16).padStart(6, '0')}`)

describe('Picture colours', () => {
  it('When two colours are compared, then the ratio is that of WCAG', () => {
    expect(contrast('#000000', '#ffffff')).to.be.closeTo(21, 0.001)
    expect(contrast('#767676', '#ffffff')).to.be.closeTo(4.54, 0.01)
    expect(contrast('#ff0000', '#ff0000')).to.equal(1)
  })

  it('When an agency chooses any four colours, then every text and every sign keeps WCAG AA', () => {
    fc.assert(
      fc.property(
        fc.record({ primary: colour, accent: colour, background: colour, text: colour }),
        (colours) => {
          const palette = paletteOf(colours)
          for (const [ground = '', letter = ''] of textPairs(palette)) {
            expect(contrast(ground, letter), `${letter} on ${ground}`).to.be.at.least(TEXT_CONTRAST)
          }
          for (const [ground = '', sign = ''] of signPairs(palette)) {
            expect(contrast(ground, sign), `${sign} on ${ground}`).to.be.at.least(SIGN_CONTRAST)
          }
        },
      ),
      { numRuns: 1000 },
    )
  })

  it('When the chosen colours are readable, then they are used as they are', () => {
    const palette = paletteOf()
    expect(palette).to.include({
      primary: DEFAULT_COLOURS.primary,
      onCard: DEFAULT_COLOURS.text,
      onPrimary: '#ffffff',
    })
    expect(palette.accentOnPrimary).to.equal(DEFAULT_COLOURS.accent)
    expect(readableOn('#ffffff', '#123456')).to.equal('#123456')
  })
})
