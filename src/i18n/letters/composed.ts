// One form for letters that can be written in several. The engine's own way takes the square of a row of marks, so that a letter
// bears thirty of them at most (UAX #15, Stream-Safe Text Format): no script has more, and who writes more writes nothing.

const mostMarks = 30
const mark = /^\p{M}$/u

/** NFC, NFKC or NFD, in time that grows with the length alone. */
export function composed(text: string, form: 'NFC' | 'NFKC' | 'NFD' = 'NFC'): string {
  return withoutHeapedMarks(text).normalize(form)
}

function withoutHeapedMarks(text: string): string {
  const kept: string[] = []
  let from = 0
  let marks = 0
  let at = 0
  for (const sign of text) {
    marks = sign > '\u02ff' && mark.test(sign) ? marks + 1 : 0
    const end = at + sign.length
    if (marks > mostMarks) {
      if (from < at) kept.push(text.slice(from, at))
      from = end
    }
    at = end
  }
  return from === 0 ? text : kept.join('') + text.slice(from)
}
