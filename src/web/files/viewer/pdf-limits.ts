// How much a PDF may ask of whoever looks at it: time, pixels, and how much its reader may send to be drawn. A page of some bytes can
// draw itself a million times over; it is stopped, and said so.

export const most = {
  /** Of one page as it is drawn. */
  pixels: 2_500_000,
  pixelsOfAll: 80_000_000,
  side: 8_000,
  /** Of a picture in it; a larger one is left out. */
  pixelsOfPicture: 64_000_000,
  /** Milliseconds. */
  forAll: 60_000,
  forOne: 20_000,
  /** Messages of the reader about one page, each with up to a thousand things to draw; a map may need hundreds. */
  messages: 600,
} as const

export class TooMuch extends Error {}

export interface DrawingLimit {
  /** What takes longer than one step may, or what is still not done when all the time is over, rejects. */
  within<T>(step: Promise<T>): Promise<T>
  over(): void
}

export function createDrawingLimit(reader: Worker): DrawingLimit {
  let stop: (why: TooMuch) => void = () => undefined
  const stopped = new Promise<never>((_done, failed) => {
    stop = failed
  })
  // Whoever waits hears of it; it may also come between two steps.
  stopped.catch(() => undefined)
  const refuse = () => {
    // At once: what loops would go on beside us.
    reader.terminate()
    stop(new TooMuch())
  }
  let messages = 0
  reader.addEventListener('message', () => {
    messages += 1
    if (messages > most.messages) refuse()
  })
  const whole = setTimeout(refuse, most.forAll)
  return {
    async within(step) {
      messages = 0
      const late = setTimeout(refuse, most.forOne)
      return Promise.race([step, stopped]).finally(() => clearTimeout(late))
    },
    over: () => clearTimeout(whole),
  }
}

/** As large as is wanted, as far as a page and all of them together may be. Pages can be miles long. */
export function scaleFor(
  { width, height }: { readonly width: number; readonly height: number },
  wanted: number,
  pages: number,
): number {
  const pixels = Math.min(most.pixels, most.pixelsOfAll / Math.max(1, pages))
  return Math.min(wanted, Math.sqrt(pixels / (width * height)), most.side / Math.max(width, height))
}
