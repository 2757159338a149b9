// The register, the settings and the statistics on one database, with a clock that is held still, and a crash that can
// be planted between any two steps.
import type { Connection } from 'mongoose'
import { createComplaintsModel } from '../../../src/features/complaints/complaints-model.js'
import {
  type ComplaintsRules,
  createComplaintsRules,
} from '../../../src/features/complaints/complaints-rules.js'
import { createKeptFiguresModel } from '../../../src/features/figures/kept-figures-model.js'
import { createKeptFigures } from '../../../src/features/figures/kept-figures-rules.js'
import { createSettings } from '../../../src/features/settings/settings-feature.js'
import type { SettingsRules } from '../../../src/features/settings/settings-rules.js'
import { createStatisticsModel } from '../../../src/features/statistics/counting/statistics-model.js'
import {
  createStatisticsRules,
  type StatisticsRules,
} from '../../../src/features/statistics/counting/statistics-rules.js'
import { type Day, isDay } from '../../../src/i18n/calendar/thai-calendar.js'
import { type Audit, createAudit } from '../../../src/security/audit/audit.js'
import { createKeyring } from '../../../src/security/keyring.js'

export interface RegisterWorld {
  readonly complaints: ComplaintsRules
  readonly settings: SettingsRules
  readonly statistics: StatisticsRules
  readonly audit: Audit
  readonly clock: () => Date
  /** Noon in Bangkok on that day. */
  setToday(day: string): void
  setNow(moment: Date): void
}

/** `wrap` may put something around the two models: a crash, a colleague who is faster. */
export function openRegister(
  connection: Connection,
  today = '2026-11-20',
  wrap: <T extends object>(model: T) => T = (model) => model,
): RegisterWorld {
  let now = noon(today)
  const clock = () => now
  const audit = createAudit(connection, clock, createKeyring(Buffer.alloc(32, 7)))
  const settings = createSettings({ connection, audit }).rules
  const complaints = createComplaintsRules({ model: wrap(createComplaintsModel(connection)), clock, audit })
  const statistics = createStatisticsRules({
    model: wrap(createStatisticsModel(connection)),
    kept: createKeptFigures({ model: wrap(createKeptFiguresModel(connection)), clock }),
    complaints,
    settings,
    clock,
  })
  return {
    complaints,
    settings,
    statistics,
    audit,
    clock,
    setToday(day) {
      now = noon(day)
    },
    setNow(moment) {
      now = moment
    },
  }
}

export function day(text: string): Day {
  if (!isDay(text)) throw new Error(`There is no day ${text}`)
  return text
}

const noon = (text: string): Date => new Date(`${day(text)}T12:00:00+07:00`)

/** The first time that the method called `name` has done its work, `act` happens before anybody learns of it. */
export function meanwhile(name: string, act: () => Promise<unknown>): <T extends object>(model: T) => T {
  let acted = false
  return (model) =>
    new Proxy(model, {
      get(target, asked) {
        const method: unknown = Reflect.get(target, asked)
        if (asked !== name || typeof method !== 'function') return method
        return async (...given: unknown[]) => {
          const answer: unknown = await method.apply(target, given)
          if (!acted) {
            acted = true
            await act()
          }
          return answer
        }
      },
    })
}

export class Crash extends Error {}

/**
 * After `steps` calls to a wrapped model, the next one crashes, before or after it has reached the database, and so does
 * every one after it: the process is gone.
 */
export function crashAfter(steps: number, when: 'before' | 'after'): <T extends object>(model: T) => T {
  let left = steps
  let gone = false
  return (model) =>
    new Proxy(model, {
      get(target, name) {
        const method: unknown = Reflect.get(target, name)
        if (typeof method !== 'function') return method
        return async (...given: unknown[]) => {
          if (gone) throw new Crash()
          left -= 1
          if (left >= 0) return method.apply(target, given)
          gone = true
          if (when === 'after') await method.apply(target, given)
          throw new Crash()
        }
      },
    })
}

/** The process is gone as soon as the method called `name` has done its work. */
export function crashOnce(name: string): <T extends object>(model: T) => T {
  let gone = false
  return (model) =>
    new Proxy(model, {
      get(target, asked) {
        const method: unknown = Reflect.get(target, asked)
        if (typeof method !== 'function') return method
        return async (...given: unknown[]) => {
          if (gone) throw new Crash()
          const answer: unknown = await method.apply(target, given)
          gone = asked === name
          return answer
        }
      },
    })
}
