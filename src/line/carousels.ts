// Several cards side by side. LINE takes at most twelve bubbles of one size and 50 KB in a carousel; more become further
// messages.
import { type FlexBubble, flex, type Message } from './message-builders.js'

const mostBubbles = 12
const mostBytes = 50 * 1024

/** One card alone, or as few carousels as hold all of them, in their order. Nothing for no cards. */
export function carousels(altText: string, bubbles: readonly FlexBubble[]): Message[] {
  return packed(bubbles).map((some) => {
    const [only, ...others] = some
    return only && others.length === 0
      ? flex(altText, only)
      : flex(altText, { type: 'carousel', contents: [...some] })
  })
}

function packed(bubbles: readonly FlexBubble[]): readonly (readonly FlexBubble[])[] {
  const packs: FlexBubble[][] = []
  let bytes = 0
  for (const bubble of bubbles) {
    const size = Buffer.byteLength(JSON.stringify(bubble)) + 1
    const last = packs.at(-1)
    if (last && last.length < mostBubbles && bytes + size <= mostBytes - 100) {
      last.push(bubble)
      bytes += size
    } else {
      packs.push([bubble])
      bytes = size
    }
  }
  return packs
}
