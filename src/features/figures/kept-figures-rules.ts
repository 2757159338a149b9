// Figures as they stood when the last day ended, for everybody who must not learn at which minute one of them moved. Each is
// counted at the first question or before the first change of a day, whichever comes first, and stays so until midnight: a crash,
// a second replica and a clock that is a little behind change nothing of what was kept.
import type { z } from 'zod'
import { addDays, type Day, dayInBangkok } from '../../i18n/calendar/thai-calendar.js'
import type { Clock } from '../../operation/clock.js'
import type { KeptFiguresModel } from './kept-figures-model.js'

export interface KeptFigure<Value> {
  /** By part. What nobody has kept today is counted now, and is what it was at midnight: changes keep it first. */
  asDayEnded(parts: readonly string[]): Promise<ReadonlyMap<string, Value>>
  /** To be awaited before anything is written that moves these parts. After the first time of a day it costs nothing. */
  keep(parts: readonly string[]): Promise<void>
}

export interface KeptFigures {
  /** `count` answers every part that it is asked for, as it stands now. */
  figure<Value>(
    name: string,
    schema: z.ZodType<Value>,
    count: (parts: readonly string[]) => Promise<ReadonlyMap<string, Value>>,
  ): KeptFigure<Value>
  /** The figures of days that are over; how many rows. */
  purge(): Promise<number>
  /** What was in an empty register is no figure: only for its first filling. */
  clear(): Promise<void>
}

export function createKeptFigures({
  model,
  clock,
}: {
  readonly model: KeptFiguresModel
  readonly clock: Clock
}): KeptFigures {
  let known: { readonly day: Day; readonly names: Set<string> } | undefined

  /** What this process has seen kept on this day. */
  function knownOn(day: Day): Set<string> {
    if (known?.day !== day) known = { day, names: new Set() }
    return known.names
  }

  return {
    figure(name, schema, count) {
      const nameOf = (part: string) => `${name} ${part}`

      /** Those of today; a clock that is behind at midnight takes what the others have kept on the new day already. */
      async function find(day: Day, parts: readonly string[]) {
        const [today, tomorrow] = await Promise.all(
          [day, addDays(day, 1)].map((one) => model.find(one, parts.map(nameOf))),
        )
        return new Map(
          parts.flatMap((part) => {
            const value = today?.get(nameOf(part)) ?? tomorrow?.get(nameOf(part))
            return value === undefined ? [] : [[part, schema.parse(value)] as const]
          }),
        )
      }

      async function asDayEnded(asked: readonly string[]) {
        const day = dayInBangkok(clock())
        const parts = [...new Set(asked)]
        const kept = await find(day, parts)
        const missing = parts.filter((part) => !kept.has(part))
        if (missing.length > 0) {
          const counted = await count(missing)
          await model.keepFirst(day, new Map([...counted].map(([part, value]) => [nameOf(part), value])))
          // Not what was counted just now: another replica may have been first, and changed something since.
          for (const [part, value] of await find(day, missing)) kept.set(part, value)
        }
        for (const part of parts) knownOn(day).add(nameOf(part))
        return kept
      }

      return {
        asDayEnded,
        async keep(parts) {
          const names = knownOn(dayInBangkok(clock()))
          const unknown = parts.filter((part) => !names.has(nameOf(part)))
          if (unknown.length > 0) await asDayEnded(unknown)
        },
      }
    },
    purge: () => model.purge(dayInBangkok(clock())),
    async clear() {
      known = undefined
      await model.clear()
    },
  }
}
