// Remembers for a while what is asked for at every turn and changes seldom.
import type { Clock } from './clock.js'

export function rememberFor(milliseconds: number, clock: Clock, ask: (of: string) => Promise<number>) {
  const known = new Map<string, { value: number; until: number }>()
  return async (of: string): Promise<number> => {
    const now = clock().getTime()
    const kept = known.get(of)
    if (kept && kept.until > now) return kept.value
    const value = await ask(of)
    known.set(of, { value, until: now + milliseconds })
    return value
  }
}
