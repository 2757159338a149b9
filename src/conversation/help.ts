// Help is made from the commands' own records: who may run what, and where. Nobody sees a command that would be refused.
import type { Language } from '../i18n/texts.js'
import { type Message, messageAction, text, withQuickReplies } from '../line/message-builders.js'
import { mayRun } from './command-index.js'
import { say } from './conversation-texts.js'
import type { Command } from './feature.js'
import type { Turn } from './turn.js'

/** What is typed, as help shows it. */
export function shownWord(command: Command, language: Language): string {
  return command.words[language][0] ?? command.words.th[0] ?? command.id
}

/** An officer's list is long: what belongs together stands together, with a blank line between. */
const mostTogether = 12
const roomOf = ({ id }: Command): string => id.split('.', 1)[0] ?? id

export function helpFor(turn: Turn, commands: readonly Command[], agency: string): Message[] {
  const { language } = turn.person
  const usable = commands.filter((command) => command.where.includes(turn.place) && mayRun(command.who, turn))
  if (usable.length === 0) return [text(say(language, 'help.nothing'))]
  const slash = turn.place === 'group' ? '/' : ''
  const lines = usable.flatMap((command, place) => {
    const before = usable[place - 1]
    const apart = usable.length > mostTogether && before !== undefined && roomOf(before) !== roomOf(command)
    return [...(apart ? [''] : []), ...linesFor(command, language, slash)]
  })
  const words = [say(language, 'help.title', { agency }), '', ...lines]
  if (turn.place === 'group') words.push('', say(language, 'help.group'))
  const ready = usable.filter(({ argument }) => argument !== 'required').slice(0, 12)
  return withQuickReplies(
    [text(words.join('\n'))],
    ready.map((command) => messageAction(`${slash}${shownWord(command, language)}`)),
  )
}

/** A command's lines are the same for everybody: help is the answer that is given most, also to what is not understood. */
const known = new WeakMap<Command, Map<string, readonly string[]>>()

function linesFor(command: Command, language: Language, slash: string): readonly string[] {
  const ofCommand = known.get(command) ?? new Map<string, readonly string[]>()
  known.set(command, ofCommand)
  const lines = ofCommand.get(`${language}${slash}`) ?? drawnUp(command, language, slash)
  ofCommand.set(`${language}${slash}`, lines)
  return lines
}

function drawnUp(command: Command, language: Language, slash: string): readonly string[] {
  const { summary, example } = command.help(language)
  const word = `${slash}${shownWord(command, language)}`
  return [
    say(language, 'help.line', { word, summary }),
    ...(example === undefined ? [] : [say(language, 'help.example', { example: `${slash}${example}` })]),
  ]
}
