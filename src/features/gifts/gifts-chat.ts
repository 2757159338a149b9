// `ของขวัญ`: the menu of the gift desk, the person's own reports with what may be done to them, and for those who keep the register
// the agency's list. In private only: what somebody received is nobody else's business in a group.

import { z } from 'zod'
import { type Command, defineButton, type Feature } from '../../conversation/feature.js'
import type { Answer, Turn } from '../../conversation/turn.js'
import { fiscalYearPeriod, periodTitle } from '../../i18n/calendar/period.js'
import { fiscalYearOf, monthInBangkok } from '../../i18n/calendar/thai-calendar.js'
import { carousels } from '../../line/carousels.js'
import { text } from '../../line/message-builders.js'
import { hasAnyRole } from '../../security/roles.js'
import { correctDialogName, reportDialogName } from './declaring/gift-dialog-chat.js'
import { draftOf, newDraft } from './declaring/gift-draft.js'
import { withdrawDialogName } from './declaring/gift-withdrawal-chat.js'
import { deskCard, giftBubble } from './gift-card.js'
import { type GiftsRules, newGiftId, type OpenedGift } from './gifts-rules.js'
import { bahtInDigits, say } from './gifts-words.js'
import { registerKeepers } from './reporting/gift-letters-rules.js'
import type { GiftReportRules } from './reporting/gift-report-rules.js'

const mostShown = 10
const onlyPrivate = ['private'] as const

export interface GiftsChatDeps {
  readonly rules: Pick<GiftsRules, 'ofStaff' | 'mine' | 'latest'>
  readonly reports: Pick<GiftReportRules, 'report'>
  readonly nameOf: (staffId: string) => Promise<string>
}

export function createGiftsChat({
  rules,
  reports,
  nameOf,
}: GiftsChatDeps): Required<Pick<Feature, 'commands' | 'buttons'>> & { readonly desk: Command['run'] } {
  const howToLink = (turn: Turn): Answer => ({ messages: [text(say(turn.person.language, 'howToLink'))] })
  const refused = (turn: Turn): Answer => ({
    messages: [text(say(turn.person.language, 'refused.notYours'))],
  })

  const begin = defineButton({
    id: 'gifts.begin',
    version: 1,
    livesDays: 400,
    who: ['staff'],
    where: onlyPrivate,
    data: z.null(),
    press: async (turn) =>
      turn.person.staffId === undefined
        ? howToLink(turn)
        : { open: { dialog: reportDialogName, answers: newDraft(newGiftId()) } },
  })

  const mine = defineButton({
    id: 'gifts.mine',
    version: 1,
    livesDays: 400,
    who: ['staff'],
    where: onlyPrivate,
    data: z.null(),
    press: async (turn) => {
      const { language, staffId } = turn.person
      if (staffId === undefined) return howToLink(turn)
      const gifts = await rules.ofStaff(staffId, mostShown)
      if (gifts.length === 0) return { messages: [text(say(language, 'mine.none'))] }
      const bubbles = gifts.map((gift) =>
        giftBubble(language, gift, gift.state === 'reported' ? { actions: changesOf(turn, gift) } : {}),
      )
      return { messages: carousels(say(language, 'mine.inWords'), bubbles) }
    },
  })

  const ofGift = z.strictObject({ g: z.string().max(40) })

  const correct = defineButton({
    id: 'gifts.correct',
    version: 1,
    livesDays: 400,
    who: ['staff'],
    where: onlyPrivate,
    data: ofGift,
    press: async (turn, { g }) => {
      const gift = await rules.mine(g, turn.person.staffId ?? '')
      return gift ? { open: { dialog: correctDialogName, answers: draftOf(gift) } } : refused(turn)
    },
  })

  const withdraw = defineButton({
    id: 'gifts.withdraw',
    version: 1,
    livesDays: 400,
    who: ['staff'],
    where: onlyPrivate,
    data: ofGift,
    press: async (turn, { g }) => {
      const gift = await rules.mine(g, turn.person.staffId ?? '')
      if (!gift) return refused(turn)
      const { giftId, version, receivedOn } = gift
      return { open: { dialog: withdrawDialogName, answers: { giftId, from: version, receivedOn } } }
    },
  })

  const changesOf = (turn: Turn, { giftId }: OpenedGift) => {
    const { language } = turn.person
    return [
      correct.action(say(language, 'mine.correct'), turn.at, { g: giftId }),
      withdraw.action(say(language, 'mine.withdraw'), turn.at, { g: giftId }),
    ]
  }

  const register = defineButton({
    id: 'gifts.register',
    version: 1,
    livesDays: 400,
    who: registerKeepers,
    where: onlyPrivate,
    data: z.null(),
    press: async (turn) => {
      const { language, staffId } = turn.person
      const gifts = await rules.latest(staffId ?? turn.sender?.key ?? 'unknown', mostShown)
      if (gifts.length === 0) return { messages: [text(say(language, 'register.none'))] }
      const period = fiscalYearPeriod(fiscalYearOf(turn.at), monthInBangkok(turn.at))
      const { all: counts } = await reports.report(period)
      const { within, over, exceptions, returned, handedOver, couldNotRefuse, notYet } = counts
      const summary = say(language, 'register.summary', {
        ...{ period: periodTitle(period, language), all: bahtInDigits(counts.count) },
        ...{ within, over, exceptions, returned, handedOver, couldNotRefuse, notYet },
      })
      const bubbles = await Promise.all(
        gifts.map(async (gift) => giftBubble(language, gift, { reporter: await nameOf(gift.staffId) })),
      )
      return { messages: [text(summary), ...carousels(say(language, 'register.inWords'), bubbles)] }
    },
  })

  const desk: Command = {
    id: 'gifts.desk',
    words: { th: ['ของขวัญ'], en: ['gift', 'gifts'] },
    who: ['staff', ...registerKeepers],
    where: onlyPrivate,
    argument: 'none',
    help: (language) => ({ summary: say(language, 'help.desk') }),
    async run(turn) {
      const { language, roles, staffId } = turn.person
      const label = (key: 'menu.report' | 'menu.mine' | 'menu.register') => say(language, key)
      const actions = [
        ...(staffId === undefined
          ? []
          : [
              begin.action(label('menu.report'), turn.at, null),
              mine.action(label('menu.mine'), turn.at, null),
            ]),
        ...(hasAnyRole(roles, registerKeepers)
          ? [register.action(label('menu.register'), turn.at, null)]
          : []),
      ]
      return actions.length === 0 ? howToLink(turn) : { messages: [deskCard(language, actions)] }
    },
  }

  return { desk: desk.run, commands: [desk], buttons: [begin, mine, correct, withdraw, register] }
}
