// What a reporter's browser shows instead of a session: sealed by us, kept by the browser's memory alone and never stored
// here, so that no row says that somebody visited. Good for half an hour, for one purpose, on any replica. The case that it
// names was chosen here, and not by whoever holds it: nobody gets one for a case by knowing how that is called.
import { z } from 'zod'
import type { Clock } from '../../operation/clock.js'
import { fromStored } from '../../sealing/vault-encoding.js'
import { type Keyring, SealBroken } from '../keyring.js'

/** `report`: files and the envelope of a new report. `case`: a case that was opened with its receipt. */
export type PassUse = 'report' | 'case'

const holder = z.object({ caseId: z.string(), publicKey: z.string(), until: z.number() })
export type PassHolder = z.infer<typeof holder>

export interface ReporterPasses {
  issue(use: PassUse, holder: Omit<PassHolder, 'until'>): string
  /** `undefined`: not ours, for another use, changed, or too old. */
  read(use: PassUse, pass: string): PassHolder | undefined
  /** The same for one that has ended since, by a day at most: with it a report that was begun goes on. */
  readEnded(use: PassUse, pass: string): PassHolder | undefined
}

export const passMinutes = 30
/** Ten files of 10 MB on a slow line take longer than reading does. */
export const reportMinutes = 90
const goesOnMilliseconds = 24 * 3_600_000

export function createReporterPasses(keyring: Pick<Keyring, 'seal' | 'open'>, clock: Clock): ReporterPasses {
  function read(use: PassUse, pass: string, graceMilliseconds: number): PassHolder | undefined {
    const bytes = fromStored(pass)
    if (!bytes) return undefined
    try {
      const opened = keyring.open(`reporter pass/${use}`, bytes)
      const held = holder.parse(JSON.parse(opened.toString()))
      return held.until + graceMilliseconds > clock().getTime() ? held : undefined
    } catch (error) {
      if (error instanceof SealBroken) return undefined
      throw error
    }
  }

  return {
    issue(use, { caseId, publicKey }) {
      const minutes = use === 'report' ? reportMinutes : passMinutes
      const until = clock().getTime() + minutes * 60_000
      return keyring
        .seal(`reporter pass/${use}`, JSON.stringify({ caseId, publicKey, until }))
        .toString('base64url')
    },
    read: (use, pass) => read(use, pass, 0),
    readEnded: (use, pass) => read(use, pass, goesOnMilliseconds),
  }
}
