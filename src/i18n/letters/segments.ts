// The words or letters of a text, by Intl.Segmenter. The engine takes the square of a long text, so that it is handed a stretch at
// a time; a stretch ends some segments before its end, because what comes next decides where the last ones end.

const stretch = 400
const unsure = 4

/** The segments in order; put together they are the text. */
export function* segmentsOf(segmenter: Intl.Segmenter, text: string): Generator<string> {
  let size = stretch
  for (let from = 0; from < text.length; ) {
    const part = text.slice(from, from + size)
    const all = Array.from(segmenter.segment(part), ({ segment }) => segment)
    const isLast = from + size >= text.length
    const sure = isLast ? all : all.slice(0, Math.max(0, all.length - unsure))
    // One letter under a heap of marks may be longer than a stretch.
    size = sure.length === 0 ? size * 2 : stretch
    for (const segment of sure) {
      yield segment
      from += segment.length
    }
  }
}

/** Where the segments begin. */
export function startsOf(segmenter: Intl.Segmenter, text: string): number[] {
  const starts: number[] = []
  let at = 0
  for (const segment of segmentsOf(segmenter, text)) {
    starts.push(at)
    at += segment.length
  }
  return starts
}
