// Takes a file at whatever question it comes, so that nothing a frightened person sends is lost: fetched at once, cleaned
// where that can be done, sealed. What cannot be cleaned is kept as an original only, and the person is told so.
import type { SentFile, Turn } from '../../conversation/turn.js'
import { type Message, text } from '../../line/message-builders.js'
import { cleanPicture } from '../../media/picture-cleaning.js'
import { cleanRecording } from '../../media/recording-cleaning.js'
import { filesIn, mostFiles, type TipDraft } from './tip-draft.js'
import type { NewFile, TipDraftsRules } from './tip-drafts-rules.js'
import { say } from './tips-words.js'

type TakenFile =
  /** `warning`: what the person should know of this file before going on. */
  | { readonly ok: true; readonly draft: TipDraft; readonly warning: readonly Message[] }
  | { readonly ok: false; readonly again: readonly Message[] }

export type TakeFile = (turn: Turn, file: SentFile, draft: TipDraft) => Promise<TakenFile>

type Problem = 'enough' | 'gone' | 'notReady' | 'tooLarge' | 'unreadable'
type Warning = 'notCleaned' | 'voices'

export function fileTaking(drafts: Pick<TipDraftsRules, 'addFile'>): TakeFile {
  return async (turn, file, draft) => {
    const { language } = turn.person
    const refuse = (problem: Problem): TakenFile => ({
      ok: false,
      again: [text(say(language, `file.${problem}`, { most: mostFiles }))],
    })
    const known = [...draft.pictures, ...draft.files].some(({ messageKey }) => messageKey === file.messageKey)
    if (known) return { ok: true, draft, warning: [] }
    if (filesIn(draft) >= mostFiles) return refuse('enough')
    const original = await file.read()
    if (!original.ok) return refuse(original.why)
    const taken = await cleaned(file, original)
    if (typeof taken === 'string') return refuse(taken)
    const warning = warningFor(taken)
    return {
      ok: true,
      draft: await drafts.addFile(draft, taken),
      warning: warning ? [text(say(language, `file.${warning}`))] : [],
    }
  }
}

/** A picture that somebody sends as a file is a picture; everything else is what LINE says it is. */
async function cleaned(
  { kind, messageKey }: SentFile,
  original: { readonly bytes: Buffer; readonly mime: string },
): Promise<NewFile | 'unreadable' | 'tooLarge'> {
  if (kind === 'picture' || kind === 'file') {
    const clean = await cleanPicture(original.bytes)
    if (!('refused' in clean)) return { kind: 'picture', messageKey, clean, original }
    if (clean.refused !== 'notAPicture') return 'tooLarge'
    if (kind === 'picture') return 'unreadable'
  }
  const clean = cleanRecording(original.bytes)
  // A recording that looks like writing is none: nothing was taken out of it.
  const isRecording = clean?.mime !== 'text/plain' || kind === 'file'
  return { kind, messageKey, original, ...(clean && isRecording && { clean }) }
}

function warningFor({ kind, clean }: NewFile): Warning | undefined {
  if (!clean) return 'notCleaned'
  return kind === 'video' || kind === 'audio' ? 'voices' : undefined
}
