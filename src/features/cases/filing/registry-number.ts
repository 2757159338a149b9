// The number of a case in the agency's register (เลขรับ): 'ท 12/2569'. Reads it as people type it: without the letter, with Thai
// digits, with a short year, or the bare number of the running fiscal year.

import type { FiscalYear } from '../../../i18n/calendar/thai-calendar.js'
import { composed } from '../../../i18n/letters/composed.js'
import { fromThaiDigits } from '../../../i18n/letters/thai-digits.js'

export interface RegistryNumber {
  readonly fiscalYear: FiscalYear
  /** Counted from 1 within the fiscal year and the kind. */
  readonly number: number
}

export const registryLabel = (prefix: string, { number, fiscalYear }: RegistryNumber): string =>
  `${prefix} ${number}/${fiscalYear}`

/** Whether a number begins with the letters that were typed; always, when none were. */
export const hasPrefix = (registryNumber: string | undefined, prefix: string | undefined): boolean =>
  prefix === undefined || (registryNumber?.startsWith(`${prefix} `) ?? false)

/** `prefix` is absent when none was typed. `undefined` for what is no such number. */
export function readRegistryNumber(
  typed: string,
  running: FiscalYear,
): (RegistryNumber & { readonly prefix?: string }) | undefined {
  const match = /^([^\d/]{0,8}?)\s{0,4}(\d{1,6})(?:\s{0,4}\/\s{0,4}(\d{2}|\d{4}))?$/u.exec(
    fromThaiDigits(typed.trim()),
  )
  if (!match) return undefined
  const [, letters = '', number, year] = match
  const prefix = composed(letters.replace(/[\s.]{1,8}$/u, ''))
  const fiscalYear = year === undefined ? running : Number(year.length === 2 ? `25${year}` : year)
  return { number: Number(number), fiscalYear, ...(prefix && { prefix }) }
}
