// People's words in one plain form in which they can be searched: digits of any script are 0 to 9, blanks are one blank, dashes
// one dash, and what nobody sees is gone. Each sign knows where it came from. Linear in the length, free of Node.

export interface PlainWords {
  readonly words: string
  /** The stretch of the text as it was given that these signs came from. */
  origin(start: number, end: number): { readonly start: number; readonly end: number }
}

export function plainWordsOf(text: string): PlainWords {
  const signs: string[] = []
  const places: number[] = []
  const ends: number[] = []
  let at = 0
  for (const sign of text) {
    const last = signs.at(-1)
    for (const one of plainSigns(sign, last)) {
      const joined = last === undefined ? undefined : joinedWith(last, one)
      if (joined !== undefined) signs[signs.length - 1] = joined
      else {
        signs.push(one)
        places.push(at)
        ends.push(at + sign.length)
      }
    }
    at += sign.length
  }
  places.push(at)
  return {
    words: signs.join(''),
    // What nobody sees after the last sign goes with it.
    // Of a ligature never only a part.
    origin: (start, end) => ({
      start: places[start] ?? at,
      end: Math.max(places[end] ?? at, ends[end - 1] ?? 0),
    }),
  }
}

/** UTF-16 units, each of which is one sign of the plain words: none, one, or the letters of a ligature. */
function plainSigns(sign: string, last: string | undefined): readonly string[] {
  const code = sign.codePointAt(0) ?? 0
  if (code >= 0x61 && code <= 0x7a) return [sign]
  if (isThai(code)) return thaiSigns(sign, code, last)
  if (/\s/u.test(sign)) return [/[\n\r\u2028\u2029]/u.test(sign) ? '\n' : ' ']
  if (code < 0x7f && code > 0x20) return [sign]
  if (unseen.test(sign)) return []
  const digit = digitOf(code)
  if (digit !== undefined) return [digit]
  const like = lookAlikes.find(([signs]) => signs.test(sign))
  if (like) return [like[1]]
  const composed = sign.normalize('NFKC')
  return composed === sign ? sign.split('') : composed.split('').filter((one) => !unseen.test(one))
}

const isThai = (code: number): boolean => code >= 0x0e00 && code <= 0x0e7f

function thaiSigns(sign: string, code: number, last: string | undefined): readonly string[] {
  const digit = digitOf(code)
  if (digit !== undefined) return [digit]
  // A mark that was typed twice is one.
  return sign === last && /\p{M}/u.test(sign) ? [] : [sign]
}

const [saraE, saraAe] = ['\u0e40', '\u0e41']

/** Blanks in a row are one, a line's end among them wins; two ways of typing แ and ำ are one. */
function joinedWith(last: string, sign: string): string | undefined {
  if (last === ' ' && sign === ' ') return ' '
  if ((last === '\n' && (sign === ' ' || sign === '\n')) || (last === ' ' && sign === '\n')) return '\n'
  if (last === saraE && sign === saraE) return saraAe
  return last === '\u0e4d' && sign === '\u0e32' ? '\u0e33' : undefined
}

/** Formats, controls, fillers, and marks over letters and digits of other scripts than Thai. */
const unseen = /^[\p{Cf}\p{Cc}\p{M}\u115f\u1160\u3164\uffa0]$/u

const lookAlikes: readonly (readonly [RegExp, string])[] = [
  [/^[\p{Pd}\u2212\u2043\u30fc]$/u, '-'],
  [/^[·•∙⋅。․]$/u, '.'],
  [/^[⁄∕╱]$/u, '/'],
  [/^[‘’ʼ`´]$/u, "'"],
  [/^[“”„«»]$/u, '"'],
]

/** The first digits of scripts whose ten digits follow each other; full-width and mathematical ones are NFKC's. */
const zeros = [0x0660, 0x06f0, 0x0966, 0x09e6, 0x0e50, 0x0ed0, 0x1040, 0x17e0]

function digitOf(code: number): string | undefined {
  const zero = zeros.find((one) => code >= one && code <= one + 9)
  return zero === undefined ? undefined : String(code - zero)
}
