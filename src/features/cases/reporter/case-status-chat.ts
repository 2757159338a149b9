// Changing a case's status in chat: only along the ways of the register, only from where the officer saw it stand, and only after
// a confirmation. What ends a case needs a reason in words; it belongs to the content and is written in the console.
import { z } from 'zod'
import { type Button, type ButtonSpec, defineButton } from '../../../conversation/feature.js'
import type { Answer, Turn } from '../../../conversation/turn.js'
import { buttonLabel } from '../../../i18n/button-labels.js'
import { dayInBangkok } from '../../../i18n/calendar/thai-calendar.js'
import { type Action, messageAction, text, withQuickReplies } from '../../../line/message-builders.js'
import type { Clock } from '../../../operation/clock.js'
import { complaintStatuses } from '../../complaints/complaint-kinds.js'
import { isOpen, leadsTo } from '../../complaints/complaint-status.js'
import { statusName } from '../../complaints/complaint-words.js'
import type { ComplaintsRules } from '../../complaints/complaints-rules.js'
import { numberTitle, say } from '../cases-words.js'
import type { KnownCase } from '../known-case.js'
import { type CaseListRules, type ListedCase, nameOf } from '../list/case-list-rules.js'
import type { Officer } from '../officer/case-knowing-rules.js'

/** Said without words; the others end the agency's work. */
const changedInChat = ['moreInformationNeeded', 'factFinding', 'inProgress'] as const

export interface CaseStatusDeps {
  readonly list: CaseListRules
  /** Takes a case that `list` has answered, and no id out of a button. */
  readonly changeStatus: (
    change: Parameters<ComplaintsRules['changeStatus']>[0] & { readonly id: KnownCase },
  ) => ReturnType<ComplaintsRules['changeStatus']>
  readonly clock: Clock
}

export interface CaseStatusChat {
  readonly buttons: readonly Button[]
  actionsFor(turn: Turn, one: ListedCase): Action[]
}

export function createCaseStatusChat({
  list,
  changeStatus,
  clock,
  forOfficers,
  asked,
  showAgain,
  unknown,
}: CaseStatusDeps & {
  readonly forOfficers: Pick<ButtonSpec<unknown>, 'version' | 'livesDays' | 'who' | 'where'>
  readonly asked: (turn: Turn, question: string, sure: Action, caseId: string) => Answer
  readonly showAgain: (turn: Turn, caseId: string, done: string) => Promise<Answer>
  readonly unknown: (turn: Turn) => Answer
}): CaseStatusChat {
  const choose = defineButton({
    id: 'cases.status',
    ...forOfficers,
    data: z.strictObject({ c: z.string().max(40) }),
    press: async (turn, { c }) => {
      const { language } = turn.person
      const one = await list.find(officerOf(turn), c)
      if (!one) return unknown(turn)
      if (!one.handles) return showAgain(turn, c, say(language, 'hint.takeFirst'))
      const { status } = one.complaint
      const words = say(language, isOpen(status) ? 'ask.status' : 'ask.closed', {
        case: numberTitle(language, one.work),
        status: statusName(language, status),
      })
      const ways = changedInChat
        .filter((to) => leadsTo(status, 'forward', to))
        .map((to) =>
          move.action(
            shortStatus(turn, to),
            turn.at,
            { c, f: status, t: to, s: false },
            statusName(language, to),
          ),
        )
      return { messages: withQuickReplies([text(words)], [...ways, messageAction(say(language, 'console'))]) }
    },
  })

  const move = defineButton({
    id: 'cases.move',
    ...forOfficers,
    data: z.strictObject({
      c: z.string().max(40),
      f: z.enum(complaintStatuses),
      t: z.enum(changedInChat),
      s: z.boolean(),
    }),
    press: async (turn, { c, f, t, s }): Promise<Answer> => {
      const { language } = turn.person
      const officer = officerOf(turn)
      const one = await list.find(officer, c)
      if (!one) return unknown(turn)
      if (!one.handles) return showAgain(turn, c, say(language, 'hint.takeFirst'))
      const names = { from: statusName(language, f), to: statusName(language, t) }
      if (!s) {
        const sure = move.action(buttonLabel(language, 'confirm'), turn.at, { c, f, t, s: true })
        return asked(
          turn,
          say(language, 'ask.move', { case: numberTitle(language, one.work), ...names }),
          sure,
          c,
        )
      }
      const change = { id: one.caseId, to: t, from: f, on: dayInBangkok(clock()), by: nameOf(officer) }
      const changed = await changeStatus(change)
      return showAgain(turn, c, say(language, changed.ok ? 'done.moved' : 'done.movedOn', names))
    },
  })

  return {
    buttons: [choose, move],
    actionsFor: (turn, one) => [
      choose.action(say(turn.person.language, 'action.status'), turn.at, { c: one.work.caseId }),
    ],
  }
}

export const officerOf = ({ chat, sender, person: { staffId } }: Turn): Officer => ({
  accountKey: (sender ?? chat).key,
  ...(staffId !== undefined && { staffId }),
})

/** A button's label has twenty characters. */
const shortStatus = ({ person: { language } }: Turn, status: (typeof changedInChat)[number]): string =>
  say(language, `shortStatus.${status}`)
