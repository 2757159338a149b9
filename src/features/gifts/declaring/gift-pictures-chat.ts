// Takes pictures of a gift: fetched at once, cleaned of metadata, sealed. What cannot be used is explained, and nothing else
// changes.
import type { Step, StepResult } from '../../../conversation/dialog.js'
import type { SentFile, Turn } from '../../../conversation/turn.js'
import { buttonLabel } from '../../../i18n/button-labels.js'
import { text } from '../../../line/message-builders.js'
import { cleanPicture } from '../../../media/cleaning/picture-cleaning.js'
import { say } from '../gifts-words.js'
import { type GiftDraft, mostPictures } from './gift-draft.js'
import type { GiftPicturesRules } from './gift-pictures-rules.js'
import { onFrom } from './gift-questions-chat.js'

type Problem = 'onlyPictures' | 'enough' | 'gone' | 'notReady' | 'tooLarge' | 'unreadable'

export function sendingPictures(pictures: Pick<GiftPicturesRules, 'add' | 'drop'>): Step<GiftDraft> {
  async function takeFile(turn: Turn, file: SentFile, draft: GiftDraft): Promise<StepResult<GiftDraft>> {
    const refuse = (problem: Problem) => ({
      again: [text(say(turn.person.language, `unusable.picture.${problem}`, { most: mostPictures }))],
    })
    if (file.kind !== 'picture') return refuse('onlyPictures')
    const { messageKey } = file
    if (draft.pictures.some((picture) => picture.messageKey === messageKey))
      return { go: 'sendingPictures', answers: draft }
    if (draft.pictures.length >= mostPictures) return refuse('enough')
    const sent = await file.read()
    if (!sent.ok) return refuse(sent.why)
    const clean = await cleanPicture(sent.bytes)
    if ('refused' in clean) return refuse(clean.refused === 'notAPicture' ? 'unreadable' : 'tooLarge')
    const pictureId = await pictures.add(draft.giftId, clean)
    return {
      go: 'sendingPictures',
      answers: { ...draft, pictures: [...draft.pictures, { pictureId, messageKey }] },
    }
  }

  return {
    takes: ['file'],
    ask: ({ person: { language } }, draft) => {
      if (draft.pictures.length === 0)
        return [
          text(say(language, 'ask.pictures', { most: mostPictures, skip: buttonLabel(language, 'skip') })),
        ]
      const next = say(language, 'choice.next')
      return [text(say(language, 'ask.morePictures', { pictures: draft.pictures.length, next }))]
    },
    choices: ({ person: { language } }, draft) =>
      draft.pictures.length === 0
        ? [{ value: 'next', label: buttonLabel(language, 'skip') }]
        : [
            { value: 'next', label: say(language, 'choice.next') },
            { value: 'erase', label: say(language, 'choice.erasePictures') },
          ],
    take: async (turn, said, draft) => {
      if (said.kind === 'file') return takeFile(turn, said.file, draft)
      if (said.kind === 'choice' && said.value === 'next') return onFrom({ ...draft, picturesDone: true })
      await pictures.drop(
        draft.giftId,
        draft.pictures.map(({ pictureId }) => pictureId),
      )
      return { go: 'sendingPictures', answers: { ...draft, pictures: [] } }
    },
  }
}
