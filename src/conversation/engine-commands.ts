// The commands that belong to the conversation itself: help, and cancel in the words that people use for it.
import { say } from './conversation-texts.js'
import type { Command } from './feature.js'
import { helpFor } from './help.js'

const cancelWords = { th: ['ยกเลิก', 'เลิก'], en: ['cancel', 'stop'] } as const

export function isCancel(said: string): boolean {
  const word = said
    .replace(/^\s*[/／]/u, '')
    .trim()
    .toLowerCase()
  return [...cancelWords.th, ...cancelWords.en].some((cancel) => cancel === word)
}

export function engineCommands(
  all: () => readonly Command[],
  agencyName: { readonly th: string; readonly en: string },
): readonly Command[] {
  return [
    {
      id: 'conversation.help',
      words: { th: ['ช่วยเหลือ', 'เมนู'], en: ['help', 'menu'] },
      who: 'everyone',
      where: ['private', 'group'],
      argument: 'none',
      offered: true,
      help: (language) => ({ summary: say(language, 'help.summary') }),
      run: async (turn) => ({ messages: helpFor(turn, all(), agencyName[turn.person.language]) }),
    },
    {
      // Listed for help; the router takes the word before any dialog sees it.
      id: 'conversation.cancel',
      words: cancelWords,
      who: 'everyone',
      where: ['private'],
      argument: 'none',
      help: (language) => ({ summary: say(language, 'help.cancelSummary') }),
      run: async (turn) => ({
        messages: [{ type: 'text', text: say(turn.person.language, 'cancel.nothing') }],
      }),
    },
  ]
}
