// Where a message can be sent, without showing to whom: `key` to compare and to find again, `sealed` to send.
// Features, rules and models hold addresses only; the post room alone opens one, at the moment of sending.
import type { Keyring } from './keyring.js'

export interface ChatAddress {
  /** The LINE channel's name in our configuration: the same person on two channels is two strangers. */
  readonly channel: string
  /** HMAC of channel and LINE id. */
  readonly key: string
  /** The LINE id (user, group or room), encrypted; base64url. */
  readonly sealed: string
}

const purpose = 'chat-address'

/** An address's `key` alone, for whoever only compares. */
export function addressKeyOf(keyring: Keyring, channel: string, lineId: string): string {
  return keyring.pseudonym(purpose, `${channel}\n${lineId}`, 32)
}

/** `lineId` is a LINE user, group or room id. */
export function addressOf(keyring: Keyring, channel: string, lineId: string): ChatAddress {
  return {
    channel,
    key: addressKeyOf(keyring, channel, lineId),
    sealed: keyring.seal(purpose, lineId, channel).toString('base64url'),
  }
}

/** The LINE id, for the one call that sends. */
export function openAddress(keyring: Keyring, address: Pick<ChatAddress, 'channel' | 'sealed'>): string {
  return keyring.open(purpose, Buffer.from(address.sealed, 'base64url'), address.channel).toString('utf8')
}
