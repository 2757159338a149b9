import { expect } from 'chai'
import fc from 'fast-check'
import { complaintChannels, corruptionCategories } from '../../../src/features/complaints/complaint-kinds.js'
import { publishedSplits, shownSplit } from '../../../src/features/statistics/splitting/split.js'
import {
  type ExactCell,
  leastTotal,
  protectCells,
} from '../../../src/features/statistics/splitting/split-suppression.js'

const threshold = 5
const values = { category: [...corruptionCategories, 'unspecified'], channel: [...complaintChannels] }

const cellsArbitrary = fc
  .array(fc.oneof(fc.nat(6), fc.nat(60)), { minLength: 2, maxLength: 11 })
  .map((counts): ExactCell[] => counts.map((count, place) => ({ name: `c${place}`, count })))

describe('A published split', () => {
  it('When cells are small, then no count under five is shown, and one more cell is hidden with them', () => {
    fc.assert(
      fc.property(cellsArbitrary, (cells) => {
        const shown = protectCells(cells, threshold)
        const total = cells.reduce((sum, { count }) => sum + count, 0)
        expect(shown === undefined).to.equal(total < leastTotal(cells.length, threshold))
        if (!shown) return
        for (const [place, cell] of shown.entries()) {
          const count = cells[place]?.count ?? 0
          expect(cell.shown === 'small').to.equal(count < threshold)
          if (cell.shown === 'count') expect(cell.count).to.equal(count)
        }
        const hidden = shown.filter((cell) => cell.shown !== 'count')
        expect(hidden).not.to.have.length(1)
        if (hidden.length > 0) expect(shown.filter((cell) => cell.shown === 'withheld')).to.have.length(1)
      }),
      { numRuns: 2000 },
    )
  })

  it('When a reader subtracts all that is shown from the total, then no count from 1 to 4 follows', () => {
    fc.assert(
      fc.property(cellsArbitrary, (cells) => {
        const shown = protectCells(cells, threshold)
        if (!shown) return
        const total = cells.reduce((sum, { count }) => sum + count, 0)
        const known = shown.reduce((sum, cell) => sum + (cell.shown === 'count' ? cell.count : 0), 0)
        const small = shown.filter((cell) => cell.shown === 'small').length
        const withheld = shown.filter((cell) => cell.shown === 'withheld').length
        // What one small cell can be, given that the others are anything that their words allow.
        const possible = Array.from({ length: threshold }, (_, one) => one).filter((one) => {
          const rest = total - known - one
          const least = withheld * threshold
          const most = withheld > 0 ? Number.POSITIVE_INFINITY : (small - 1) * (threshold - 1)
          return rest >= least && rest <= most
        })
        for (const [place, cell] of shown.entries())
          if (cell.shown === 'small' && (cells[place]?.count ?? 0) > 0)
            expect(possible.length).to.be.greaterThan(1)
      }),
      { numRuns: 2000 },
    )
  })

  it('When two worlds differ in one tip, then only cells of five or more differ, or the totals do', () => {
    for (const by of publishedSplits) {
      const names = values[by]
      const world = fc.array(fc.constantFrom(...names), { maxLength: 120 })
      fc.assert(
        fc.property(world, fc.constantFrom(...names), (tips, one) => {
          const count = (all: readonly string[]) =>
            Object.fromEntries(names.map((name) => [name, all.filter((tip) => tip === name).length]))
          const [without, withIt] = [count(tips), count([...tips, one])]
          const [left, right] = [shownSplit(by, without, threshold), shownSplit(by, withIt, threshold)]
          expect(right.total).to.equal(left.total + 1)
          // Which level is shown follows from the total, whatever the cells are.
          const other: Record<string, number> = { ...without, [one]: 0 }
          const moved = { ...other, [names[0] ?? '']: (other[names[0] ?? ''] ?? 0) + (without[one] ?? 0) }
          expect(shownSplit(by, moved, threshold).shown?.level).to.equal(left.shown?.level)
          if (left.shown?.level !== 'fine' || right.shown?.level !== 'fine') return
          for (const [place, cell] of left.shown.cells.entries()) {
            const differs = JSON.stringify(cell) !== JSON.stringify(right.shown.cells[place])
            if (differs)
              expect(Math.max(without[cell.name] ?? 0, withIt[cell.name] ?? 0)).to.be.at.least(threshold)
          }
        }),
        { numRuns: 1500 },
      )
    }
  })
})
