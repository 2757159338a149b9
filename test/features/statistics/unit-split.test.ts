import { expect } from 'chai'
import fc from 'fast-check'
import {
  leastForUnits,
  otherUnits,
  shownUnits,
  type UnitSize,
  unitCells,
  unspecifiedUnit,
} from '../../../src/features/statistics/splitting/unit-split.js'

const threshold = 5
const leastStaff = 100
const rule = { threshold, leastStaff }
const rosterArbitrary = fc
  .array(fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 60, max: 400 })), { maxLength: 12 })
  .map((sizes): UnitSize[] => sizes.map((staff, place) => ({ unit: `กอง ${place}`, staff })))
/** A roster and, for each tip, the unit that it is about; 'nobody knows' among them. */
const worldArbitrary = rosterArbitrary.chain((sizes) =>
  fc.record({
    sizes: fc.constant(sizes),
    tips: fc.array(fc.constantFrom('', ...sizes.map(({ unit }) => unit)), { maxLength: 150 }),
    one: fc.constantFrom('', ...sizes.map(({ unit }) => unit)),
  }),
)

function shown(sizes: readonly UnitSize[], tips: readonly string[]) {
  const named = [...new Set(tips.filter((unit) => unit !== ''))]
  const counts = named.map((unit) => ({ unit, complaints: tips.filter((tip) => tip === unit).length }))
  return shownUnits(sizes, counts, tips.length, rule)
}

/** How many tips really are in a cell. */
function inCell(sizes: readonly UnitSize[], tips: readonly string[], name: string, cells: readonly string[]) {
  const own = new Set(cells)
  if (name === unspecifiedUnit) return tips.filter((tip) => tip === '').length
  if (name === otherUnits) return tips.filter((tip) => tip !== '' && !own.has(tip)).length
  return sizes.some(({ unit }) => unit === name) ? tips.filter((tip) => tip === name).length : 0
}

describe('A split by unit', () => {
  it('When units are merged, then every cell has people enough, and every unit is in one cell', () => {
    fc.assert(
      fc.property(rosterArbitrary, fc.integer({ min: 0, max: 15 }), (sizes, most) => {
        const cells = unitCells(sizes, leastStaff, most)
        if (!cells) return
        expect(cells.length).to.be.within(3, most)
        const staffOf = (units: readonly string[]) =>
          sizes.reduce((sum, one) => sum + (units.includes(one.unit) ? one.staff : 0), 0)
        for (const { name, units } of cells)
          if (name !== unspecifiedUnit) expect(staffOf(units)).to.be.at.least(leastStaff)
        expect(cells.flatMap(({ units }) => units)).to.have.members(sizes.map(({ unit }) => unit))
      }),
      { numRuns: 2000 },
    )
  })

  it('When units are shown, then no cell from 1 to 4 is, and never only one is hidden', () => {
    fc.assert(
      fc.property(worldArbitrary, ({ sizes, tips }) => {
        const split = shown(sizes, tips)
        expect(split.total).to.equal(tips.length)
        if (!split.shown) return
        expect(tips.length).to.be.at.least(leastForUnits(threshold))
        const names = split.shown.cells.map(({ name }) => name)
        for (const cell of split.shown.cells) {
          const count = inCell(sizes, tips, cell.name, names)
          expect(cell.shown === 'small').to.equal(count < threshold)
          if (cell.shown === 'count') expect(cell.count).to.equal(count)
        }
        expect(split.shown.cells.filter((cell) => cell.shown !== 'count')).not.to.have.length(1)
      }),
      { numRuns: 2000 },
    )
  })

  it('When two worlds differ in one tip, then only cells of five or more differ, or the total does', () => {
    fc.assert(
      fc.property(worldArbitrary, ({ sizes, tips, one }) => {
        const [left, right] = [shown(sizes, tips), shown(sizes, [...tips, one])]
        expect(right.total).to.equal(left.total + 1)
        // Which cells there are follows from the total and the roster, whatever the tips are about.
        const elsewhere = shown(
          sizes,
          tips.map(() => ''),
        )
        expect(elsewhere.shown?.cells.map(({ name }) => name)).to.deep.equal(
          left.shown?.cells.map(({ name }) => name),
        )
        const names = left.shown?.cells.map(({ name }) => name) ?? []
        if (!right.shown || right.shown.cells.map(({ name }) => name).join() !== names.join()) return
        for (const [place, cell] of (left.shown?.cells ?? []).entries())
          if (JSON.stringify(cell) !== JSON.stringify(right.shown.cells[place]))
            expect(inCell(sizes, [...tips, one], cell.name, names)).to.be.at.least(threshold)
      }),
      { numRuns: 2000 },
    )
  })

  it('When an agency is small as a whole, then it has no split by unit, however many complaints there are', () => {
    const sizes = Array.from({ length: 9 }, (_, place) => ({ unit: `กอง ${place}`, staff: 12 }))
    expect(
      shown(
        sizes,
        Array.from({ length: 400 }, (_, place) => `กอง ${place % 9}`),
      ).shown,
    ).to.equal(undefined)
    const cells = unitCells(sizes, 10, 5)
    expect(cells?.map(({ units }) => units.length)).to.deep.equal([1, 1, 1, 6, 0])
  })
})
