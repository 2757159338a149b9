// Keeps below a rate limit: a token bucket on a clock that never jumps. LINE refuses what comes faster (429), and a
// refusal costs a round trip and a wait; so we do not knock before there is room.

export interface SendPace {
  /** Resolves when one more request may go out. */
  turn(): Promise<void>
}

/** `burst` requests at once, then `perSecond`. */
export function createSendPace(
  { perSecond, burst }: { readonly perSecond: number; readonly burst: number },
  time: { readonly now: () => number; readonly wait: (milliseconds: number) => Promise<void> } = wallTime,
): SendPace {
  let tokens = burst
  let at = time.now()
  return {
    async turn() {
      const now = time.now()
      tokens = Math.min(burst, tokens + ((now - at) * perSecond) / 1000)
      at = now
      // Below zero it is a debt: whoever comes later waits behind those who wait already.
      tokens -= 1
      if (tokens < 0) await time.wait((-tokens / perSecond) * 1000)
    },
  }
}

const wallTime = {
  now: () => performance.now(),
  wait: (milliseconds: number) => new Promise<void>((over) => setTimeout(over, milliseconds)),
}
