// The words of the case page beside the console's own: statuses, categories, the questions of a tip; and days as officers
// read them. Runs in the browser.
import { z } from 'zod'
import type complaints from '../../../../../locales/th/complaints.json'
import type telling from '../../../../../locales/th/telling.json'
import type { Chosen } from '../../../../features/cases/case-body.js'
import type { TellingPart } from '../../../../features/cases/filing/tip-completeness.js'
import type { ComplaintStatus } from '../../../../features/complaints/complaint-kinds.js'
import { wrappedKeySchema } from '../../../../sealing/officer-key.js'
import { readPageData } from '../../../pages/page-data.js'
import { textTree, wordsFrom } from '../../../pages/words-in-page.js'
import { language } from '../console-call.js'

export const casePage = readPageData(
  z.object({
    caseId: z.string().default(''),
    reader: z.string(),
    officerName: z.string(),
    wrapped: wrappedKeySchema,
    complaintWords: textTree,
    tellingWords: textTree,
  }),
)

const complaintWords = wordsFrom<typeof complaints>(casePage.complaintWords)
const tellingWords = wordsFrom<typeof telling>(casePage.tellingWords)

export const statusWords = (status: ComplaintStatus): string => complaintWords.say(`statuses.${status}`)
export const categoryWords = (category: string): string => anyOf('categories', category)
export const kindWords = (kind: string): string => anyOf('kinds', kind)
export const channelWords = (channel: string): string => anyOf('channels', channel)
export const partWords = (part: TellingPart): string => tellingWords.say(`part.${part}`)

export function chosenWords(chosen: Chosen): string {
  const key = `chosen.${chosen.about}.${chosen.value}` as Parameters<typeof tellingWords.say>[0]
  return tellingWords.say(key)
}

/** A name that a later version of the server may send is shown as it is. */
function anyOf(group: 'categories' | 'kinds' | 'channels', name: string): string {
  const tree = casePage.complaintWords[group]
  const found = typeof tree === 'object' && !Array.isArray(tree) ? Object.entries(tree) : []
  const words = found.find(([key]) => key === name)?.[1]
  return typeof words === 'string' ? words : name
}

const titles = new Intl.DateTimeFormat(language === 'th' ? 'th-TH-u-ca-buddhist' : 'en-GB', {
  ...{ day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' },
})
/** '20 พ.ย. 2569' · '20 Nov 2026' */
export const dayWords = (day: string): string => titles.format(new Date(`${day}T00:00:00Z`))

const longTitles = new Intl.DateTimeFormat(language === 'th' ? 'th-TH-u-ca-buddhist' : 'en-GB', {
  ...{ day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' },
})
/** '20 พฤศจิกายน 2569' · '20 November 2026': without the era's name, as letters have it. */
export const longDayWords = (day: string): string =>
  longTitles
    .formatToParts(new Date(`${day}T00:00:00Z`))
    .flatMap(({ type, value }) => (type === 'day' || type === 'month' || type === 'year' ? [value] : []))
    .join(' ')

const swedish = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Bangkok' })
export const todayInBangkok = (): string => swedish.format(new Date())
