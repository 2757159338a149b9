// Takes the pictures of a piece: known by their bytes, cleaned of metadata, within LINE's limits, with a preview. Until the piece
// is confirmed they are kept for a day only; what cannot be used is explained, and nothing of it is kept.
import type { Step } from '../../../conversation/dialog.js'
import type { SentFile, Turn } from '../../../conversation/turn.js'
import { text } from '../../../line/message-builders.js'
import { say } from '../library-words.js'
import type { ContentDraft } from './content-draft.js'
import { mostPages } from './content-fields.js'
import type { DraftPath, DraftResult } from './draft-path.js'
import type { UploadRules } from './upload-rules.js'
import { answered } from './writing-step-chat.js'

type Problem =
  | 'file'
  | 'onlyPictures'
  | 'gone'
  | 'notReady'
  | 'tooLarge'
  | 'tooManyPixels'
  | 'unreadable'
  | 'tooSmall'

export function picturesStep(
  { onward }: Pick<DraftPath, 'onward'>,
  uploads: Pick<UploadRules, 'takeForADay'>,
): Step<ContentDraft> {
  async function takeFile(turn: Turn, file: SentFile, draft: ContentDraft): Promise<DraftResult> {
    const { language } = turn.person
    const refuse = (problem: Problem): DraftResult => ({
      again: [text(say(language, `picture.${problem}`))],
    })
    if (file.kind === 'file') return refuse('file')
    if (file.kind !== 'picture') return refuse('onlyPictures')
    const sent = await file.read()
    if (!sent.ok) return refuse(sent.why)
    const taken = await uploads.takeForADay(sent.bytes)
    if (!taken.ok) return refuse(taken.why)
    const most = draft.kind ? mostPages(draft.kind) : 1
    const before = most === 1 ? [] : draft.pictures.filter(({ messageKey }) => messageKey !== file.messageKey)
    const pictures = [...before, { ...taken.picture, messageKey: file.messageKey }].slice(0, most)
    const next = { ...draft, pictures }
    return pictures.length < most ? { go: 'sendingPictures', answers: next } : onward(turn, answered(next))
  }

  return {
    takes: ['file'],
    ask: ({ person: { language } }, { kind, pictures }) => {
      const most = kind ? mostPages(kind) : 1
      if (most === 1) return [text(say(language, 'picture.ask'))]
      return pictures.length === 0
        ? [text(say(language, 'picture.askPages', { most }))]
        : [text(say(language, 'picture.pagesSoFar', { pages: pictures.length, most }))]
    },
    choices: ({ person: { language } }, { pictures }) =>
      pictures.length === 0
        ? []
        : [
            { value: 'done', label: say(language, 'choice.done') },
            { value: 'clear', label: say(language, 'choice.clear') },
          ],
    take: async (turn, said, draft) => {
      if (said.kind === 'file') return takeFile(turn, said.file, draft)
      return said.kind === 'choice' && said.value === 'done'
        ? onward(turn, answered(draft))
        : { go: 'sendingPictures', answers: { ...draft, pictures: [] } }
    },
  }
}
