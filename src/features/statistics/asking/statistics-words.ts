// How figures of statistics are written, the same in a chat, on the page and on paper.

import type th from '../../../../locales/th/statistics.json'
import { fiscalYearPeriod, periodTitle } from '../../../i18n/calendar/period.js'
import { type Language, textsOf } from '../../../i18n/texts.js'
import { complaintChannels, corruptionCategories } from '../../complaints/complaint-kinds.js'
import { categoryName, channelName, statusName } from '../../complaints/complaint-words.js'
import type { CountableStatus } from '../../settings/settings-schema.js'
import type { SnapshotFigures } from '../publishing/snapshot.js'
import type { Split } from '../splitting/split.js'
import type { ShownCell } from '../splitting/split-suppression.js'
import { otherUnits, unspecifiedUnit } from '../splitting/unit-split.js'

export const say = textsOf<typeof th>('statistics')

export const written = (figure: number): string => figure.toLocaleString('en-US')

/** '“ดำเนินการแล้วเสร็จ”, “ยุติเรื่อง”' */
export const statusesInWords = (statuses: readonly CountableStatus[], language: Language): string =>
  statuses.map((status) => `“${statusName(language, status)}”`).join(', ')

export function cellName({ by, shown }: Split, name: string, language: Language): string {
  if (name === otherUnits) return say(language, 'split.otherUnits')
  if (name === unspecifiedUnit) return say(language, 'split.unspecifiedUnit')
  if (by === 'unit') return name
  if (shown?.level === 'fine') {
    const category = [...corruptionCategories, 'unspecified' as const].find((one) => one === name)
    if (by === 'category' && category) return categoryName(language, category)
    const channel = complaintChannels.find((one) => one === name)
    if (by === 'channel' && channel) return channelName(language, channel)
  }
  const coarse = (['corruption', 'conduct', 'unspecified', 'online', 'onPaperOrInPerson'] as const).find(
    (one) => one === name,
  )
  return coarse ? say(language, `split.${coarse}`) : name
}

export function cellInWords(cell: ShownCell, threshold: number, language: Language): string {
  switch (cell.shown) {
    case 'count':
      return written(cell.count)
    case 'small':
      return say(language, 'split.small', { threshold })
    case 'withheld':
      return say(language, 'split.withheld')
  }
}

/** The period of a publication, as its readers call it. */
export const titleOfFigures = ({ fiscalYear, through }: SnapshotFigures, language: Language): string =>
  periodTitle(fiscalYearPeriod(fiscalYear, through), language)
