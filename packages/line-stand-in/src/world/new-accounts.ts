// What is said of a person or a group when it is added to the platform.
import type { LinePerson } from './line-person.js'

export interface NewPerson {
  name: string
  language?: string
  userId?: string
  /** False: a person without an id and a profile in the eyes of bots. */
  verifiedConsent?: boolean
  /** Already a friend of every channel, without a follow event. */
  friend?: boolean
}

export interface NewGroup {
  name: string
  groupId?: string
  members: readonly LinePerson[]
  /** The account in the group; the first channel when not given. */
  channel?: string
  /** Create the group without the bot; `invitesBot()` then sends the join event. */
  withoutBot?: boolean
}
