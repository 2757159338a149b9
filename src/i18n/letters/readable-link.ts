// A link as people read it: Thai words instead of percent signs. Only letters, their marks and digits beyond ASCII are decoded,
// "@" where a path has it, and a blank between words of a question: nothing that could change where the link seems to lead.

/** Of a link that is not a whole address, or whose bytes are no UTF-8, what cannot be read stays as it is. */
export function readableLink(link: string): string {
  const [, origin, path = '', rest = ''] = /^(https?:\/\/[^/?#]*)([^?#]*)(.*)$/is.exec(link) ?? []
  if (origin === undefined) return link
  const asked = withWords(rest).replace(/(?<=[\p{L}\p{M}\p{N}])%20(?=[\p{L}\p{N}])/gu, ' ')
  return `${origin}${withWords(path).replace(/%40/g, '@')}${asked}`
}

const withWords = (part: string): string =>
  part.replace(/(?:%[89a-f][0-9a-f])+/gi, (bytes) => {
    const words = decoded(bytes)
    return words !== undefined && /^[\p{L}\p{M}\p{N}]+$/u.test(words) ? words : bytes
  })

function decoded(bytes: string): string | undefined {
  try {
    return decodeURIComponent(bytes)
  } catch (error) {
    if (error instanceof URIError) return undefined
    throw error
  }
}
