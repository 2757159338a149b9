// What a person has told so far. It lives only in the dialog's sealed answers and dies with them; the random names and
// keys in it are made when the dialog begins and come from nothing that LINE sends, so that nobody can join them later.
import { z } from 'zod'
import { newCaseKey } from '../../sealing/vault.js'
import { newVaultId, toStored } from '../../sealing/vault-encoding.js'
import { type ChoiceAbout, type Chosen, chosenAnswers } from '../cases/case-body.js'
import {
  type Completeness,
  completenessOf,
  type TellingPart,
  tellingParts,
} from '../cases/filing/tip-completeness.js'
import { complaintKinds, corruptionCategories, generalCategories } from '../complaints/complaint-kinds.js'

/** The questions that are answered in words; at 'evidence' words go with the files. */
export const questions = tellingParts
export type Question = TellingPart

const sealedFile = z.object({
  /** The name of the draft part that holds it until the tip is sent. */
  draftPart: z.string(),
  /** The name that it will have with the case: another one, so that an old copy of the drafts joins nothing. */
  attachment: z.string(),
  mime: z.string(),
})

/** Which of all the files it was: what came first stays first in the case. */
const number = z.int().positive().optional()

const picture = z.object({ number, messageKey: z.string(), clean: sealedFile, original: sealedFile })
/** Without `clean` when what hides in it could not be taken out. */
const otherFile = z.object({
  number,
  messageKey: z.string(),
  kind: z.enum(['video', 'audio', 'file']),
  clean: sealedFile.optional(),
  original: sealedFile,
})

export const tipDraft = z.object({
  caseId: z.string(),
  caseKey: z.string(),
  /** Originals of what was cleaned have a key of their own: who may open a case need not be able to open them. */
  originalsKey: z.string(),
  draftId: z.string(),
  draftKey: z.string(),
  noticeId: z.string(),
  muteId: z.string(),
  kind: z.enum(complaintKinds).optional(),
  agency: z.enum(['own', 'other']).optional(),
  category: z.enum([...corruptionCategories, ...generalCategories]).optional(),
  texts: z.array(z.object({ about: z.enum(questions), words: z.string(), messageKey: z.string() })),
  chosen: chosenAnswers,
  /** Questions answered with "I do not know". */
  unknown: z.array(z.enum(questions)),
  pictures: z.array(picture),
  files: z.array(otherFile),
  /** Wants to be told in LINE when there is something new. */
  notice: z.boolean(),
  /** Came back from the summary to change one answer. */
  editing: z.boolean(),
  /** The next words take the place of the old ones. */
  replacing: z.boolean(),
  /** Was asked once for what would help most. */
  nudged: z.boolean(),
})

export type TipDraft = z.infer<typeof tipDraft>
export type DraftPicture = TipDraft['pictures'][number]

export type DraftFile = DraftPicture['clean']

const mostCharacters = 20_000
export const mostFiles = 10

export function newTipDraft(): TipDraft {
  return {
    caseId: newVaultId(),
    caseKey: toStored(newCaseKey()),
    originalsKey: toStored(newCaseKey()),
    draftId: newVaultId(),
    draftKey: toStored(newCaseKey()),
    noticeId: newVaultId(),
    muteId: newVaultId(),
    texts: [],
    chosen: [],
    unknown: [],
    pictures: [],
    files: [],
    notice: false,
    editing: false,
    replacing: false,
    nudged: false,
  }
}

export const kindOf = ({ kind = 'corruption' }: TipDraft) => kind
export const filesIn = ({ pictures, files }: TipDraft): number => pictures.length + files.length

export const wordsAbout = (draft: TipDraft, about: Question): readonly string[] =>
  draft.texts.filter((text) => text.about === about).map(({ words }) => words)

export const chosenAbout = (draft: TipDraft, about: Question): Chosen | undefined =>
  draft.chosen.find((one) => one.about === about)

/** Choices alone tell nothing that could be looked into. */
export const isEmpty = (draft: TipDraft): boolean => draft.texts.length === 0 && filesIn(draft) === 0

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

/** Words and choice are one answer: who erases it erases both. */
export function withoutAnswer(draft: TipDraft, about: Question): TipDraft {
  return { ...withoutWords(draft, about), chosen: draft.chosen.filter((one) => one.about !== about) }
}

export function withUnknown(draft: TipDraft, about: Question): TipDraft {
  const cleared = withoutAnswer(draft, about)
  return { ...cleared, unknown: [...cleared.unknown, about] }
}

export function withChosen(draft: TipDraft, chosen: Chosen): TipDraft {
  return {
    ...draft,
    chosen: [...draft.chosen.filter(({ about }) => about !== chosen.about), chosen],
    unknown: draft.unknown.filter((about) => about !== chosen.about),
  }
}

const asChosen: Readonly<Record<Question, ChoiceAbout | undefined>> = {
  what: undefined,
  who: 'who',
  when: 'when',
  where: 'where',
  howKnown: 'howKnown',
  evidence: undefined,
}

/** The choice that a button's value stands for; `undefined` when it is none of this question's. */
export function chosenFrom(question: Question, value: string): Chosen | undefined {
  const about = asChosen[question]
  return about && chosenAnswers.element.safeParse({ about, value }).data
}

export function completenessOfDraft(draft: TipDraft): Completeness {
  const parts = questions.map((about) => {
    const chosen = chosenAbout(draft, about)?.value
    const told = {
      words: wordsAbout(draft, about).join('\n'),
      unknown: draft.unknown.includes(about),
      ...(chosen !== undefined && { chosen }),
    }
    return [about, told] as const
  })
  return completenessOf({ parts: Object.fromEntries(parts), files: filesIn(draft) })
}
