// Adds whom cases are sealed to without a colleague at the console, as a script does. The very first reader of an agency is in at
// once: there is nobody to ask. Every other waits three days after everybody of the console was told, and any reader may send it away.

import { addDays, type Day, dayInBangkok } from '../../i18n/calendar/thai-calendar.js'
import type { Language } from '../../i18n/texts.js'
import type { Clock } from '../../operation/clock.js'
import { fingerprintOf } from '../../sealing/vault.js'
import type { Audit } from '../../security/audit/audit.js'
import type { ChatAddress } from '../../security/chat-address.js'
import type { Recipient, Recipients, WaitingRecipient } from '../../security/vault-recipients.js'
import type { PeopleRules } from '../people/people-rules.js'
import { consoleRoles } from './sign-in-rules.js'

/** From the morning on which they were told: never less than 72 hours. */
export const daysToObject = 3

export interface ReaderLetter {
  readonly id: string
  readonly to: ChatAddress
  readonly language: Language
  readonly reader: Pick<Recipient, 'id' | 'name'>
  /** From which day it opens cases, if nobody objects; `undefined`: from today. */
  readonly opensOn?: Day
}

type Added =
  | { readonly ok: true; readonly id: string; readonly state: 'listed' | 'waiting' }
  | { readonly ok: false; readonly why: 'notAPublicKey' | 'alreadyThere' }

export interface ReaderAdding {
  add(reader: Omit<Recipient, 'id'>): Promise<Added>
  /** Those whose days are over are readers from here on; how many. */
  admitDue(): Promise<number>
  /** Each morning, as long as somebody waits, and on the morning of the end. */
  lettersDue(today: Day, channel: string): Promise<ReaderLetter[]>
}

/** `undefined` until everybody was told. */
export const opensOn = ({ toldOn }: WaitingRecipient): Day | undefined =>
  toldOn === undefined ? undefined : addDays(toldOn, daysToObject)

export function createReaderAdding({
  recipients,
  people,
  clock,
  audit,
}: {
  readonly recipients: Recipients
  readonly people?: Pick<PeopleRules, 'peopleWithRole'>
  readonly clock: Clock
  readonly audit: Pick<Audit, 'record'>
}): ReaderAdding {
  async function everybody(channel: string) {
    const all = await Promise.all(
      consoleRoles.map(async (role) => (await people?.peopleWithRole(role, channel)) ?? []),
    )
    return [...new Map(all.flat().map((one) => [one.address.key, one])).values()]
  }

  return {
    async add(reader) {
      const about = await fingerprintOf(reader.publicKey)
      const isFirst = (await recipients.list()).length === 0
      // Before the change: a crash between the two leaves a trace without a reader, never a reader without a trace.
      const action = isFirst ? 'recipient added' : 'recipient proposed'
      await audit.record({ who: 'system', action, about, outcome: 'done' })
      const added = await (isFirst ? recipients.add(reader) : recipients.propose(reader))
      return added.ok ? { ok: true, id: about, state: isFirst ? 'listed' : 'waiting' } : added
    },
    async admitDue() {
      const today = dayInBangkok(clock())
      const due = (await recipients.waiting()).filter((one) => (opensOn(one) ?? addDays(today, 1)) <= today)
      for (const { id } of due) {
        await audit.record({ who: 'system', action: 'recipient added', about: id, outcome: 'done' })
        await recipients.admit(id, {}, today)
      }
      return due.length
    },
    async lettersDue(today, channel) {
      const [waiting, listed] = await Promise.all([recipients.waiting(), recipients.list()])
      const admitted = listed.filter(({ admittedOn }) => admittedOn === today)
      const news = [
        ...waiting.map((one) => ({ reader: one, opensOn: addDays(one.toldOn ?? today, daysToObject) })),
        ...admitted.map((reader) => ({ reader })),
      ]
      if (news.length === 0) return []
      const to = await everybody(channel)
      // The days begin with the first letter: where nobody can be reached they begin all the same, and the console shows it.
      for (const { id, toldOn } of waiting) if (toldOn === undefined) await recipients.noteTold(id, today)
      return news.flatMap((one) =>
        to.map(({ address, language }) => ({
          id: `reader/${one.reader.id}/${today}/${address.key}`,
          ...{ to: address, language },
          ...one,
        })),
      )
    },
  }
}
