// What a person has told so far. It lives only in the dialog's sealed answers and dies with them; the random names and
// keys in it are made when the dialog begins and come from nothing that LINE sends, so that nobody can join them later.
import { z } from 'zod'
import { newCaseKey } from '../../security/vault.js'
import { newVaultId, toStored } from '../../security/vault-encoding.js'
import { corruptionCategories } from '../complaints/complaint-kinds.js'

/** The questions that are answered in words; at 'evidence' words go with the pictures. */
export const questions = ['what', 'who', 'when', 'where', 'evidence'] as const
export type Question = (typeof questions)[number]

const sealedFile = z.object({
  /** The name of the draft part that holds it until the tip is sent. */
  draftPart: z.string(),
  /** The name that it will have with the case: another one, so that an old copy of the drafts joins nothing. */
  attachment: z.string(),
  mime: z.string(),
})

const picture = z.object({ messageKey: z.string(), clean: sealedFile, original: sealedFile })

export const tipDraft = z.object({
  caseId: z.string(),
  caseKey: z.string(),
  /** Untouched originals have a key of their own: who may open a case need not be able to open them. */
  originalsKey: z.string(),
  draftId: z.string(),
  draftKey: z.string(),
  category: z.enum(corruptionCategories).optional(),
  texts: z.array(z.object({ about: z.enum(questions), words: z.string(), messageKey: z.string() })),
  /** Questions answered with "I do not know". */
  unknown: z.array(z.enum(questions)),
  pictures: z.array(picture),
  /** Came back from the summary to change one answer. */
  editing: z.boolean(),
  /** The next words take the place of the old ones. */
  replacing: z.boolean(),
})

export type TipDraft = z.infer<typeof tipDraft>
export type DraftPicture = TipDraft['pictures'][number]
export type DraftFile = DraftPicture['clean']

const mostCharacters = 20_000
export const mostPictures = 10

export function newTipDraft(): TipDraft {
  return {
    caseId: newVaultId(),
    caseKey: toStored(newCaseKey()),
    originalsKey: toStored(newCaseKey()),
    draftId: newVaultId(),
    draftKey: toStored(newCaseKey()),
    texts: [],
    unknown: [],
    pictures: [],
    editing: false,
    replacing: false,
  }
}

export const wordsAbout = (draft: TipDraft, about: Question): readonly string[] =>
  draft.texts.filter((text) => text.about === about).map(({ words }) => words)

export const isEmpty = (draft: TipDraft): boolean => draft.texts.length === 0 && draft.pictures.length === 0

/** `undefined` when all the words together would be longer than 20,000 characters. The same message counts once. */
export function withWords(
  draft: TipDraft,
  about: Question,
  words: string,
  messageKey: string,
): TipDraft | undefined {
  const cleared = draft.replacing ? withoutWords(draft, about) : draft
  const others = cleared.texts.filter((text) => text.messageKey !== messageKey)
  const length = others.reduce((sum, text) => sum + text.words.length, words.length)
  if (length > mostCharacters) return undefined
  return {
    ...cleared,
    texts: [...others, { about, words, messageKey }],
    unknown: draft.unknown.filter((one) => one !== about),
    replacing: false,
  }
}

export function withoutWords(draft: TipDraft, about: Question): TipDraft {
  return {
    ...draft,
    texts: draft.texts.filter((text) => text.about !== about),
    unknown: draft.unknown.filter((one) => one !== about),
  }
}

export function withUnknown(draft: TipDraft, about: Question): TipDraft {
  const cleared = withoutWords(draft, about)
  return { ...cleared, unknown: [...cleared.unknown, about] }
}
