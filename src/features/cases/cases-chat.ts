// `เรื่อง [เลข]`: the officers' list of open cases and one of them, in private only; in a group the command is not even heard. What
// an officer may not know of is answered as what is not there. Whatever needs words is written in the console.
import { z } from 'zod'
import { defineButton, type Feature } from '../../conversation/feature.js'
import type { Answer, Turn } from '../../conversation/turn.js'
import { buttonLabel } from '../../i18n/button-labels.js'
import {
  type Action,
  type Message,
  messageAction,
  text,
  withQuickReplies,
} from '../../line/message-builders.js'
import { caseCard } from './case-card.js'
import { numberTitle, say } from './cases-words.js'
import type { KnownCase } from './known-case.js'
import type { OfficerChange } from './lifecycle/case-work-changes.js'
import type { WorkChanged } from './lifecycle/case-work-rules.js'
import { caseListCard } from './list/case-list-card.js'
import { type CaseFilter, caseFilters, type ListedCase, nameOf } from './list/case-list-rules.js'
import { caseOfficers } from './officer/case-letters-rules.js'
import { type CaseStatusDeps, createCaseStatusChat, officerOf } from './reporter/case-status-chat.js'

const livesDays = 30
const onlyPrivate = ['private'] as const
const forOfficers = { version: 1, livesDays, who: caseOfficers, where: onlyPrivate } as const

export interface CasesChatDeps extends CaseStatusDeps {
  /** Both take a case that `list` has answered, and no id out of a button. */
  readonly work: {
    readonly change: (caseId: KnownCase, change: OfficerChange, by: string) => Promise<WorkChanged>
  }
  /** A recipient's label. */
  readonly labelOf: (recipientId: string) => Promise<string | undefined>
}

