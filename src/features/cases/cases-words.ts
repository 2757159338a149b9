// What the room of cases says, and the words that its cards share.
import type th from '../../../locales/th/cases.json'
import { type Language, textsOf } from '../../i18n/texts.js'
import type { CaseWork } from './case.js'
import type { ListedCase } from './list/case-list-rules.js'

export const say = textsOf<typeof th>('cases')

/** The registry number, or that it is issued tonight. */
export const numberTitle = (
  language: Language,
  { registryNumber }: Pick<CaseWork, 'registryNumber'>,
): string => registryNumber ?? say(language, 'noNumber')

/** 'เหลือ 3 วัน' · 'เกินกำหนด 2 วัน' · 'ตอบแล้ว' */
export function daysLeftTitle(language: Language, { daysLeft }: Pick<ListedCase, 'daysLeft'>): string {
  if (daysLeft === undefined) return say(language, 'days.none')
  if (daysLeft === 0) return say(language, 'days.today')
  return daysLeft > 0
    ? say(language, 'days.left', { count: daysLeft })
    : say(language, 'days.overdue', { count: -daysLeft })
}
