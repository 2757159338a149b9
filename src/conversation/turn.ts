// One turn of a conversation: who speaks, where, and what may be answered. A turn carries no LINE id and no reply token.
import type { Message } from '../line/message-builders.js'
import type { ChatAddress } from '../security/chat-address.js'
import type { Person, RegisteredGroup } from '../security/person.js'
import type { Role } from '../security/roles.js'

export type Place = 'private' | 'group'

export interface Turn {
  /** HMAC of LINE's event id. Effects derive their own ids from it, so that a second run of the same event changes nothing. */
  readonly eventKey: string
  /** When it happened, by LINE. */
  readonly at: Date
  readonly channel: string
  readonly place: Place
  /** Where the answer goes. */
  readonly chat: ChatAddress
  /** Absent when LINE does not say who acted in a group: then nothing may be recorded for a person. */
  readonly sender?: ChatAddress
  readonly person: Person
  readonly group?: RegisteredGroup
}

/** Something sent to another chat than the one that is answered. */
export interface Outgoing {
  /** Stable within the turn: a re-run must make the same ids. */
  readonly id: string
  readonly to: ChatAddress
  readonly messages: readonly Message[]
  /** Taken out of the post when whoever it is for has none of these roles any more. */
  readonly onlyFor?: readonly Role[]
  /** The feature that is told what became of it (Feature.settled). */
  readonly receipt?: { readonly feature: string; readonly id: string }
}

export interface Answer {
  /** Said in this chat. Nothing is sent when empty. */
  readonly messages?: readonly Message[]
  readonly also?: readonly Outgoing[]
  /** Opens a dialog after the messages; its first question follows them. */
  readonly open?: { readonly dialog: string; readonly answers: unknown }
}

/** A file that somebody sent. It is fetched from LINE only when asked for; LINE may have recompressed or dropped it. */
export interface SentFile {
  readonly kind: 'picture' | 'video' | 'audio' | 'file'
  /** HMAC of LINE's message id, so that an unsend finds it. */
  readonly messageKey: string
  read(): Promise<
    | { readonly ok: true; readonly bytes: Buffer; readonly mime: string }
    | { readonly ok: false; readonly why: 'gone' | 'notReady' | 'tooLarge' }
  >
}
