// How old an event may be that comes in at the door. A finished row is remembered for days by its id alone, so that a second
// delivery has no effect; a body that somebody kept for longer must not be taken for new. LINE delivers again within minutes or
// hours. The other way round a clock may be wrong by hours, ours or LINE's.
const hour = 3_600_000
/** A day less than the inbox remembers at least. */
const oldestMilliseconds = 48 * hour
/** Half of that day: what is ahead by so much is still too old before its row is forgotten. */
const furthestMilliseconds = 12 * hour

/** `at`: of the event itself, in milliseconds. */
export function whyNotNow(at: number, now: Date): 'too old' | 'ahead' | undefined {
  const age = now.getTime() - at
  if (age > oldestMilliseconds) return 'too old'
  return age < -furthestMilliseconds ? 'ahead' : undefined
}
