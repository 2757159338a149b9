// How long something will take, said as a person would: roughly, and only when it is worth saying.
import type { ReportsSay } from '../page-context.js'

/** Seconds that need no words. */
export const shortWait = 15

export function durationWords(say: ReportsSay, seconds: number): string {
  if (seconds < 90) return say('wait.seconds', { count: Math.max(10, Math.ceil(seconds / 10) * 10) })
  return say('wait.minutes', { count: Math.ceil(seconds / 60) })
}
