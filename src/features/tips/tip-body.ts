// What an officer finds after opening a tip: answers by question, in the order they were told, and which attachments
// there are. Later versions only add to it. Nothing here names a message, a person or a time.
import { z } from 'zod'
import { corruptionCategories } from '../complaints/complaint-kinds.js'
import { questions, type TipDraft } from './tip-draft.js'

const attachment = z.object({ id: z.string(), mime: z.string() })

const tipBody = z.object({
  version: z.literal(1),
  /** Absent when the person skipped the question. */
  category: z.enum(corruptionCategories).optional(),
  texts: z.array(z.object({ about: z.enum(questions), words: z.string() })),
  unknown: z.array(z.enum(questions)),
  pictures: z.array(z.object({ clean: attachment, original: attachment })),
})

export type TipBody = z.infer<typeof tipBody>

export function writeTipBody({ category, texts, unknown, pictures }: TipDraft): Uint8Array {
  const body: TipBody = {
    version: 1,
    ...(category && { category }),
    texts: texts.map(({ about, words }) => ({ about, words })),
    unknown,
    pictures: pictures.map(({ clean, original }) => ({
      clean: { id: clean.attachment, mime: clean.mime },
      original: { id: original.attachment, mime: original.mime },
    })),
  }
  return new TextEncoder().encode(JSON.stringify(body))
}

/** Throws for what no version of this product wrote. */
export function readTipBody(bytes: Uint8Array): TipBody {
  return tipBody.parse(JSON.parse(new TextDecoder().decode(bytes)))
}
