// Which pieces of the library can be opened for acknowledgement: policies and codes of ethics that have their full text. A
// picture has no text that somebody could sign; a translation without its text is not offered to be signed.
import type { PolicyPiece } from '../../acknowledgements/policies/open-policy-answers.js'
import type { ShelvedContent } from './content-rules.js'
import type { Content } from './content-schema.js'

/** In the order of the shelf, without what was put away. */
export const policyPiecesOf = (shelf: readonly ShelvedContent[]): readonly PolicyPiece[] =>
  shelf.flatMap(({ content, archived }) => (archived ? [] : (policyPiece(content) ?? [])))

function policyPiece({ version, body }: Content): PolicyPiece | undefined {
  if ((body.kind !== 'policy' && body.kind !== 'ethicsCode') || 'pictures' in body) return undefined
  const { key, kind } = body
  const [th, en] = [withText(body.th), body.en && withText(body.en)]
  return th && { key, kind, version, th, ...(en && { en }) }
}

function withText<Words extends { readonly text?: string | undefined }>({ text, ...words }: Words) {
  return text === undefined ? undefined : { ...words, text }
}
