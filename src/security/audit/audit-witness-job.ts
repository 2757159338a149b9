// Once a day the end of the audit chain is written into the log, which a thief of the database does not reach: whoever cuts the
// chain later, or puts an older copy in its place, is shown by it. A number and a code, and nothing of what was done.
import type { Log } from '../../operation/log.js'
import type { Audit } from './audit.js'
import { witnessCode } from './chain-seals.js'

export const createAuditWitness = (audit: Pick<Audit, 'end'>, log: Log) => async (): Promise<number> => {
  const end = await audit.end()
  if (!end) return 0
  log.info('audit chain witness', { code: witnessCode(end) })
  return 1
}
