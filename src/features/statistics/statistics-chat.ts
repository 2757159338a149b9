// `สถิติ [ช่วง] [มุมมอง]`: the official table for everybody who may ask, in private or in a registered group; splits, times,
// charts and files only in private. What it cannot read it asks about, with buttons.
import type { Command, Feature } from '../../conversation/feature.js'
import type { Answer, Turn } from '../../conversation/turn.js'
import { type PeriodReading, parsePeriod } from '../../i18n/calendar/period-words.js'
import { longMonth } from '../../i18n/calendar/thai-calendar.js'
import type { Language } from '../../i18n/texts.js'
import { text, withQuickReplies } from '../../line/message-builders.js'
import { type AnswerParts, createStatisticsAnswers } from './asking/statistics-answers-chat.js'
import { readQuestion, type View } from './asking/statistics-question.js'
import { wayButton, waysFrom, where, who } from './asking/statistics-ways-chat.js'
import { say } from './asking/statistics-words.js'

export function createStatisticsChat(parts: AnswerParts): Required<Pick<Feature, 'commands' | 'buttons'>> {
  const { answerTo, momentOf } = createStatisticsAnswers(parts)
  const button = wayButton(async (turn, words, view) => {
    const moment = await momentOf(turn)
    return show(turn, moment, view, parsePeriod(words, moment))
  })

  /** `moment`: by which the period was read; the neighbouring ones are offered by the same. */
  async function show(turn: Turn, moment: Date, view: View, reading: PeriodReading): Promise<Answer> {
    const { language } = turn.person
    if (turn.place === 'group' && !turn.group) return { messages: [text(say(language, 'unregisteredGroup'))] }
    if (!reading.ok) {
      const question = text(whyNotShown(reading, view, language))
      return { messages: withQuickReplies([question], waysFrom(turn, button, view, moment)) }
    }
    const { period } = reading
    const message =
      turn.place === 'group' && view !== 'table'
        ? text(say(language, 'onlyTotalsInGroup'))
        : await answerTo(turn, view, period)
    return {
      messages: withQuickReplies([message], waysFrom(turn, button, view, moment, period)),
    }
  }

  const command: Command = {
    id: 'statistics.show',
    words: { th: ['สถิติ'], en: ['stats', 'statistics'] },
    who,
    where,
    argument: 'optional',
    help: (language) => ({
      summary: say(language, 'help.summary'),
      example: say(language, 'help.example'),
    }),
    async run(turn, words) {
      const moment = await momentOf(turn)
      const { view, period } = readQuestion(words, moment)
      return show(turn, moment, view, period)
    },
  }

  return { commands: [command], buttons: [button] }
}

function whyNotShown(reading: Exclude<PeriodReading, { ok: true }>, view: View, language: Language): string {
  switch (reading.reason) {
    case 'future':
      return say(language, 'notUnderstood.future', { month: longMonth(reading.firstMonth, language) })
    case 'unclear':
      return say(language, view === 'table' ? 'notUnderstood.unclear' : 'whichPeriod')
    case 'tooLong':
    case 'notWholeMonths':
    case 'endsBeforeItBegins':
      return say(language, `notUnderstood.${reading.reason}`)
  }
}
