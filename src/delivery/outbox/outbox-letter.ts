// A letter as it is given, and as it lies sealed in its row.

import { bytesOf } from '../../database/driver-values.js'
import type { Message } from '../../line/message-builders.js'
import type { ChatAddress } from '../../security/chat-address.js'
import type { Keyring } from '../../security/keyring.js'
import type { Role } from '../../security/roles.js'

/** One send: at most five messages to one chat. */
export interface Letter {
  readonly id: string
  readonly to: ChatAddress
  readonly messages: readonly Message[]
  /** Used while `until` lies ahead. */
  readonly reply?: { readonly token: string; readonly until: Date }
  readonly receipt?: { readonly feature: string; readonly id: string }
  /** Taken out when the receiver has none of these roles any more, if it was not sent by then. */
  readonly onlyFor?: readonly Role[]
}

interface SealedLetter {
  readonly sealedTo: string
  readonly messages: readonly Message[]
  readonly reply?: { readonly token: string; readonly until: number }
}

const purpose = 'outbox'

export function sealLetter(keyring: Keyring, { id, to, messages, reply }: Letter): Buffer {
  const letter: SealedLetter = {
    sealedTo: to.sealed,
    messages,
    ...(reply && { reply: { token: reply.token, until: reply.until.getTime() } }),
  }
  return keyring.seal(purpose, JSON.stringify(letter), id)
}

export function openLetter(keyring: Keyring, id: string, body: Buffer): SealedLetter {
  return JSON.parse(keyring.open(purpose, bytesOf(body), id).toString('utf8'))
}
