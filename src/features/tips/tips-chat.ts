// The word that begins a tip. In private only: in a group nobody is asked, nobody is answered about it, nothing is kept.
import type { Dialog } from '../../conversation/dialog.js'
import type { Button, Command } from '../../conversation/feature.js'
import { notNow } from './steps/tip-guide-chat.js'
import { type TipDialogDeps, tipDialog, tipDialogName } from './tip-dialog-chat.js'
import { say } from './tips-words.js'

export interface TipsChat {
  readonly commands: readonly Command[]
  readonly buttons: readonly Button[]
  readonly dialogs: readonly Dialog[]
}

export function createTipsChat(deps: TipDialogDeps): TipsChat {
  const { rules } = deps
  const begin: Command = {
    id: 'tips.begin',
    words: { th: ['แจ้งเบาะแส', 'ร้องเรียน'], en: ['report'] },
    who: 'everyone',
    where: ['private'],
    // Words that come with it are not kept: the person has not yet read who sees what.
    argument: 'optional',
    // An answer in a group would mark the person who asked.
    quietElsewhere: true,
    offered: true,
    help: (language) => ({ summary: say(language, 'command.summary') }),
    run: async ({ chat, person: { language } }) => {
      const may = await rules.mayBegin(chat)
      if (may.ok) return { open: { dialog: tipDialogName, answers: rules.drafts.begin() } }
      const why =
        may.why === 'tooMany'
          ? say(language, 'refused.tooMany', may.limits)
          : say(language, 'refused.noRecipient')
      return { messages: [await notNow(deps.settings.get, language, why)] }
    },
  }
  return { commands: [begin], buttons: [deps.thanks.stop], dialogs: [tipDialog(deps)] }
}
