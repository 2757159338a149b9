// What is hidden from a reader is in no count and no page, wherever it stands: as if its rows were not there.
import { expect } from 'chai'
import fc from 'fast-check'
import {
  createCaseDeskModel,
  type DeskQuery,
  type DeskRow,
} from '../../../src/features/cases/list/case-desk-model.js'
import { inOrder, urgencyOf } from '../../../src/features/cases/list/case-desk-order.js'
import { createCaseDeskView } from '../../../src/features/cases/list/case-desk-view.js'
import { createHiddenRowsModel } from '../../../src/features/cases/list/case-hidden-rows-model.js'
import { monthOfDay } from '../../../src/i18n/calendar/thai-calendar.js'
import { createKeyring } from '../../../src/security/keyring.js'
import { withDatabase } from '../../harness/test-database.js'
import { day } from './case-days.js'

const days = ['2026-11-01', '2026-11-10', '2026-12-01']
const anyRow = fc.record({
  isHidden: fc.boolean(),
  isDue: fc.boolean(),
  open: fc.boolean(),
  holder: fc.constantFrom('mine' as const, 'other' as const, 'nobody' as const),
  category: fc.constantFrom('bribery' as const, 'procurement' as const),
  answerBy: fc.constantFrom(...days),
  number: fc.constantFrom(0, 256_900_001, 256_900_002, 257_000_001),
})
const queries: readonly Omit<DeskQuery, 'reader'>[] = [
  { status: 'open' },
  { status: 'all' },
  { status: 'open', holder: 'mine' },
  { status: 'all', category: 'bribery' },
  { status: 'open', lateOn: day('2026-11-20') },
]

describe('What a reader sees of the rows', () => {
  const database = withDatabase()

  it('When some rows are hidden, then counts and pages are those of a list that never had them', async () => {
    const rows = createCaseDeskModel(database())
    const hidden = createHiddenRowsModel(database(), createKeyring(Buffer.alloc(32, 3)))
    const view = createCaseDeskView({ rows, hidden })
    await Promise.all(Object.values(database().models).map((model) => model.init()))
    let run = 0
    const holds = async (drawn: readonly (typeof anyRow extends fc.Arbitrary<infer T> ? T : never)[]) => {
      run += 1
      const reader = `reader-${run}`
      const all = drawn.map(({ isHidden, isDue, answerBy, open, number, ...row }, place) => ({
        isHidden,
        row: {
          ...row,
          ...{ caseId: `case-${run}-${(place * 7) % 23}-${place}`, reader, open, number, changes: 0 },
          ...{
            status: open ? 'received' : 'completed',
            kind: 'corruption',
            month: monthOfDay(day(answerBy)),
          },
          urgency: urgencyOf(open && isDue ? day(answerBy) : undefined, number),
        } satisfies DeskRow,
      }))
      await hidden.hide(
        reader,
        all.flatMap(({ isHidden, row }) => (isHidden ? [row.caseId] : [])),
      )
      await rows.put(all.map(({ row }) => row))
      const seen = all.flatMap(({ isHidden, row }) => (isHidden ? [] : [row]))
      const counts = await view.counts(reader, queries)
      for (const [place, query] of queries.entries()) {
        const fit = seen.filter(
          (row) =>
            (query.status === 'all' || row.open) &&
            (query.holder === undefined || row.holder === query.holder) &&
            (query.category === undefined || row.category === query.category) &&
            (query.lateOn === undefined || row.urgency < query.lateOn),
        )
        expect(counts[place]).to.equal(fit.length)
        for (const order of ['due', 'number'] as const) {
          const wanted = fit.sort((one, other) => inOrder(order, one, other)).map(({ caseId }) => caseId)
          const paged: string[] = []
          for (let from = 0; from <= fit.length; from += 3)
            paged.push(...(await view.page({ reader, ...query }, order, from, 3)))
          expect(paged).to.deep.equal(wanted)
        }
      }
    }
    await fc.assert(fc.asyncProperty(fc.array(anyRow, { maxLength: 12 }), holds), { numRuns: 25 })
  })

  it('When a copy of the database is looked at, then the lists of what is hidden are alike, long and short', async () => {
    const hidden = createHiddenRowsModel(database(), createKeyring(Buffer.alloc(32, 3)))
    await hidden.ensure(['one', 'other'])
    await hidden.hide('one', ['a-case-that-names-one'])
    const stored = await database().collection('case_desk_hidden').find({}).toArray()
    const lengths = stored.map(({ sealed }) => String(sealed).length)
    expect(lengths).to.have.length(2)
    expect(new Set(lengths).size).to.equal(1)
    expect(JSON.stringify(stored)).not.to.include('a-case-that')
    expect(await hidden.hiddenFrom('one')).to.deep.equal(['a-case-that-names-one'])
    await hidden.forget(['a-case-that-names-one'])
    expect(await hidden.hiddenFrom('one')).to.deep.equal([])
  })
})
