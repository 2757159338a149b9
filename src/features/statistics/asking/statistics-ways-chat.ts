// Ways on from an answer: the periods beside it, those that run now, and other looks at the same months. A way travels as the
// words that a person could have typed, so that pressing and typing take the same path.
import { z } from 'zod'
import { defineButton, type TypedButton } from '../../../conversation/feature.js'
import type { Answer, Place, Turn } from '../../../conversation/turn.js'
import type { Period } from '../../../i18n/calendar/period.js'
import { monthInBangkok } from '../../../i18n/calendar/thai-calendar.js'
import type { Action } from '../../../line/message-builders.js'
import type { Role } from '../../../security/roles.js'
import { periodAfter, periodBefore, shortTitle, wordsOf } from '../counting/statistics-periods.js'
import { type View, views } from './statistics-question.js'
import { say } from './statistics-words.js'

/** `view` is absent in buttons of the plain table, also in those that were made before there were others. */
const wayData = z.strictObject({ period: z.string().max(60), view: z.enum(views).optional() })
type WayData = z.infer<typeof wayData>

export const who: readonly Role[] = ['officer', 'ethics', 'executive', 'admin']
export const where: readonly Place[] = ['private', 'group']

export const wayButton = (
  show: (turn: Turn, words: string, view: View) => Promise<Answer>,
): TypedButton<WayData> =>
  defineButton({
    id: 'statistics.show',
    version: 1,
    livesDays: 400,
    who,
    where,
    data: wayData,
    press: (turn, { period, view = 'table' }) => show(turn, period, view),
  })

/** In a group only ways to other periods; in private the other looks come first. */
export function waysFrom(
  turn: Turn,
  button: TypedButton<WayData>,
  view: View,
  moment: Date,
  shown?: Period,
): Action[] {
  const { language } = turn.person
  const now = monthInBangkok(moment)
  const look = turn.place === 'group' ? 'table' : view
  const way = (label: string, words: string, title: string, as: View) =>
    button.action(
      label,
      turn.at,
      { period: words, ...(as !== 'table' && { view: as }) },
      say(language, 'asks', { period: as === 'table' ? title : `${title} ${say(language, `views.${as}`)}` }),
    )
  const beside = (key: 'periods.previous' | 'periods.next', period: Period | undefined) => {
    if (!period) return []
    const title = shortTitle(period, language)
    return [way(say(language, key, { period: title }), wordsOf(period), title, look)]
  }
  const running = (
    key: 'periods.thisMonth' | 'periods.thisQuarter' | 'periods.thisFiscalYear',
    words: string,
  ) => way(say(language, key), words, say(language, key), look)
  const others: readonly View[] =
    shown && turn.place === 'private'
      ? (
          ['table', 'compare', 'chart', 'file', 'category', 'channel', 'unit', 'overdue', 'time'] as const
        ).filter((other) => other !== view)
      : []
  return [
    ...(shown
      ? [
          ...beside('periods.previous', periodBefore(shown, now)),
          ...beside('periods.next', periodAfter(shown, now)),
          ...others.map((other) =>
            way(say(language, `views.${other}`), wordsOf(shown), shortTitle(shown, language), other),
          ),
        ]
      : []),
    running('periods.thisMonth', 'this month'),
    // LINE takes thirteen ways; those to the same months in other ways go before.
    ...(others.length > 0 ? [] : [running('periods.thisQuarter', 'this quarter')]),
    running('periods.thisFiscalYear', 'this fiscal year'),
  ]
}
