// What of a draft goes into the sealed case, and how the register counts it. No message, person or time is named.
import type { NewCaseBody } from '../cases/case-body.js'
import { type ComplaintSort, corruptionCategories, generalCategories } from '../complaints/complaint-kinds.js'
import { type DraftFile, kindOf, type TipDraft } from './tip-draft.js'

const attached = ({ attachment, mime }: DraftFile) => ({ id: attachment, mime })

export function bodyOf(draft: TipDraft): NewCaseBody {
  const { category, agency, texts, chosen, unknown, pictures, files, noticeId, muteId, notice } = draft
  return {
    version: 1,
    kind: kindOf(draft),
    ...(category && { category }),
    ...(agency && { agency }),
    texts: texts.map(({ about, words }) => ({ about, words })),
    chosen,
    unknown,
    pictures: pictures.map(({ number, clean, original }) => ({
      ...(number !== undefined && { number }),
      clean: attached(clean),
      original: attached(original),
    })),
    files: files.map(({ kind, number, clean, original }) => ({
      kind,
      ...(number !== undefined && { number }),
      original: attached(original),
      ...(clean ? { clean: attached(clean) } : { forReporter: true as const }),
    })),
    muteId,
    ...(notice && { noticeId }),
  }
}

/** Nobody chose a category: an officer corrects it after reading. */
export function sortOf(draft: TipDraft): ComplaintSort {
  const { category } = draft
  switch (kindOf(draft)) {
    case 'general': {
      const general = generalCategories.find((one) => one === category)
      return { kind: 'general', category: general ?? 'other' }
    }
    case 'corruption': {
      const corruption = corruptionCategories.find((one) => one === category)
      return { kind: 'corruption', category: corruption ?? 'unspecified' }
    }
  }
}
