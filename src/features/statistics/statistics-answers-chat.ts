// What each look at a period is answered with. The plain table is the only one that a group sees.

import type { Turn } from '../../conversation/turn.js'
import { type Period, periodTitle, yearEarlier } from '../../i18n/period.js'
import { dateTimeTitle, fiscalYearOf } from '../../i18n/thai-calendar.js'
import { band, mainButton, quietButton, stack, words } from '../../line/card-parts.js'
import { flex, image, type Message, text, uriAction } from '../../line/message-builders.js'
import type { FeatureDeps } from '../feature-deps.js'
import type { SettingsRules } from '../settings/settings-rules.js'
import type { AnswerTimeRules } from './answer-time-rules.js'
import { compareCard, splitCards, timesCard, typeCard, waitingCard } from './detail-cards-card.js'
import type { SplitRules } from './split-rules.js'
import { statisticsCard } from './statistics-card.js'
import { chartOf } from './statistics-chart-card.js'
import { paperOf } from './statistics-paper.js'
import type { View } from './statistics-question.js'
import type { StatisticsRules } from './statistics-rules.js'
import { say } from './statistics-words.js'

export interface AnswerParts {
  readonly statistics: StatisticsRules
  readonly times: AnswerTimeRules
  readonly splits: SplitRules
  readonly settings: Pick<SettingsRules, 'get'>
  readonly media: FeatureDeps['media']
  readonly files: FeatureDeps['files']
  readonly publicUrl: string
  readonly agencyName: FeatureDeps['agencyName']
}

export function createStatisticsAnswers(parts: AnswerParts) {
  const { statistics, times, splits, settings } = parts

  /** `view` of a period, for whoever asks in this turn. */
  return async function answerTo(turn: Turn, view: View, period: Period): Promise<Message> {
    const { language } = turn.person
    const { months } = period
    const { colours, smallCellThreshold } = await settings.get()
    switch (view) {
      case 'table': {
        const table = await statistics.table({ months })
        return statisticsCard({ table, period, language, colours })
      }
      case 'compare': {
        const before = await statistics.table({ months: yearEarlier(period).months })
        return compareCard(period, await statistics.table({ months }), before, language)
      }
      case 'category':
      case 'channel':
      case 'unit':
        return splitCards(view, await splits.splits(view, months), smallCellThreshold, language)
      case 'type': {
        const tables = await Promise.all(
          (['corruption', 'general'] as const).map((kind) => statistics.table({ months, kind })),
        )
        return typeCard(period, tables, language)
      }
      case 'pending':
      case 'overdue':
        return waitingCard(view, period, await times.waiting(months), language)
      case 'time': {
        const before = await times.times(yearEarlier(period).months)
        return timesCard(period, await times.times(months), before, language)
      }
      case 'chart': {
        const title = `${say(language, 'title.corruption')}\n${periodTitle(period, language)}`
        const table = await statistics.table({ months })
        // Bars of nothing say less than the sentence.
        if (table.total === 0)
          return text(
            `${periodTitle(period, language)}\n${say(language, 'none.corruption').replaceAll('\n', '')}`,
          )
        // Loaded by the first who asks for a chart: a large library that most processes never need.
        const { chartPicture } = await import('../../media/statistics-chart.js')
        const { png, preview } = await chartPicture(chartOf(table, language, colours, title))
        const kept = await parts.media.keep(png, 'image/png')
        const small = await parts.media.keep(preview, 'image/jpeg')
        return image(`${parts.publicUrl}${kept.path}`, `${parts.publicUrl}${small.path}`)
      }
      case 'file':
        return files(turn, period)
    }
  }

  /** The figures of today as PDF and workbook, by links that open nothing after a day. */
  async function files(turn: Turn, period: Period): Promise<Message> {
    const { language, staffId } = turn.person
    const table = await statistics.table({ months: period.months })
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
    // Only whoever wants a file waits for the libraries that make it.
    const [{ pdfOf }, { xlsxOf }] = await Promise.all([
      import('../../documents/pdf-paper.js'),
      import('../../documents/xlsx-paper.js'),
    ])
    const pdf = await hand('pdf', 'application/pdf', await pdfOf(paper))
    const xlsx = await hand(
      'xlsx',
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      await xlsxOf(paper),
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
}
