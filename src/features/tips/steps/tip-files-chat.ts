// Takes a file at whatever question it comes, so that nothing a frightened person sends is lost: fetched at once, cleaned
// where that can be done, sealed. What cannot be cleaned is kept as an original only, and the person is told so.

import type files from '../../../../locales/th/files.json'
import type { SentFile, Turn } from '../../../conversation/turn.js'
import { type HeavyWork, orTooHeavy } from '../../../heavy-work/heavy-threads.js'
import type { ResultOf } from '../../../heavy-work/thread-tasks.js'
import { type Language, textsOf } from '../../../i18n/texts.js'
import { type Message, text } from '../../../line/message-builders.js'
import { cleanPicture } from '../../../media/cleaning/picture-cleaning.js'
import { type FileKind, kindByMime } from '../../../media/kinds/file-kinds.js'
import type { Room } from '../../space/space-rules.js'
import { filesIn, mostFiles, type TipDraft } from '../tip-draft.js'
import type { NewFile, TipDraftsRules } from '../tip-drafts-rules.js'
import { say } from '../tips-words.js'

const sayFiles = textsOf<typeof files>('files')

type TakenFile =
  /** `warning`: what the person should know of this file before going on. */
  | { readonly ok: true; readonly draft: TipDraft; readonly warning: readonly Message[] }
  | { readonly ok: false; readonly again: readonly Message[] }

export type TakeFile = (turn: Turn, file: SentFile, draft: TipDraft) => Promise<TakenFile>

type Problem = 'noRoom' | 'enough' | 'gone' | 'notReady' | 'tooLarge' | 'tooHeavy' | 'unreadable' | 'empty'

export function fileTaking(
  drafts: Pick<TipDraftsRules, 'addFile' | 'roomFor'>,
  heavyWork: Pick<HeavyWork, 'run'>,
): TakeFile {
  async function readAndKept(
    file: SentFile,
    draft: TipDraft,
    room: Room,
  ): Promise<Problem | { readonly draft: TipDraft; readonly taken: NewFile }> {
    const original = await file.read()
    if (!original.ok) return original.why
    if (original.bytes.length === 0) return 'empty'
    const read = await orTooHeavy(heavyWork.run('strippedFile', original))
    if (read === 'tooHeavy') return read
    const taken = await cleaned(file, original, read)
    if (typeof taken === 'string') return taken
    const kept = await orTooHeavy(drafts.addFile(draft, taken, room))
    return kept === 'tooHeavy' ? kept : { draft: kept, taken }
  }

  return async (turn, file, draft) => {
    const { language } = turn.person
    const refuse = (problem: Problem): TakenFile => ({
      ok: false,
      again: [text(say(language, `file.${problem}`, { most: mostFiles }))],
    })
    const known = [...draft.pictures, ...draft.files].some(({ messageKey }) => messageKey === file.messageKey)
    if (known) return { ok: true, draft, warning: [] }
    if (filesIn(draft) >= mostFiles) return refuse('enough')
    const room = await drafts.roomFor(draft, turn.chat)
    if (!room) return refuse('noRoom')
    const kept = await readAndKept(file, draft, room).finally(room.release)
    if (typeof kept === 'string') return refuse(kept)
    const warning = warningFor(language, kept.taken)
    return {
      ok: true,
      draft: kept.draft,
      warning: warning === undefined ? [] : [text(warning)],
    }
  }
}

/** A picture that somebody sends as a file is a picture; what everything else is, its bytes say, and LINE only where they do not. */
async function cleaned(
  sent: SentFile,
  { bytes }: { readonly bytes: Buffer },
  { known, clean: stripped }: ResultOf<'strippedFile'>,
): Promise<NewFile | 'unreadable' | 'tooLarge'> {
  const { messageKey } = sent
  const original = { bytes, mime: known.mime }
  if (sent.kind === 'picture' || sent.kind === 'file') {
    const clean = await cleanPicture(bytes)
    if (!('refused' in clean)) return { kind: 'picture', messageKey, clean, original }
    if (clean.refused !== 'notAPicture') return 'tooLarge'
    if (sent.kind === 'picture') return 'unreadable'
  }
  // A recording that looks like writing is none: nothing was taken out of it.
  const isRecording = known.family !== 'text' || sent.kind === 'file'
  return {
    kind: sortOf(sent, known),
    messageKey,
    original,
    ...(stripped && isRecording && { clean: stripped }),
  }
}

/** A film that somebody sends as a file is a film. */
function sortOf({ kind }: SentFile, { family }: FileKind): 'video' | 'audio' | 'file' {
  if (kind === 'video' || kind === 'audio') return kind
  return family === 'video' || family === 'audio' ? family : 'file'
}

function warningFor(language: Language, { kind, clean, original }: NewFile): string | undefined {
  if (!clean) {
    const { family } = kindByMime(original.mime)
    return say(language, 'file.notCleaned', { what: sayFiles(language, `mayHold.${family}`) })
  }
  return kind === 'video' || kind === 'audio' ? say(language, 'file.voices') : undefined
}
