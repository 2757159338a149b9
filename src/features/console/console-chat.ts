// `คอนโซล`: a link to the console that works once and for five minutes, in private only. What it opens is behind '#', so
// that no server, no log and no preview sees it. `ออกจากคอนโซล` ends every session and every link.
import type th from '../../../locales/th/console.json'
import type { Feature } from '../../conversation/feature.js'
import { textsOf } from '../../i18n/texts.js'
import { text, uriAction, withQuickReplies } from '../../line/message-builders.js'
import { consoleRoles, linkMinutes, type SignInRules } from './sign-in-rules.js'

const say = textsOf<typeof th>('console')

export const createConsoleChat = (
  signIn: Pick<SignInRules, 'link' | 'signOutEverywhere'>,
  publicUrl: string,
): Pick<Feature, 'commands'> => ({
  commands: [
    {
      id: 'console.open',
      words: { th: ['คอนโซล'], en: ['console'] },
      who: consoleRoles,
      where: ['private'],
      argument: 'none',
      help: (language) => ({ summary: say(language, 'chat.help') }),
      audited: true,
      quietElsewhere: true,
      async run(turn) {
        const { language } = turn.person
        const { channel, key } = turn.sender ?? turn.chat
        const secret = await signIn.link({ channel, key }, { key: turn.eventKey, at: turn.at })
        // Not in LINE's own browser, which keeps no downloads and shows no second tab.
        const url = `${publicUrl}/console/sign-in?lang=${language}&openExternalBrowser=1#${secret}`
        const words = say(language, 'chat.link', { minutes: linkMinutes, url })
        return {
          messages: withQuickReplies([text(words)], [uriAction(say(language, 'chat.open'), url)]),
        }
      },
    },
    {
      // Where a console was left open somewhere, or a link fell into other hands: the chat is nearest.
      id: 'console.leave',
      words: { th: ['ออกจากคอนโซล'], en: ['leave console'] },
      who: consoleRoles,
      where: ['private'],
      argument: 'none',
      help: (language) => ({ summary: say(language, 'chat.leaveHelp') }),
      quietElsewhere: true,
      async run(turn) {
        const { key } = turn.sender ?? turn.chat
        const count = await signIn.signOutEverywhere(key, turn.person.staffId ?? key)
        return { messages: [text(say(turn.person.language, 'chat.left', { count }))] }
      },
    },
  ],
})
