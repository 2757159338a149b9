// `สถิติ [ช่วง]`: the official table, in private or in a registered group. It shows totals only, never a split, so it is
// the same for everybody who may ask. What it cannot read it asks about, with buttons.
import { z } from 'zod'
import type th from '../../../locales/th/statistics.json'
import { defineButton, type Feature } from '../../conversation/feature.js'
import type { Answer, Place, Turn } from '../../conversation/turn.js'
import type { Period } from '../../i18n/period.js'
import { type PeriodReading, parsePeriod } from '../../i18n/period-words.js'
import { type Language, textsOf } from '../../i18n/texts.js'
import { longMonth, monthInBangkok } from '../../i18n/thai-calendar.js'
import { type Action, text, withQuickReplies } from '../../line/message-builders.js'
import type { Role } from '../../security/roles.js'
import type { Settings } from '../settings/settings-schema.js'
import { statisticsCard } from './statistics-card.js'
import { periodAfter, periodBefore, shortTitle, wordsOf } from './statistics-periods.js'
import type { StatisticsRules } from './statistics-rules.js'

const say = textsOf<typeof th>('statistics')

const who: readonly Role[] = ['officer', 'ethics', 'executive', 'admin']
const where: readonly Place[] = ['private', 'group']

export function createStatisticsChat({
  statistics,
  colours,
}: {
  readonly statistics: StatisticsRules
  readonly colours: () => Promise<Settings['colours']>
}): Required<Pick<Feature, 'commands' | 'buttons'>> {
  async function show(turn: Turn, words: string): Promise<Answer> {
    const { language } = turn.person
    if (turn.place === 'group' && !turn.group) return { messages: [text(say(language, 'unregisteredGroup'))] }
    const reading = parsePeriod(words, turn.at)
    if (!reading.ok) {
      const question = text(whyNotShown(reading, language))
      return { messages: withQuickReplies([question], waysFrom(turn)) }
    }
    const { period } = reading
    const table = await statistics.table({ months: period.months })
    const card = statisticsCard({ table, period, language, colours: await colours() })
    return { messages: withQuickReplies([card], waysFrom(turn, period)) }
  }

  const button = defineButton({
    id: 'statistics.show',
    version: 1,
    livesDays: 400,
    who,
    where,
    data: z.strictObject({ period: z.string().max(60) }),
    press: (turn, { period }) => show(turn, period),
  })

  /** The periods before and after the one that is shown, and those that run now. */
  function waysFrom(turn: Turn, shown?: Period): Action[] {
    const { language } = turn.person
    const now = monthInBangkok(turn.at)
    const way = (label: string, words: string, title: string) =>
      button.action(label, turn.at, { period: words }, say(language, 'asks', { period: title }))
    const to = (key: 'periods.previous' | 'periods.next', period: Period | undefined) => {
      if (!period) return []
      const title = shortTitle(period, language)
      return [way(say(language, key, { period: title }), wordsOf(period), title)]
    }
    const running = (
      key: 'periods.thisMonth' | 'periods.thisQuarter' | 'periods.thisFiscalYear',
      words: string,
    ) => way(say(language, key), words, say(language, key))
    return [
      ...(shown
        ? [
            ...to('periods.previous', periodBefore(shown, now)),
            ...to('periods.next', periodAfter(shown, now)),
          ]
        : []),
      running('periods.thisMonth', 'this month'),
      running('periods.thisQuarter', 'this quarter'),
      running('periods.thisFiscalYear', 'this fiscal year'),
    ]
  }

  return {
    commands: [
      {
        id: 'statistics.show',
        words: { th: ['สถิติ'], en: ['stats', 'statistics'] },
        who,
        where,
        argument: 'optional',
        help: (language) => ({
          summary: say(language, 'help.summary'),
          example: say(language, 'help.example'),
        }),
        run: show,
      },
    ],
    buttons: [button],
  }
}

function whyNotShown(reading: Exclude<PeriodReading, { ok: true }>, language: Language): string {
  switch (reading.reason) {
    case 'future':
      return say(language, 'notUnderstood.future', { month: longMonth(reading.firstMonth, language) })
    case 'tooLong':
    case 'unclear':
    case 'notWholeMonths':
    case 'endsBeforeItBegins':
      return say(language, `notUnderstood.${reading.reason}`)
  }
}
