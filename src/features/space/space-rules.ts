// Gives room for sealed files before a byte of them is read: of one address, of one case and of the whole agency. What is held and
// not used is given back, by whoever held it or, when that died, by the clock. It knows no file, and refuses no word.
import { randomBytes, randomInt } from 'node:crypto'
import { addDays, dayInBangkok, startOfDay } from '../../i18n/calendar/bangkok-time.js'
import type { Clock } from '../../operation/clock.js'
import type { Keyring } from '../../security/keyring.js'
import type { SharedCounts } from '../../security/reports/shared-counts.js'
import type { KeptFigures } from '../figures/kept-figures-rules.js'
import { blur, drawnEnd, inSteps, mostBlur, type SpaceBudgets, widths } from './space-budgets.js'
import { type SpaceFigures, spaceFigures } from './space-figures.js'
import type { HeldBytes, SpaceModel } from './space-model.js'

/** For which case, and by whom: each has room of their own, so that nobody uses up another's. */
export interface SpaceOwner {
  readonly caseId: string
  readonly by: string
}

export interface Room {
  /** What came has this name and so many bytes: they stay held until they are kept, or until the time is over. */
  use(file: string, bytes: number): Promise<void>
  /** Gives back what was not used. As often as one likes. */
  release(): Promise<void>
}

/** `case`: this one holds as much as it may. `now`: there is no room, and nobody is told of whose budget. */
export type NoRoom = { readonly ok: false; readonly why: 'case' | 'now' }

export interface SpaceRules {
  hold(asked: {
    /** An address, a chat, an account; `share` is its part of the day's budget, where it stands for many. */
    readonly source: string
    readonly share?: number
    readonly owner: SpaceOwner
    /** At most. */
    readonly bytes: number
    /** When what waits dies. */
    readonly until: Date
  }): Promise<({ readonly ok: true } & Room) | NoRoom>
  /** These files belong to the case from now on. */
  keep(owner: SpaceOwner, files: readonly string[]): Promise<void>
  /** These wait no more and were not kept; absent: whatever waits for this owner. */
  giveBack(owner: SpaceOwner, files?: readonly string[]): Promise<void>
  /** The case is destroyed, and its files with it. */
  forget(caseId: string): Promise<void>
  /** What was held by whoever died; how many. */
  purgeExpired(): Promise<number>
  /** Whether what is there was ever counted. */
  isCounted(): Promise<boolean>
  /** These bytes lie with a case, and nobody has counted them. */
  count(caseId: string, sizes: readonly number[]): Promise<void>
  /** Counts the agency's anew from what its cases have: what a crash has left is mended. 1: it is done. */
  recount(): Promise<number>
  /** As they stood when the last day ended, in coarse steps. */
  figures(): Promise<SpaceFigures>
}

/** Longer than any request lives (Node's own limit is five minutes). */
const flightMilliseconds = 15 * 60_000
const tenMinutes = 600_000
/** Twenty that wait (case-uploads-rules), and as many on their way. */
const mostHeld = 40
const agency = 'agency'
/** What is on its way is held in every row, each for itself; what has come, in its own row alone. */
const onItsWay = '~'

const roundedUp = (moment: number): Date => new Date(Math.ceil(moment / tenMinutes) * tenMinutes)

interface SharedBudget {
  readonly name: string
  readonly part: HeldBytes
  /** What is drawn and refused together. */
  readonly what: string
  readonly most: number
  readonly width: number
  readonly expiresAt?: Date
}

