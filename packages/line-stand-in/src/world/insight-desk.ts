// What LINE counts of sends that carry a name (an aggregation unit), as documented: a name is one of at most 1,000 of a month
// and further ones are dropped without a word; figures come a day later and for 14 days; below 20 they are withheld.
import { z } from 'zod'
import type { Channel } from './platform-records.js'

const UTC_PLUS_9_MS = 9 * 60 * 60 * 1000
const DAY_MS = 24 * 60 * 60 * 1000
const MOST_UNITS = 1000
const TOLD_FOR_DAYS = 14
const FEWEST = 20

interface CountedSend {
  readonly at: number
  readonly messages: number
  /** User ids. */
  readonly seen: Set<string>
  readonly clicked: Set<string>
}

/** What survives a restart: names by month, and the sends that can still be told of. */
export const insightDeskFile = z.object({
  units: z.array(z.tuple([z.string(), z.array(z.string())])),
  sends: z.array(
    z.tuple([
      z.string(),
      z.array(
        z.object({
          at: z.number(),
          messages: z.number(),
          seen: z.array(z.string()),
          clicked: z.array(z.string()),
        }),
      ),
    ]),
  ),
})

/** `null` is withheld. */
export interface UnitFigures {
  readonly uniqueImpression: number | null
  readonly uniqueClick: number | null
  readonly messages: number
}

export class InsightDesk {
  private readonly sends = new Map<string, CountedSend[]>()
  private readonly unitsOfMonth = new Map<string, Set<string>>()

  constructor(private readonly clock: () => number) {}

  /** A send under this name was accepted. */
  sent(channel: Channel, unit: string, messages: number): void {
    const names = this.names(channel)
    if (!names.has(unit) && names.size >= MOST_UNITS) return
    names.add(unit)
    const key = `${channel.name} ${unit}`
    const send = { at: this.clock(), messages, seen: new Set<string>(), clicked: new Set<string>() }
    this.sends.set(key, [...(this.sends.get(key) ?? []), send])
  }

  /** These people have seen, or clicked, what was last sent under this name: only a test can know that. */
  note(channel: Channel, unit: string, what: 'seen' | 'clicked', userIds: readonly string[]): void {
    const last = this.sends.get(`${channel.name} ${unit}`)?.at(-1)
    for (const userId of userIds) last?.[what].add(userId)
  }

  /** Names of this month, in the order of their first use. */
  unitsThisMonth(channel: Channel): readonly string[] {
    return [...this.names(channel)]
  }

  /** Days as `20261126`, in UTC+9. */
  figures(channel: Channel, unit: string, from: string, to: string): UnitFigures {
    const now = this.clock()
    const told = (this.sends.get(`${channel.name} ${unit}`) ?? []).filter(({ at }) => {
      const day = dayOf(at)
      return day >= from && day <= to && day < dayOf(now) && now - at <= TOLD_FOR_DAYS * DAY_MS
    })
    const people = (what: 'seen' | 'clicked') => new Set(told.flatMap((send) => [...send[what]])).size
    return {
      uniqueImpression: withheld(people('seen')),
      uniqueClick: withheld(people('clicked')),
      messages: Math.max(0, ...told.map(({ messages }) => messages)),
    }
  }

  saved(): z.input<typeof insightDeskFile> {
    const oldest = this.clock() - (TOLD_FOR_DAYS + 1) * DAY_MS
    const month = this.month()
    return {
      units: [...this.unitsOfMonth].flatMap(([key, names]) =>
        key.endsWith(month) ? [[key, [...names]]] : [],
      ),
      sends: [...this.sends].flatMap(([key, sends]) => {
        const told = sends.filter(({ at }) => at >= oldest)
        const plain = told.map((one) => ({ ...one, seen: [...one.seen], clicked: [...one.clicked] }))
        return plain.length > 0 ? [[key, plain]] : []
      }),
    }
  }

  restore({ units, sends }: z.output<typeof insightDeskFile>): void {
    for (const [key, names] of units) this.unitsOfMonth.set(key, new Set(names))
    for (const [key, kept] of sends)
      this.sends.set(
        key,
        kept.map((one) => ({ ...one, seen: new Set(one.seen), clicked: new Set(one.clicked) })),
      )
  }

  private names(channel: Channel): Set<string> {
    const key = `${channel.name} ${this.month()}`
    const names = this.unitsOfMonth.get(key) ?? new Set()
    this.unitsOfMonth.set(key, names)
    return names
  }

  private month(): string {
    return dayOf(this.clock()).slice(0, 6)
  }
}

const dayOf = (moment: number): string =>
  new Date(moment + UTC_PLUS_9_MS).toISOString().slice(0, 10).replaceAll('-', '')

const withheld = (count: number): number | null => (count < FEWEST ? null : count)
