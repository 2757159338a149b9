// Who may open something to somebody else: only who reads it, and never to the same person under another account, whether they
// linked LINE anew, wrote through another channel or made the key before they were on the roster.
import type { Recipient, Recipients } from '../../security/vault-recipients.js'
import type { PeopleRules } from '../people/people-rules.js'
import type { OfficerKey, OfficerKeysModel } from './officer-keys-model.js'
import type { Visitor } from './sign-in-rules.js'

/** Who acts: an account, and who it belongs to at this moment. */
export type Colleague = Pick<Visitor, 'key' | 'who'> & Partial<Pick<Visitor, 'staffId'>>

export interface ReadingColleague {
  /** The list's row by which an account reads; `undefined`: no colleague approved its key, or it was removed. */
  readerOf(account: Pick<Visitor, 'key'>): Promise<Recipient | undefined>
  /** Whether this key is the colleague's own, under this account or another of the same person. */
  isOwn(key: OfficerKey, colleague: Colleague): Promise<boolean>
}

export function createReadingColleague({
  model,
  recipients,
  people,
}: {
  readonly model: Pick<OfficerKeysModel, 'ofOwner'>
  readonly recipients: Pick<Recipients, 'find'>
  readonly people: Pick<PeopleRules, 'recognise'>
}): ReadingColleague {
  return {
    async readerOf({ key }) {
      const own = await model.ofOwner(key)
      return own?.state === 'approved' ? recipients.find(own.id) : undefined
    },
    async isOwn({ owner, channel, staffId }, colleague) {
      if (owner === colleague.key) return true
      const [own, { person }] = await Promise.all([
        model.ofOwner(colleague.key),
        people.recognise({ channel, senderKey: owner }),
      ])
      // As it was when each key was made, and as it is now.
      const theirs = [staffId, person.staffId].filter((one) => one !== undefined)
      return theirs.some((one) => one === colleague.staffId || one === own?.staffId)
    },
  }
}
