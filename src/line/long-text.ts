// Texts that are longer than one message. Nothing is left out and nothing is added: put together again, the parts are the text.
import { type Message, text } from './message-builders.js'

const longest = 5000

/** The longest text that one reply can carry in full: five messages, each ended at a line where it can be. */
export const longestReply = 20_000

/** As few messages as it takes, each within LINE's 5,000 UTF-16 units; at most five for a text within `longestReply`. */
export function longText(words: string): Message[] {
  const parts: Message[] = []
  let rest = words
  while (rest.length > longest) {
    const end = endOfPart(rest)
    parts.push(text(rest.slice(0, end)))
    rest = rest.slice(end)
  }
  return rest === '' ? parts : [...parts, text(rest)]
}

/** After a line's end, else after a space, else between two characters; never so early that a sixth message is needed. */
function endOfPart(words: string): number {
  for (const mark of ['\n', ' ']) {
    const at = words.lastIndexOf(mark, longest - 1)
    if (at >= longest * 0.82) return at + 1
  }
  const pieces = new Intl.Segmenter('th', { granularity: 'grapheme' }).segment(words)
  return pieces.containing(longest)?.index || longest
}
