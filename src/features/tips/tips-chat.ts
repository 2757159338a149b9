// The word that begins a tip. In private only: in a group nobody is asked, nobody is answered about it, nothing is kept.
import type { Dialog } from '../../conversation/dialog.js'
import type { Command } from '../../conversation/feature.js'
import { text } from '../../line/message-builders.js'
import { tipDialog, tipDialogName } from './tip-dialog-chat.js'
import type { TipsRules } from './tips-rules.js'
import { say } from './tips-words.js'

export interface TipsChat {
  readonly commands: readonly Command[]
  readonly dialogs: readonly Dialog[]
}

export function createTipsChat(rules: TipsRules, answerDays: () => Promise<number>): TipsChat {
  const begin: Command = {
    id: 'tips.begin',
    words: { th: ['แจ้งเบาะแส'], en: ['report'] },
    who: 'everyone',
    where: ['private'],
    // Words that come with it are not kept: the person has not yet read who sees what.
    argument: 'optional',
    // An answer in a group would mark the person who asked.
    quietElsewhere: true,
    offered: true,
    help: (language) => ({ summary: say(language, 'command.summary') }),
    run: async (turn) =>
      (await rules.mayReceive())
        ? { open: { dialog: tipDialogName, answers: rules.drafts.begin() } }
        : { messages: [text(say(turn.person.language, 'refused.noRecipient'))] },
  }
  return { commands: [begin], dialogs: [tipDialog(rules, answerDays)] }
}
