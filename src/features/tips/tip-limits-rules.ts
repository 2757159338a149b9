// How often one chat may tell in an hour and in a day, and who is muted for a day, without knowing who it is: every name is
// made with a random salt that dies at the end of the next day. A case holds nothing but a random handle, sealed inside it.
import { createHash, createHmac, randomBytes } from 'node:crypto'
import {
  addDays,
  type Day,
  dayInBangkok,
  startOfDay,
  timeInBangkok,
} from '../../i18n/calendar/bangkok-time.js'
import type { Clock } from '../../operation/clock.js'
import type { ChatAddress } from '../../security/chat-address.js'
import type { Keyring } from '../../security/keyring.js'
import type { KnownCase } from '../cases/known-case.js'
import type { SettingsRules } from '../settings/settings-rules.js'
import type { TipLimitsModel } from './tip-limits-model.js'

type Chat = Pick<ChatAddress, 'key'>

export interface TipLimitsRules {
  /** Whether this chat could send a tip now: neither too many of it, nor muted. */
  mayTell(chat: Chat): Promise<boolean>
  /** Counts one tip. The same event again counts once. `false`: there were too many, or it is muted. */
  count(chat: Chat, eventKey: string): Promise<boolean>
  /** Makes `muteId`, which goes into the sealed case, good for muting this chat until the end of tomorrow. */
  allowMuting(chat: Chat, caseId: string, muteId: string): Promise<void>
  /** By an officer who has opened a case and found it abusive. `false`: too late, or no such handle. Tells nobody who it is. */
  mute(caseId: KnownCase, muteId: string): Promise<boolean>
  purgeExpired(): Promise<number>
}

/** Good together with its own case alone. */
const handleOf = (caseId: string, muteId: string): string =>
  createHash('sha256')
    .update(JSON.stringify([caseId, muteId]))
    .digest('base64url')

const saltPurpose = 'tip day salt'
const handlePurpose = 'tip mute handle'

export function createTipLimitsRules({
  model,
  keyring,
  settings,
  clock,
}: {
  readonly model: TipLimitsModel
  readonly keyring: Pick<Keyring, 'seal' | 'open'>
  readonly settings: Pick<SettingsRules, 'get'>
  readonly clock: Clock
}): TipLimitsRules {
  const today = (): Day => dayInBangkok(clock())
  const endOfNext = (day: Day): Date => startOfDay(addDays(day, 2))

  async function saltOf(day: Day): Promise<Buffer> {
    const offered = keyring.seal(saltPurpose, randomBytes(32), day).toString('base64url')
    const kept = await model.saltOf(day, offered, endOfNext(day))
    return keyring.open(saltPurpose, Buffer.from(kept, 'base64url'), day)
  }

  const named = (salt: Buffer, ...parts: readonly string[]) =>
    createHmac('sha256', salt).update(JSON.stringify(parts)).digest('base64url')

  function places(salt: Buffer, { key }: Chat, span: string, most: number): string[] {
    return Array.from({ length: most }, (_, place) => named(salt, 'place', span, String(place), key))
  }

  async function spans(): Promise<{ span: string; most: number }[]> {
    const { tipsPerHour, tipsPerDay } = await settings.get()
    return [
      { span: `hour ${timeInBangkok(clock()).slice(0, 2)}`, most: tipsPerHour },
      { span: 'day', most: tipsPerDay },
    ]
  }

  const mutedName = (salt: Buffer, { key }: Chat) => named(salt, 'muted', key)

  /** A handle of yesterday mutes under yesterday's salt. */
  async function isMuted(chat: Chat): Promise<boolean> {
    const salts = [await saltOf(today()), await saltOf(addDays(today(), -1))]
    return (await model.count(salts.map((salt) => mutedName(salt, chat)))) > 0
  }

  async function takeOne(names: readonly string[], owner: string): Promise<boolean> {
    for (const name of names) if (await model.takePlace(name, owner, endOfNext(today()))) return true
    return false
  }

  return {
    async mayTell(chat) {
      if (await isMuted(chat)) return false
      const salt = await saltOf(today())
      for (const { span, most } of await spans())
        if ((await model.count(places(salt, chat, span, most))) >= most) return false
      return true
    },
    async count(chat, eventKey) {
      if (await isMuted(chat)) return false
      const salt = await saltOf(today())
      for (const { span, most } of await spans())
        if (!(await takeOne(places(salt, chat, span, most), named(salt, 'owner', eventKey)))) return false
      return true
    },
    async allowMuting(chat, caseId, named) {
      const muteId = handleOf(caseId, named)
      const name = mutedName(await saltOf(today()), chat)
      const sealed = keyring.seal(handlePurpose, name, muteId).toString('base64url')
      await model.keepHandle(muteId, sealed, endOfNext(today()))
    },
    async mute(caseId, named) {
      const muteId = handleOf(caseId, named)
      const sealed = await model.findHandle(muteId)
      if (sealed === undefined) return false
      const name = keyring.open(handlePurpose, Buffer.from(sealed, 'base64url'), muteId).toString('utf8')
      await model.takePlace(name, 'muted', endOfNext(today()))
      return true
    },
    purgeExpired: () => model.dropExpired(clock()),
  }
}
