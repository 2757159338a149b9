// The first words: to somebody who adds the account as a friend, and to a group that invites it. Short, and honest about
// what is kept of a group's talk: nothing.
import type th from '../../../../locales/th/people.json'
import type { Answer, Turn } from '../../../conversation/turn.js'
import { buttonLabel } from '../../../i18n/button-labels.js'
import { textsOf } from '../../../i18n/texts.js'
import { messageAction, text, withQuickReplies } from '../../../line/message-builders.js'

const say = textsOf<typeof th>('people')

export type AgencyName = { readonly th: string; readonly en: string }

export function greetFriend(turn: Turn, agencyName: AgencyName): Answer {
  const { language, roles, name } = turn.person
  const agency = agencyName[language]
  const help = messageAction(say(language, 'quickReplies.help'))
  // Somebody who blocked the account and comes back is still linked.
  if (roles.length > 0) {
    const words =
      name === undefined
        ? say(language, 'greeting.backUnnamed', { agency })
        : say(language, 'greeting.back', { agency, name })
    return {
      messages: withQuickReplies([text(words)], [messageAction(buttonLabel(language, 'acknowledge')), help]),
    }
  }
  const report = messageAction(say(language, 'quickReplies.report'))
  const chooseLanguage = messageAction(say(language, 'quickReplies.language'))
  return {
    messages: withQuickReplies(
      [text(say(language, 'greeting.friend', { agency }))],
      [report, help, chooseLanguage],
    ),
  }
}

export function greetGroup(turn: Turn, agencyName: AgencyName): Answer {
  const { language } = turn.person
  return { messages: [text(say(language, 'greeting.group', { agency: agencyName[language] }))] }
}