export function createCasesChat(deps: CasesChatDeps): Required<Pick<Feature, 'commands' | 'buttons'>> {
  const { list, work, labelOf } = deps
  const unknown = ({ person: { language } }: Turn): Answer => ({ messages: [text(say(language, 'unknown'))] })

  const ofCase = z.strictObject({ c: z.string().max(40) })
  const openCase = defineButton({
    id: 'cases.open',
    ...forOfficers,
    data: ofCase,
    press: async (turn, { c }) => showCase(turn, await list.find(officerOf(turn), c)),
  })

  const page = defineButton({
    id: 'cases.page',
    ...forOfficers,
    data: z.strictObject({ f: z.enum(caseFilters), p: z.int().min(0).max(9999) }),
    press: (turn, { f, p }) => showList(turn, f, p),
  })

  async function showList(turn: Turn, filter: CaseFilter, asked: number): Promise<Answer> {
    const { language } = turn.person
    const { counts, ...shown } = await list.list(officerOf(turn), filter, asked)
    const { page: at, pages } = shown
    const card = caseListCard(language, { filter, count: counts[filter], ...shown }, (one) =>
      openCase.action(numberTitle(language, one.work), turn.at, { c: one.work.caseId }),
    )
    const turned = (key: 'list.next' | 'list.previous', p: number) =>
      page.action(say(language, key), turn.at, { f: filter, p })
    const filters = caseFilters
      .filter((one) => one !== filter)
      .map((f) => {
        const label = say(language, 'filter.counted', {
          filter: say(language, `filter.${f}`),
          number: counts[f],
        })
        return page.action(label, turn.at, { f, p: 0 })
      })
    return {
      messages: withQuickReplies(
        [card],
        [
          ...(at + 1 < pages ? [turned('list.next', at + 1)] : []),
          ...(at > 0 ? [turned('list.previous', at - 1)] : []),
          ...filters,
        ],
      ),
    }
  }

  async function showCase(
    turn: Turn,
    one: ListedCase | undefined,
    first: readonly Message[] = [],
  ): Promise<Answer> {
    const { language } = turn.person
    const officer = officerOf(turn)
    await list.noteShown(officer, one)
    if (!one) return unknown(turn)
    const { caseId, assignedTo } = one.work
    const recipient = await list.recipientFor(officer, caseId)
    const labels = await Promise.all(assignedTo.map(labelOf))
    const actions: Action[] = [
      ...(recipient === undefined
        ? []
        : [
            assign.action(say(language, one.mine ? 'action.handBack' : 'action.take'), turn.at, {
              c: caseId,
              m: !one.mine,
            }),
          ]),
      ...(one.handles ? [...status.actionsFor(turn, one), holdAction(turn, one)] : []),
    ]
    const hint = recipient === undefined ? 'hint.noKey' : one.handles ? undefined : 'hint.takeFirst'
    const card = caseCard(language, {
      one,
      holders: labels.map((label) => label ?? say(language, 'holder.gone')),
      actions,
      ...(hint !== undefined && { hint: say(language, hint) }),
    })
    return { messages: withQuickReplies([...first, card], [messageAction(say(language, 'console'))]) }
  }

  /** Again with what has just become of it. */
  const showAgain = async (turn: Turn, caseId: string, done: string): Promise<Answer> =>
    showCase(turn, await list.find(officerOf(turn), caseId), [text(done)])

  const assign = defineButton({
    id: 'cases.assign',
    ...forOfficers,
    data: ofCase.extend({ m: z.boolean() }),
    press: async (turn, { c, m }) => {
      const officer = officerOf(turn)
      const one = await list.find(officer, c)
      const recipient = one && (await list.recipientFor(officer, c))
      if (!one || recipient === undefined) return unknown(turn)
      const others = one.work.assignedTo.filter((id) => id !== recipient)
      const to = m ? [...others, recipient] : others
      const changed = await work.change(one.caseId, { kind: 'assigned', to }, actorOf(turn))
      if (!changed.ok) return unknown(turn)
      return showAgain(turn, c, say(turn.person.language, m ? 'done.taken' : 'done.handedBack'))
    },
  })

  const hold = defineButton({
    id: 'cases.hold',
    ...forOfficers,
    data: ofCase.extend({ h: z.boolean(), s: z.boolean() }),
    press: async (turn, { c, h, s }): Promise<Answer> => {
      const { language } = turn.person
      const one = await list.find(officerOf(turn), c)
      if (!one) return unknown(turn)
      if (!one.handles) return showAgain(turn, c, say(language, 'hint.takeFirst'))
      if (!s) {
        const sure = hold.action(buttonLabel(language, 'confirm'), turn.at, { c, h, s: true })
        return asked(turn, say(language, 'ask.release', { case: numberTitle(language, one.work) }), sure, c)
      }
      const changed = await work.change(one.caseId, { kind: h ? 'held' : 'released' }, actorOf(turn))
      return changed.ok ? showAgain(turn, c, say(language, h ? 'done.held' : 'done.released')) : unknown(turn)
    },
  })

  const holdAction = (turn: Turn, { work: { caseId, hold: isHeld } }: ListedCase): Action =>
    hold.action(say(turn.person.language, isHeld ? 'action.release' : 'action.hold'), turn.at, {
      c: caseId,
      h: !isHeld,
      // To hold harms nothing; to let go is asked about first.
      s: !isHeld,
    })

  const asked = (turn: Turn, question: string, sure: Action, caseId: string): Answer => {
    const back = openCase.action(buttonLabel(turn.person.language, 'cancel'), turn.at, { c: caseId })
    return { messages: withQuickReplies([text(question)], [sure, back]) }
  }

  const status = createCaseStatusChat({ ...deps, forOfficers, asked, showAgain, unknown })

  return {
    commands: [
      {
        id: 'cases.list',
        words: { th: ['เรื่อง'], en: ['cases', 'case'] },
        who: caseOfficers,
        where: onlyPrivate,
        argument: 'optional',
        quietElsewhere: true,
        help: (language) => ({
          summary: say(language, 'help.summary'),
          example: say(language, 'help.example'),
        }),
        async run(turn, argument) {
          if (argument === '') return showList(turn, 'all', 0)
          const [one, another] = await list.findByNumber(officerOf(turn), argument)
          if (!one || !another) return showCase(turn, one)
          const choices = [one, another].map((each) =>
            openCase.action(numberTitle(turn.person.language, each.work), turn.at, { c: each.work.caseId }),
          )
          return { messages: withQuickReplies([text(say(turn.person.language, 'which'))], choices) }
        },
      },
    ],
    buttons: [openCase, page, assign, hold, ...status.buttons],
  }
}

const actorOf = (turn: Turn): string => nameOf(officerOf(turn))
