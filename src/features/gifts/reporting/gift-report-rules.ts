// The No Gift report: what the register says of a period, by unit, and the signed statements that nothing was received. A statement
// is refused where the register has a gift, and one that a later report contradicts is shown as superseded; it is never removed.

import { type Day, dayInBangkok, isDay, lastDayOf } from '../../../i18n/calendar/bangkok-time.js'
import type { Period } from '../../../i18n/calendar/period.js'
import type { Clock } from '../../../operation/clock.js'
import type { Audit } from '../../../security/audit/audit.js'
import type { Role } from '../../../security/roles.js'
import type { DirectoryRules } from '../../people/roster/directory-rules.js'
import type { GiftsModel, KeptGift } from '../gifts-model.js'
import { type GiftStatementsModel, type Statement, sha256 } from './gift-statements-model.js'

export interface Days {
  readonly from: Day
  readonly until: Day
}

export interface ShownStatement extends Statement {
  /** A gift of this unit and these days is in the register now. */
  readonly superseded: boolean
}

/** Counts of gifts received in the period, in their current versions, without the withdrawn. */
export interface GiftCounts {
  readonly count: number
  readonly within: number
  /** Those of unknown value are among them. */
  readonly over: number
  readonly valueUnknown: number
  /** From relatives, or given away to the public. count = within + over + exceptions. */
  readonly exceptions: number
  readonly returned: number
  readonly handedOver: number
  readonly couldNotRefuse: number
  readonly notYet: number
}

export interface UnitGifts extends GiftCounts {
  readonly unit: string
  /** Those that speak of this unit alone. */
  readonly statements: readonly ShownStatement[]
}

export interface NoGiftReport extends Days {
  readonly all: GiftCounts
  /** Every unit of the roster and of the register, in Thai order. */
  readonly units: readonly UnitGifts[]
  /** Those that speak of the whole agency. */
  readonly statements: readonly ShownStatement[]
}

/** A row of the register without names, words and pictures. */
export type GiftRow = Omit<KeptGift, 'sealedWords' | 'pictures' | 'earlier' | 'eventKey'> & {
  readonly pictureCount: number
}

export interface Signing extends Days {
  readonly statementId: string
  readonly staffId: string
  readonly role: Role
  /** Absent: the whole agency. */
  readonly unit?: string
  /** The words that parsePeriod reads as the period. */
  readonly period: string
  /** The exact sentence that was shown and is signed. */
  readonly text: string
  readonly at: Date
}

export type Signed =
  | { readonly ok: true; readonly statement: Statement }
  | { readonly ok: false; readonly why: 'notStaff' | 'unknownUnit' }
  | { readonly ok: false; readonly why: 'giftsReceived'; readonly count: number }

export interface GiftReportRules {
  /** From the first day of the period to its last, or to today while it runs. */
  daysOf(period: Period): Days
  report(period: Period): Promise<NoGiftReport>
  rows(period: Period): Promise<GiftRow[]>
  /** How many gifts the register has; of all units without `unit`. */
  countReceived(days: Days, unit?: string): Promise<number>
  sign(signing: Signing): Promise<Signed>
  firstBrokenStatement(): Promise<number | undefined>
}

const thaiOrder = new Intl.Collator('th')

export function createGiftReportRules({
  gifts,
  statements,
  people,
  clock,
  audit,
}: {
  readonly gifts: GiftsModel
  readonly statements: GiftStatementsModel
  readonly people: Pick<DirectoryRules, 'units' | 'staffById'>
  readonly clock: Clock
  readonly audit: Audit
}): GiftReportRules {
  const countReceived = async ({ from, until }: Days, unit?: string) =>
    (await gifts.received(from, until, unit)).length

  function daysOf(period: Period): Days {
    const first = period.months[0]
    const last = period.months.at(-1)
    const from = `${first}-01`
    if (first === undefined || last === undefined || !isDay(from))
      throw new RangeError('A period without months has no days')
    const [until = from] = [lastDayOf(last), dayInBangkok(clock())].sort()
    return { from, until }
  }

  /** A statement may reach beyond the days that are asked for: it is judged by its own. */
  async function shown(statement: Statement): Promise<ShownStatement> {
    const contradicted = await countReceived(statement, statement.unit === '' ? undefined : statement.unit)
    return { ...statement, superseded: contradicted > 0 }
  }

  return {
    daysOf,
    countReceived,
    async report(period) {
      const days = daysOf(period)
      const received = await gifts.received(days.from, days.until)
      const signed = await Promise.all((await statements.between(days.from, days.until)).map(shown))
      const named = [...(await people.units()), ...[...received, ...signed].map(({ unit }) => unit)]
      const units = [...new Set(named)].filter((unit) => unit !== '').sort(thaiOrder.compare)
      return {
        ...days,
        all: countsOf(received),
        units: units.map((unit) => ({
          unit,
          ...countsOf(received.filter((gift) => gift.unit === unit)),
          statements: signed.filter((statement) => statement.unit === unit),
        })),
        statements: signed.filter(({ unit }) => unit === ''),
      }
    },
    async rows(period) {
      const { from, until } = daysOf(period)
      return (await gifts.received(from, until)).map(
        ({ sealedWords: _words, pictures, earlier: _earlier, eventKey: _event, ...row }) => ({
          ...row,
          pictureCount: pictures.length,
        }),
      )
    },
    async sign({ unit = '', text, at, ...signing }) {
      const known = await statements.find(signing.statementId)
      if (known) return { ok: true, statement: known }
      if (!(await people.staffById(signing.staffId))?.active) return { ok: false, why: 'notStaff' }
      if (unit !== '' && !(await people.units()).includes(unit)) return { ok: false, why: 'unknownUnit' }
      const count = await countReceived(signing, unit === '' ? undefined : unit)
      if (count > 0) return { ok: false, why: 'giftsReceived', count }
      const about = `${signing.statementId} ${signing.from} ${signing.until}`
      await audit.record({ who: signing.staffId, action: 'no gifts stated', about, outcome: 'done' })
      const statement = { ...signing, unit, text, textHash: sha256(text), signedAt: at }
      return { ok: true, statement: await statements.add(statement) }
    },
    firstBrokenStatement: () => statements.firstBroken(),
  }
}

function countsOf(gifts: readonly KeptGift[]): GiftCounts {
  const decided = (...kinds: readonly KeptGift['decision']['kind'][]) =>
    gifts.filter(({ decision }) => kinds.includes(decision.kind)).length
  const ended = (outcome: KeptGift['outcome']) => gifts.filter((gift) => gift.outcome === outcome).length
  return {
    count: gifts.length,
    within: decided('within'),
    over: decided('over', 'valueUnknown'),
    valueUnknown: decided('valueUnknown'),
    exceptions: decided('relative', 'giveaway'),
    returned: ended('returned'),
    handedOver: ended('handedOver'),
    couldNotRefuse: ended('couldNotRefuse'),
    notYet: ended('notYet'),
  }
}
