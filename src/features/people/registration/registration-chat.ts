// What is said around registration: of a person, in a private chat only, and of a group, by an ethics officer or admin.
// Never says whether a code exists for somebody else.
import type th from '../../../../locales/th/people.json'
import type { Command } from '../../../conversation/feature.js'
import type { Answer, Turn } from '../../../conversation/turn.js'
import { buttonLabel } from '../../../i18n/button-labels.js'
import { timeInBangkok } from '../../../i18n/calendar/thai-calendar.js'
import { type Language, textsOf } from '../../../i18n/texts.js'
import { type Message, messageAction, text, withQuickReplies } from '../../../line/message-builders.js'
import type { CodeRefused, Registered, RegistrationRules } from './registration-rules.js'

const say = textsOf<typeof th>('people')

/** What another feature says to somebody who has just been linked; at most three messages in all. */
export type WelcomeOf = (turn: Turn, staffId: string) => Promise<readonly Message[]>

export function registrationCommands(rules: RegistrationRules, welcomeOf: WelcomeOf): Command[] {
  return [
    {
      id: 'people.register',
      words: { th: ['ลงทะเบียน'], en: ['register'] },
      who: 'everyone',
      // In a group it is answered only to protect the code that was just shown to everybody.
      where: ['private', 'group'],
      argument: 'optional',
      help: (language) => ({
        summary: say(language, 'help.register'),
        example: say(language, 'help.registerExample'),
      }),
      run: (turn, code) => (turn.place === 'group' ? codeShownToGroup(turn, code) : register(turn, code)),
    },
    {
      id: 'people.registerGroup',
      words: { th: ['ลงทะเบียนกลุ่ม'], en: ['register-group', 'register group'] },
      who: ['ethics', 'admin'],
      where: ['group'],
      argument: 'optional',
      help: (language) => ({
        summary: say(language, 'help.registerGroup'),
        example: say(language, 'help.registerGroupExample'),
      }),
      run: registerGroup,
    },
  ]

  async function register(turn: Turn, code: string): Promise<Answer> {
    const { language } = turn.person
    if (code === '') return only(say(language, 'registration.howTo'))
    const sender = turn.sender ?? turn.chat
    const result = await rules.register({ eventKey: turn.eventKey, sender, code })
    if (!result.ok) return only(notRegistered(language, result, turn.at))
    return welcome(language, result, result.as === 'staff' ? await welcomeOf(turn, result.staffId) : [])
  }

  async function codeShownToGroup(turn: Turn, code: string): Promise<Answer> {
    await rules.codeSeenByGroup(code)
    const { language } = turn.person
    return only(say(language, code === '' ? 'registration.privateOnly' : 'registration.shownToGroup'))
  }

  async function registerGroup(turn: Turn, code: string): Promise<Answer> {
    const { language } = turn.person
    if (!turn.sender) return only(say(language, 'group.senderUnknown'))
    if (code === '') return only(say(language, 'group.howTo'))
    const { eventKey, sender, chat: group } = turn
    const result = await rules.registerGroup({ eventKey, sender, group, code })
    if (result.ok)
      return only(say(language, result.already ? 'group.already' : 'group.registered', { unit: result.unit }))
    return only(
      result.why === 'exposed' ? say(language, 'group.exposed') : codeRefused(language, result, turn.at),
    )
  }
}

function welcome(
  language: Language,
  result: Extract<Registered, { ok: true }>,
  more: readonly Message[],
): Answer {
  const help = messageAction(say(language, 'quickReplies.help'))
  if (result.as === 'role') {
    const role = say(language, `roles.${result.role}`)
    const given = say(language, result.already ? 'registration.roleAlready' : 'registration.roleGiven', {
      role,
    })
    return { messages: withQuickReplies([text(given)], [help]) }
  }
  const { name, unit, already, movedFrom } = result
  const words = [
    say(language, already ? 'registration.linkedAlready' : 'registration.linked', { name, unit }),
    ...(movedFrom ? [say(language, 'registration.movedHere')] : []),
  ]
  const acknowledge = messageAction(buttonLabel(language, 'acknowledge'))
  return {
    messages: withQuickReplies([text(words.join('\n\n')), ...more], [acknowledge, help]),
    ...(movedFrom && {
      also: [
        {
          id: 'link-moved',
          to: movedFrom.address,
          messages: [text(say(movedFrom.language, 'registration.movedAway'))],
        },
      ],
    }),
  }
}

function notRegistered(language: Language, result: Exclude<Registered, { ok: true }>, at: Date): string {
  switch (result.why) {
    case 'forGroup':
      return say(language, 'registration.forGroup')
    case 'otherPerson':
      return say(language, 'registration.otherPerson', { name: result.name })
    default:
      return codeRefused(language, result, at)
  }
}

function codeRefused(language: Language, refused: CodeRefused, at: Date): string {
  const wait = refused.until && waitWords(language, refused.until, at)
  if (refused.why === 'wait') return wait ?? say(language, 'code.unknown')
  return [say(language, `code.${refused.why}`), ...(wait === undefined ? [] : [wait])].join('\n\n')
}

/** The time that is left, and the hour when it is more than two minutes away. */
function waitWords(language: Language, until: Date, at: Date): string {
  const seconds = Math.max(1, Math.ceil((until.getTime() - at.getTime()) / 1000))
  if (seconds <= 120) return say(language, 'code.waitSeconds', { count: seconds })
  // A clock shows whole minutes: a minute too late is better than one too early.
  const time = timeInBangkok(new Date(Math.ceil(until.getTime() / 60_000) * 60_000))
  return say(language, 'code.waitUntil', { count: Math.ceil(seconds / 60), time })
}

const only = (words: string): Answer => ({ messages: [text(words)] })
