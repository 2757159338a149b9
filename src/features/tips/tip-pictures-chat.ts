// Takes a picture at whatever question it comes, so that nothing a frightened person sends is lost: fetched at once,
// cleaned, sealed. What cannot be used is answered kindly and nothing else changes.
import type { SentFile, Turn } from '../../conversation/turn.js'
import { type Message, text } from '../../line/message-builders.js'
import { cleanPicture } from '../../media/picture-cleaning.js'
import { mostPictures, type TipDraft } from './tip-draft.js'
import type { TipDraftsRules } from './tip-drafts-rules.js'
import { say } from './tips-words.js'

type TakenPicture =
  | { readonly ok: true; readonly draft: TipDraft }
  | { readonly ok: false; readonly again: readonly Message[] }

export type TakePicture = (turn: Turn, file: SentFile, draft: TipDraft) => Promise<TakenPicture>

type Problem = 'onlyPictures' | 'enough' | 'gone' | 'notReady' | 'tooLarge' | 'unreadable'

export function pictureTaking(drafts: Pick<TipDraftsRules, 'addPicture'>): TakePicture {
  return async (turn, file, draft) => {
    const refuse = (problem: Problem): TakenPicture => ({
      ok: false,
      again: [text(say(turn.person.language, `picture.${problem}`, { most: mostPictures }))],
    })
    if (file.kind !== 'picture') return refuse('onlyPictures')
    const known = draft.pictures.some(({ messageKey }) => messageKey === file.messageKey)
    if (known) return { ok: true, draft }
    if (draft.pictures.length >= mostPictures) return refuse('enough')
    const original = await file.read()
    if (!original.ok) return refuse(original.why)
    const clean = await cleanPicture(original.bytes)
    if ('refused' in clean) return refuse(clean.refused === 'notAPicture' ? 'unreadable' : 'tooLarge')
    const { messageKey } = file
    return { ok: true, draft: await drafts.addPicture(draft, { messageKey, clean, original }) }
  }
}
