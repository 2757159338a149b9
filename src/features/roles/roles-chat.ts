// `บทบาท`: an administrator sees who holds which role and takes one back. The word only shows; nothing changes but by the button
// under a question that names the person, the role and what ends.
import { z } from 'zod'
import { type Command, defineButton, type Feature } from '../../conversation/feature.js'
import type { Answer, Turn } from '../../conversation/turn.js'
import { buttonLabel } from '../../i18n/button-labels.js'
import { composed } from '../../i18n/letters/composed.js'
import type { Language } from '../../i18n/texts.js'
import { type Message, messageAction, text, withQuickReplies } from '../../line/message-builders.js'
import type { Role } from '../../security/roles.js'
import { nameAndUnit, nameOf, questionInWords, roleInWords, say, toldInWords } from './role-words.js'
import type { Holder, RolesRules, Taker } from './roles-rules.js'

const forAdmins = { version: 1, livesDays: 1, who: ['admin'], where: ['private'] } as const
/** LINE shows thirteen quick replies; one is for cancelling. */
const mostButtons = 12

const takerOf = (turn: Turn): Exclude<Taker, 'script'> => {
  const { key } = turn.sender ?? turn.chat
  return { key, who: turn.person.staffId ?? key }
}

/** What somebody hears whose roles ended. */
export const roleEndedLetter = (ended: readonly Role[], language: Language): Message[] => [
  text(ended.map((role) => toldInWords(language, role)).join('\n\n')),
]

export function createRolesChat(rules: RolesRules): Required<Pick<Feature, 'commands' | 'buttons'>> {
  const named = z.strictObject({ m: z.string(), r: z.string() })

  const takeBack = defineButton({
    ...forAdmins,
    id: 'roles.takeBack',
    data: named.extend({ last: z.boolean() }),
    press: async (turn, { m: mark, r: role, last: evenIfLast }) => {
      const { language } = turn.person
      const taken = await rules.takeBack(takerOf(turn), { mark, role, evenIfLast })
      if (taken.ok) {
        const words = {
          role: roleInWords(language, taken.held.role),
          name: nameAndUnit(language, taken.holder),
        }
        return { messages: [text(say(language, 'done', words))] }
      }
      // Somebody else stopped reading since the question was put: it is put again, with the warning.
      if (taken.why === 'nobodyReads') return ask(turn, mark, role)
      return { messages: [text(say(language, `refused.${taken.why}`))] }
    },
  })

  async function ask(turn: Turn, mark: string, role: string): Promise<Answer> {
    const { language } = turn.person
    const found = await rules.find(takerOf(turn), mark, role)
    if (!found) return { messages: [text(say(language, 'refused.notThere'))] }
    const { holder, held } = found
    if (held.isLastAdmin) return { messages: [text(say(language, 'refused.lastAdmin'))] }
    const last = held.closes.length > 0
    const label = say(language, last ? 'buttons.takeLast' : 'buttons.take')
    return {
      messages: withQuickReplies(
        [text(questionInWords(language, holder, held))],
        [
          takeBack.action(label, turn.at, { m: mark, r: role, last }),
          messageAction(buttonLabel(language, 'cancel')),
        ],
      ),
    }
  }

  const choose = defineButton({
    ...forAdmins,
    id: 'roles.choose',
    data: named,
    press: (turn, { m, r }) => ask(turn, m, r),
  })

  function lineOf({ person: { language } }: Turn, holder: Holder): string {
    const roles = holder.roles.map(({ role }) => roleInWords(language, role)).join(' · ')
    const you = holder.isYou ? ` ${say(language, 'you')}` : ''
    return `• ${nameAndUnit(language, holder)}${you}\n   ${roles} · ${say(language, `key.${holder.key}`)}`
  }

  function choices(turn: Turn, holders: readonly Holder[]) {
    return holders.flatMap((holder) =>
      holder.roles.map(({ role }) => ({
        label: say(turn.person.language, 'buttons.choose', { name: nameOf(turn.person.language, holder) }),
        shown: `${nameOf(turn.person.language, holder)} · ${roleInWords(turn.person.language, role)}`,
        data: { m: holder.mark, r: role },
      })),
    )
  }

  const list: Command = {
    id: 'roles.list',
    words: { th: ['บทบาท'], en: ['roles'] },
    who: forAdmins.who,
    where: forAdmins.where,
    argument: 'optional',
    audited: true,
    help: (language) => ({ summary: say(language, 'help'), example: say(language, 'helpExample') }),
    async run(turn, wanted) {
      const { language } = turn.person
      const all = await rules.holders(takerOf(turn))
      const shown = all.filter((holder) => speaksOf(turn, holder).includes(composed(wanted).toLowerCase()))
      if (shown.length === 0) return { messages: [text(say(language, 'nobody', { wanted }))] }
      const buttons = choices(turn, shown)
      const open = await rules.openInvitations()
      const words = [
        [say(language, 'list', { count: shown.length }), ...shown.map((one) => lineOf(turn, one))].join('\n'),
        ...(open.length > 0 ? [say(language, 'invitations', { count: open.length })] : []),
        say(language, buttons.length > mostButtons ? 'narrow' : 'tap'),
      ].join('\n\n')
      const actions = buttons
        .slice(0, mostButtons)
        .map(({ label, shown: says, data }) => choose.action(label, turn.at, data, says))
      return {
        messages: withQuickReplies(
          [text(words)],
          buttons.length > mostButtons ? [] : [...actions, messageAction(buttonLabel(language, 'cancel'))],
        ),
      }
    },
  }

  return { commands: [list], buttons: [choose, takeBack] }
}

/** What an administrator may look for: names, units and roles. */
function speaksOf({ person: { language } }: Turn, holder: Holder): string {
  const roles = holder.roles.map(({ role }) => roleInWords(language, role))
  return composed([nameAndUnit(language, holder), ...roles].join(' ')).toLowerCase()
}
