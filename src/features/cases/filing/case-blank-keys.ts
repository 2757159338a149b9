// Blank keys: for whoever was left out of a case, something in its envelope that looks like the keys of the others and opens nothing.
// Without it a copy of the database would show whom a case names by the key that is missing. Only SECRET_KEY tells a blank.

import { makeRecipientKeys, newCaseKey, sealKeyFor } from '../../../sealing/vault.js'
import type { Keyring } from '../../../security/keyring.js'
import type { SealedKeys } from '../case.js'
import type { CasesModel } from '../cases-model.js'

export interface BlankKeys {
  make(caseId: string, recipientIds: readonly string[]): Promise<SealedKeys[]>
  isBlank(caseId: string, keys: SealedKeys): boolean
}

/** Where in the second sealed box the mark stands: within its ciphertext, which looks like chance, and away from its ends. */
const markFrom = 64
const markTo = 88

export function createBlankKeys(keyring: Keyring): BlankKeys {
  const markOf = (caseId: string, recipientId: string): string =>
    keyring.pseudonym('blank key of a case', `${caseId}/${recipientId}`, markTo - markFrom)

  async function blank(caseId: string, recipientId: string): Promise<SealedKeys> {
    // To a key that nobody has: of a sealed box only its owner can say whether it is theirs.
    const { publicKey } = await makeRecipientKeys()
    const box = await sealKeyFor(publicKey, newCaseKey())
    return {
      recipientId,
      sealedKey: await sealKeyFor(publicKey, newCaseKey()),
      sealedOriginalsKey: box.slice(0, markFrom) + markOf(caseId, recipientId) + box.slice(markTo),
    }
  }

  return {
    make: (caseId, recipientIds) => Promise.all(recipientIds.map((id) => blank(caseId, id))),
    isBlank: (caseId, { recipientId, sealedOriginalsKey }) =>
      sealedOriginalsKey.slice(markFrom, markTo) === markOf(caseId, recipientId),
  }
}

/** The same model for those who ask who can read a case: they never meet a blank. */
export function withoutBlanks(cases: CasesModel, { isBlank }: Pick<BlankKeys, 'isBlank'>): CasesModel {
  const real = (caseId: string, recipients: readonly SealedKeys[]) =>
    recipients.filter((keys) => !isBlank(caseId, keys))
  return {
    ...cases,
    async find(caseId) {
      const found = await cases.find(caseId)
      if (!found) return undefined
      const { envelope } = found
      return { ...found, envelope: { ...envelope, recipients: real(caseId, envelope.recipients) } }
    },
    async recipientsOf(caseIds) {
      const all = await cases.recipientsOf(caseIds)
      return all.map(({ caseId, recipients }) => ({ caseId, recipients: real(caseId, recipients) }))
    },
  }
}
