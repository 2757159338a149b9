// What an officer's browser shows while it enters a letter: sealed by us, with the name of a case that we have just made up, for
// this account alone. Nobody writes into a case by knowing how it is called; and one pass takes one letter, however often it is sent.
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { type KnownCase, knownCase } from '../../../../features/cases/known-case.js'
import type { Clock } from '../../../../operation/clock.js'
import { fromStored, newVaultId } from '../../../../sealing/vault-encoding.js'
import { type Keyring, SealBroken } from '../../../../security/keyring.js'
import type { SharedCounts } from '../../../../security/reports/shared-counts.js'

export interface NewCase {
  readonly caseId: KnownCase
  readonly until: Date
}

export interface EntryPasses {
  begin(account: string): { readonly caseId: string; readonly pass: string }
  /** `undefined`: not ours, not this account's, or too old. Nothing is looked up: there is nothing to learn by trying. */
  read(account: string, pass: string | undefined): NewCase | undefined
  /** Whether the pass is spent on this letter: the first one that came with it, as often as it comes. */
  spend(pass: string, letter: unknown): Promise<boolean>
}

const purpose = 'entry pass'
const lifeMilliseconds = 3_600_000
const held = z.object({ caseId: z.string(), until: z.number() })

export function createEntryPasses({
  keyring,
  counts,
  clock,
}: {
  readonly keyring: Pick<Keyring, 'seal' | 'open'>
  readonly counts: Pick<SharedCounts, 'spend'>
  readonly clock: Clock
}): EntryPasses {
  return {
    begin(account) {
      const caseId = newVaultId()
      const plain = JSON.stringify({ caseId, until: clock().getTime() + lifeMilliseconds })
      return { caseId, pass: keyring.seal(purpose, plain, account).toString('base64url') }
    },
    read(account, pass = '') {
      const bytes = fromStored(pass)
      if (!bytes) return undefined
      try {
        const { caseId, until } = held.parse(JSON.parse(keyring.open(purpose, bytes, account).toString()))
        return until > clock().getTime() ? { caseId: knownCase(caseId), until: new Date(until) } : undefined
      } catch (error) {
        if (error instanceof SealBroken) return undefined
        throw error
      }
    },
    spend: (pass, letter) =>
      counts.spend(pass, createHash('sha256').update(JSON.stringify(letter)).digest('base64url')),
  }
}