export function createSpaceRules({
  model,
  budgets,
  counts,
  keyring,
  kept,
  clock,
  chance = () => randomInt(1000) / 1000,
}: {
  readonly model: SpaceModel
  readonly budgets: SpaceBudgets
  readonly counts: Pick<SharedCounts, 'nameOfDay' | 'draw' | 'add' | 'read'>
  readonly keyring: Pick<Keyring, 'pseudonym'>
  readonly kept: KeptFigures
  readonly clock: Clock
  /** From 0 up to 1. */
  readonly chance?: () => number
}): SpaceRules {
  const today = () => dayInBangkok(clock())
  const dayRow = (day = today()) => `${agency} ${day}`
  const rowOf = ({ caseId, by }: SpaceOwner) => keyring.pseudonym('space of a sender', `${caseId} ${by}`)
  const ownerOf = (caseId: string) => keyring.pseudonym('space of a case', caseId)
  const figures = spaceFigures({ model, budgets, kept, clock, agency, dayRow })

  /** Once refused, until the hour is over: one refusal tells nothing, and hundreds would. */
  async function holdShared({ name, part, what, most, width, ...more }: SharedBudget): Promise<boolean> {
    const refused = `space refused ${what}`
    if ((await counts.read(refused, 'hour')) > 0) return false
    const end = drawnEnd(most, width, await counts.draw(`space end ${what}`, 'tenMinutes'))
    if (await model.hold(name, part, { most: end, ...more })) return true
    await counts.add(refused, 'hour')
    return false
  }

  async function lowered(name: string, bytes: number): Promise<void> {
    if (bytes > 0) await model.lower(name, bytes)
  }

  /** Whoever takes it out of its own row, and nobody else, takes it from the agency's. */
  async function giveBackOne(row: string, held: HeldBytes): Promise<boolean> {
    if (!(await model.give(row, held, 0))) return false
    if (!held.id.startsWith(onItsWay)) await lowered(agency, held.bytes)
    return true
  }

  return {
    async hold({ source, share, owner, bytes, until }) {
      await figures.beforeChange()
      const held = {
        id: `${onItsWay}${randomBytes(16).toString('base64url')}`,
        bytes: inSteps(bytes),
        until: roundedUp(clock().getTime() + flightMilliseconds),
      }
      const end = startOfDay(addDays(today(), 1))
      const own = rowOf(owner)
      const from = await counts.nameOfDay(`space ${source}`)
      const ofSource = share === undefined ? budgets.source : Math.floor(budgets.day * share)
      const shared = [
        { name: from, what: source, more: mostBlur, most: ofSource, width: widths.source, expiresAt: end },
        {
          ...{ name: dayRow(), what: 'day', more: 0, most: budgets.day, width: widths.day },
          expiresAt: startOfDay(addDays(today(), 3)),
        },
        { name: agency, what: 'all', more: 0, most: budgets.total, width: widths.total },
      ]
      const mine = { most: budgets.ofCase, mostHeld, owner: ownerOf(owner.caseId) }
      if (!(await model.hold(own, held, mine))) return { ok: false, why: 'case' }
      const taken: { readonly name: string; readonly part: HeldBytes }[] = []

      let isUsed = false
      async function release(): Promise<void> {
        if (isUsed) return
        for (const { name, part } of taken) await model.give(name, part, 0)
        // Last, here as below: counted in between, it is too much for a night, and never too little.
        await model.give(own, held, 0)
        await model.dropEmpty(own)
      }

      for (const { name, more, ...terms } of shared) {
        const part = { ...held, bytes: held.bytes + more }
        if (!(await holdShared({ name, part, ...terms }))) {
          await release()
          return { ok: false, why: 'now' }
        }
        taken.push({ name, part })
      }
      return {
        ok: true,
        release,
        async use(file, size) {
          const used = Math.min(held.bytes, inSteps(size))
          isUsed = true
          for (const { name, part } of taken)
            await model.give(name, part, part.bytes > held.bytes ? used + blur(chance()) : used)
          const waits = { id: file, bytes: used, until: roundedUp(until.getTime()) }
          // The same file came twice at once: the first has its place.
          if (!(await model.rename(own, held, waits)) && (await model.give(own, held, 0)))
            await lowered(agency, used)
        },
      }
    },
    keep: (owner, files) => model.keep(rowOf(owner), files),
    async giveBack(owner, files) {
      const row = await model.find(rowOf(owner))
      for (const held of row?.held ?? [])
        if (files?.includes(held.id) ?? true) await giveBackOne(rowOf(owner), held)
      await model.dropEmpty(rowOf(owner))
    },
    async forget(caseId) {
      await lowered(agency, await model.dropOwned(ownerOf(caseId)))
    },
    async purgeExpired() {
      const now = clock()
      let count = 0
      for (const { name, held, owned } of await model.lapsed(now)) {
        for (const one of held.filter(({ until }) => until <= now)) {
          const given = owned ? await giveBackOne(name, one) : await model.give(name, one, 0)
          if (given) count += 1
        }
        if (owned) await model.dropEmpty(name)
      }
      return count
    },
    isCounted: async () => (await model.find(agency)) !== undefined,
    async count(caseId, sizes) {
      const bytes = sizes.reduce((sum, size) => sum + inSteps(size), 0)
      await model.note(rowOf({ caseId, by: 'counted' }), ownerOf(caseId), bytes)
    },
    async recount() {
      return (await model.recount(agency, model.sumOwned)) ? 1 : 0
    },
    figures: figures.asDayEnded,
  }
}
