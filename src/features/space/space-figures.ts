// What is told of the room for files: how full it was when the last day ended, in coarse steps, and no file, case or address. As a
// day brings a fifth of all at most, four fifths are told days before all of it is used.
import { z } from 'zod'
import { addDays, type Day, dayInBangkok } from '../../i18n/calendar/bangkok-time.js'
import type { Clock } from '../../operation/clock.js'
import type { KeptFigures } from '../figures/kept-figures-rules.js'
import { type SpaceBudgets, widths } from './space-budgets.js'
import type { SpaceModel } from './space-model.js'

export const spaceStates = ['calm', 'near', 'full'] as const
export type SpaceState = (typeof spaceStates)[number]

export interface SpaceFigure {
  /** Of a hundred, down to a whole five. */
  readonly percent: number
  readonly most: number
  readonly state: SpaceState
}

export interface SpaceFigures {
  /** The last day that is over. */
  readonly asOf: Day
  readonly all: SpaceFigure
  /** What came on that day. */
  readonly day: SpaceFigure
}

const near = 80
const stepOfPercent = 5
const all = 'all'
const figure = z.object({ percent: z.number(), most: z.number(), state: z.enum(spaceStates) })
const both = z.object({ all: figure, day: figure })

/** Full: where some are refused already, as the end is drawn. */
function figureOf(total: number, most: number, width: number): SpaceFigure {
  const share = (Math.max(0, total) / most) * 100
  const state = share >= 100 * (1 - width) ? 'full' : share >= near ? 'near' : 'calm'
  return { percent: Math.min(100, Math.floor(share / stepOfPercent) * stepOfPercent), most, state }
}

export function spaceFigures({
  model,
  budgets,
  kept,
  clock,
  agency,
  dayRow,
}: {
  readonly model: Pick<SpaceModel, 'find'>
  readonly budgets: SpaceBudgets
  readonly kept: KeptFigures
  readonly clock: Clock
  readonly agency: string
  readonly dayRow: (day: Day) => string
}) {
  const yesterday = () => addDays(dayInBangkok(clock()), -1)

  async function now() {
    const [total, day] = await Promise.all([model.find(agency), model.find(dayRow(yesterday()))])
    return {
      all: figureOf(total?.total ?? 0, budgets.total, widths.total),
      day: figureOf(day?.total ?? 0, budgets.day, widths.day),
    }
  }

  const used = kept.figure('space', both, async (parts) => {
    const counted = await now()
    return new Map(parts.map((part) => [part, counted] as const))
  })

  return {
    beforeChange: () => used.keep([all]),
    async asDayEnded(): Promise<SpaceFigures> {
      return { asOf: yesterday(), ...((await used.asDayEnded([all])).get(all) ?? (await now())) }
    },
  }
}
