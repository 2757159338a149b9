// เพิ่มเนื้อหา step by step, and the same conversation begun at its check for a new version of a piece that is there.
import { type Dialog, defineDialog } from '../../../conversation/dialog.js'
import type { Command } from '../../../conversation/feature.js'
import { keepers } from '../library-officers.js'
import { say } from '../library-words.js'
import { type CheckingParts, checkingStep } from './checking-step-chat.js'
import { choosingSteps } from './choosing-steps-chat.js'
import { type ContentDraft, contentDraft, emptyDraft } from './content-draft.js'
import { picturesStep } from './picture-step-chat.js'
import type { UploadRules } from './upload-rules.js'
import { writingStep } from './writing-step-chat.js'

export const addContentDialogName = 'library.add'
export const newVersionDialogName = 'library.newVersion'

export function addContentDialogs(
  parts: CheckingParts & {
    readonly uploads: Pick<UploadRules, 'settle' | 'takeForADay'>
    /** Our own page for tips, offered for QR codes. */
    readonly reportPage: string | undefined
  },
): readonly Dialog[] {
  const { path, uploads, reportPage } = parts
  const steps = {
    ...choosingSteps(path),
    writing: writingStep(path, reportPage),
    sendingPictures: picturesStep(path, uploads),
    checking: checkingStep(parts),
  }
  const dialog = (name: string, first: keyof typeof steps) =>
    defineDialog<ContentDraft>({
      name,
      version: 1,
      idleMinutes: 60,
      who: keepers,
      places: ['private'],
      answers: contentDraft,
      first,
      steps,
      forget: async (draft, messageKey) => ({
        ...draft,
        pictures: draft.pictures.filter((picture) => picture.messageKey !== messageKey),
      }),
    })
  return [dialog(addContentDialogName, 'choosingKind'), dialog(newVersionDialogName, 'checking')]
}

export const addContentCommand: Command = {
  id: 'library.add',
  words: { th: ['เพิ่มเนื้อหา'], en: ['add-content', 'add content'] },
  who: keepers,
  where: ['private'],
  argument: 'none',
  audited: true,
  help: (language) => ({ summary: say(language, 'help.add') }),
  run: async (turn) => {
    // From the event, so that a second run of it makes the same piece.
    const key = `c-${turn.eventKey
      .toLowerCase()
      .replace(/[^a-z0-9]/gu, '')
      .slice(0, 24)}`
    return { open: { dialog: addContentDialogName, answers: emptyDraft(key) } }
  },
}
