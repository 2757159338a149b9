// Which language somebody is answered in. Everybody may choose, linked or not; nothing else is kept with the choice.
import type th from '../../../../locales/th/people.json'
import type { Command } from '../../../conversation/feature.js'
import type { Answer, Turn } from '../../../conversation/turn.js'
import { type Language, languages, textsOf } from '../../../i18n/texts.js'
import { messageAction, text, withQuickReplies } from '../../../line/message-builders.js'
import type { DirectoryRules } from '../roster/directory-rules.js'

const say = textsOf<typeof th>('people')

const choices: readonly { readonly language: Language; readonly aliases: readonly string[] }[] = [
  { language: 'th', aliases: ['th', 'ไทย', 'ภาษาไทย', 'thai'] },
  { language: 'en', aliases: ['en', 'english', 'eng', 'อังกฤษ', 'ภาษาอังกฤษ'] },
]

export function languageCommand(rules: Pick<DirectoryRules, 'chooseLanguage'>): Command {
  const command: Command = {
    id: 'people.language',
    words: { th: ['ภาษา'], en: ['language'] },
    // Whoever reads no Thai types the name of their language, and not a command.
    shortcuts: Object.fromEntries(
      choices.flatMap(({ language, aliases }) => aliases.map((alias) => [alias, language])),
    ),
    who: 'everyone',
    where: ['private'],
    argument: 'optional',
    help: (language) => ({
      summary: say(language, 'help.language'),
      example: say(language, 'help.languageExample'),
    }),
    async run(turn, wanted) {
      const chosen = choices.find(({ aliases }) => aliases.includes(wanted.toLowerCase()))
      return chosen ? change(turn, chosen.language) : ask(turn)
    },
  }

  async function change(turn: Turn, language: Language): Promise<Answer> {
    await rules.chooseLanguage(turn.sender ?? turn.chat, language)
    const help = messageAction(say(language, 'quickReplies.help'))
    return { messages: withQuickReplies([text(say(language, 'language.chosen'))], [help]) }
  }

  function ask(turn: Turn): Answer {
    const word = command.words.th[0] ?? ''
    const buttons = languages.map((one) => messageAction(say(one, 'language.name'), `${word} ${one}`))
    return { messages: withQuickReplies([text(say(turn.person.language, 'language.which'))], buttons) }
  }

  return command
}
