// What each look at a period is answered with. The plain table is the only one that a group sees. Figures of today are for officers
// who read such cases, in private; everybody else sees what was so when the last day ended.

import type { Turn } from '../../../conversation/turn.js'
import { drawnBeside, paperBeside } from '../../../heavy-work/drawn-beside.js'
import { type Period, periodTitle, yearEarlier } from '../../../i18n/calendar/period.js'
import { dateTimeTitle, dayTitle, fiscalYearOf } from '../../../i18n/calendar/thai-calendar.js'
import { band, mainButton, quietButton, stack, words } from '../../../line/card-parts.js'
import { flex, image, type Message, text, uriAction } from '../../../line/message-builders.js'
import { type ComplaintKind, complaintKinds } from '../../complaints/complaint-kinds.js'
import type { FeatureDeps } from '../../feature-deps.js'
import type { SettingsRules } from '../../settings/settings-rules.js'
import type { AnswerTimeRules, Sight } from '../counting/answer-time-rules.js'
import type { StatisticsRules } from '../counting/statistics-rules.js'
import type { SplitRules } from '../splitting/split-rules.js'
import { paperOf } from '../statistics-paper.js'
import { compareCard, splitCards, timesCard, typeCard, waitingCard } from './detail-cards-card.js'
import { statisticsCard } from './statistics-card.js'
import { chartOf } from './statistics-chart-card.js'
import type { View } from './statistics-question.js'
import { say } from './statistics-words.js'

export type ReadsKinds = (officer: { readonly accountKey: string }) => Promise<readonly ComplaintKind[]>

export interface AnswerParts {
  readonly statistics: StatisticsRules
  readonly times: AnswerTimeRules
  readonly splits: SplitRules
  readonly settings: Pick<SettingsRules, 'get'>
  /** The kinds of cases that an account reads with its key. */
  readonly readsKinds: ReadsKinds
  readonly media: FeatureDeps['media']
  readonly files: FeatureDeps['files']
  readonly heavyWork: FeatureDeps['heavyWork']
  readonly publicUrl: string
  readonly agencyName: FeatureDeps['agencyName']
}

const corruption = ['corruption'] as const
const dayInMilliseconds = 86_400_000

export function createStatisticsAnswers(parts: AnswerParts) {
  const { statistics, times, splits, settings } = parts

  /** In a group others look on. */
  async function seesToday(turn: Turn, ...kinds: readonly ComplaintKind[]): Promise<boolean> {
    if (turn.place !== 'private') return false
    const reads = await parts.readsKinds({ accountKey: (turn.sender ?? turn.chat).key })
    return kinds.every((kind) => reads.includes(kind))
  }

  /** By which periods are read: where nothing of today is shown, a month that begins today has not begun. */
  async function momentOf(turn: Turn): Promise<Date> {
    return (await seesToday(turn, ...corruption)) ? turn.at : new Date(turn.at.getTime() - dayInMilliseconds)
  }

  /** `view` of a period, for whoever asks in this turn. */
  async function answerTo(turn: Turn, view: View, period: Period): Promise<Message> {
    const { language } = turn.person
    const { months } = period
    const { colours, smallCellThreshold } = await settings.get()
    const sight = { seesToday: await seesToday(turn, ...(view === 'type' ? complaintKinds : corruption)) }
    switch (view) {
      case 'table': {
        const table = await statistics.table({ months, ...sight })
        return statisticsCard({ table, period, language, colours })
      }
      case 'compare': {
        const before = await statistics.table({ months: yearEarlier(period).months, ...sight })
        return compareCard(period, await statistics.table({ months, ...sight }), before, language)
      }
      case 'category':
      case 'channel':
      case 'unit':
        return splitCards(view, await splits.splits(view, months), smallCellThreshold, language)
      case 'type': {
        const tables = await Promise.all(
          complaintKinds.map((kind) => statistics.table({ months, kind, ...sight })),
        )
        return typeCard(period, tables, language)
      }
      case 'pending':
      case 'overdue':
        return waitingCard(view, period, await times.waiting(months, sight), language)
      case 'time': {
        const before = await times.times(yearEarlier(period).months, sight)
        return timesCard(period, await times.times(months, sight), before, language)
      }
      case 'chart': {
        // Whoever draws the same figures knows the picture's name and can ask for it: a picture never has today's.
        const table = await statistics.table({ months })
        const asOf = say(language, 'asOf', { day: dayTitle(table.asOf, language) })
        const title = `${say(language, 'title.corruption')}\n${periodTitle(period, language)} · ${asOf}`
        // Bars of nothing say less than the sentence.
        if (table.total === 0)
          return text(
            `${periodTitle(period, language)}\n${say(language, 'none.corruption').replaceAll('\n', '')}`,
          )
        const { png, preview } = await drawnBeside(
          parts.heavyWork,
          'chart',
          chartOf(table, language, colours, title),
        )
        const kept = await parts.media.keep(png, 'image/png')
        const small = await parts.media.keep(preview, 'image/jpeg')
        return image(`${parts.publicUrl}${kept.path}`, `${parts.publicUrl}${small.path}`)
      }
      case 'file':
        return files(turn, period, sight)
    }
  }

  /** The same figures as PDF and workbook, by links that open nothing after a day. */
  async function files(turn: Turn, period: Period, sight: Sight): Promise<Message> {
    const { language, staffId } = turn.person
    const table = await statistics.table({ months: period.months, ...sight })
    const [first] = period.months
    const fiscalYear = fiscalYearOf(first ?? turn.at)
    const title = periodTitle(period, language)
    const agency = parts.agencyName[language]
    const paper = paperOf({ ...table, fiscalYear, splits: [] }, { language, period: title, agency })
    const hand = (ending: 'pdf' | 'xlsx', mime: string, bytes: Uint8Array) =>
      parts.files.hand({
        name: `${say(language, 'file.ready', { period: title }).replaceAll('/', '-')}.${ending}`,
        mime,
        bytes,
        madeFor: { who: staffId ?? turn.sender?.key ?? turn.chat.key, what: `statistics ${ending}` },
      })
    const pdf = await hand('pdf', 'application/pdf', await paperBeside(parts.heavyWork, 'pdf', paper))
    const xlsx = await hand(
      'xlsx',
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      await paperBeside(parts.heavyWork, 'xlsx', paper),
    )
    const until = say(language, 'file.expires', { until: dateTimeTitle(pdf.expiresAt, language) })
    const ready = say(language, 'file.ready', { period: title })
    return flex(`${ready} ${until}`, {
      type: 'bubble',
      size: 'mega',
      header: band(say(language, 'views.file'), title),
      body: stack([
        mainButton(uriAction(say(language, 'file.pdf'), pdf.url)),
        quietButton(uriAction(say(language, 'file.xlsx'), xlsx.url)),
        words(until, { size: 'xs', colour: 'quiet' }),
      ]),
    })
  }

  return { answerTo, momentOf }
}
