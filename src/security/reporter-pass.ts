// What a reporter's browser shows instead of a session: sealed by us, kept by the browser's memory alone and never stored
// here, so that no row says that somebody visited. Good for half an hour, for one purpose, on any replica.
import { z } from 'zod'
import type { Clock } from '../clock.js'
import { type Keyring, SealBroken } from './keyring.js'

/** `report`: files and the envelope of a new report. `case`: a case that was opened with its receipt. */
export type PassUse = 'report' | 'case'

const holder = z.object({ caseId: z.string(), publicKey: z.string(), until: z.number() })
export type PassHolder = Omit<z.infer<typeof holder>, 'until'>

export interface ReporterPasses {
  issue(use: PassUse, holder: PassHolder): string
  /** `undefined`: not ours, for another use, changed, or too old. */
  read(use: PassUse, pass: string): PassHolder | undefined
}

export const passMinutes = 30
/** Ten files of 10 MB on a slow line take longer than reading does. */
const reportMinutes = 180

export function createReporterPasses(keyring: Pick<Keyring, 'seal' | 'open'>, clock: Clock): ReporterPasses {
  return {
    issue(use, { caseId, publicKey }) {
      const minutes = use === 'report' ? reportMinutes : passMinutes
      const until = clock().getTime() + minutes * 60_000
      return keyring
        .seal(`reporter pass/${use}`, JSON.stringify({ caseId, publicKey, until }))
        .toString('base64url')
    },
    read(use, pass) {
      try {
        const opened = keyring.open(`reporter pass/${use}`, Buffer.from(pass, 'base64url'))
        const { until, ...held } = holder.parse(JSON.parse(opened.toString()))
        return until > clock().getTime() ? held : undefined
      } catch (error) {
        if (error instanceof SealBroken) return undefined
        throw error
      }
    },
  }
}
