// Words of which some were blotted out. The bars are drawn and not written: the letters of our pages have no such sign, and a
// printer that leaves out backgrounds would leave out the bar. Whoever listens hears that something is blotted out.
import { say } from '../console-call.js'

/** What stands in a copy where words were blotted out: three, whatever was there, so that no length is told. */
export const bar = '█'
const blot = bar.repeat(3)

export const withBlot = (words: string, from: number, to: number): string =>
  words.slice(0, from) + blot + words.slice(to)

export function BlottedWords({ words }: { readonly words: string }) {
  const parts = words.split(/(█+)/)
  return (
    <>
      {parts.map((part, place) =>
        part.startsWith(bar) ? (
          <span key={`${place}`} class="blot" role="img" aria-label={say('redaction.blotted')}>
            {part}
          </span>
        ) : (
          part
        ),
      )}
    </>
  )
}
