// Tells a reporter in LINE that there is something new, and nothing else. The binding stands apart from the case: only who
// opens the case learns the random name, and whoever has the name alone learns nobody. It is found by name and case together, so
// that it rings for whoever works on that case and for no other; no row shows which case it is. It never sends at once.
import { createHash } from 'node:crypto'
import { z } from 'zod'
import {
  addDays,
  type Day,
  dayInBangkok,
  lastDayOf,
  monthOfDay,
} from '../../../i18n/calendar/bangkok-time.js'
import { addMonths } from '../../../i18n/calendar/fiscal-calendar.js'
import type { Language } from '../../../i18n/texts.js'
import type { Clock } from '../../../operation/clock.js'
import { vaultIdPattern } from '../../../sealing/vault-encoding.js'
import type { ChatAddress } from '../../../security/chat-address.js'
import type { Keyring } from '../../../security/keyring.js'
import type { SettingsRules } from '../../settings/settings-rules.js'
import type { KnownCase } from '../known-case.js'
import { minuteHasCome, windowAfter, windowAt } from './notice-windows.js'
import type { NoticesModel, StoredBinding } from './notices-model.js'

export interface DueNotice {
  /** Names the notice and the window: sent once, however often it is posted. */
  readonly id: string
  readonly noticeId: string
  readonly rungFor: string
  readonly to: ChatAddress
  readonly language: Language
  /** For the button that ends the notices. */
  readonly stopName: string
}

export interface NoticeRules {
  /** The same binding again changes nothing. Answers the name by which its button ends it. */
  bind(noticeId: string, caseId: string, to: ChatAddress, language: Language): Promise<string>
  /** Lets the reporter know in one of the next windows. `false`: there is no binding, or there is none any more. */
  ring(caseId: KnownCase, noticeId: string): Promise<boolean>
  /** The binding ends some days from now (settings: retentionDays.noticeLink). */
  caseClosed(caseId: KnownCase, noticeId: string): Promise<void>
  stop(stopName: string): Promise<boolean>
  /** Those whose minute has come. They stay due until they are `posted`. */
  due(): Promise<DueNotice[]>
  posted(notices: readonly DueNotice[]): Promise<void>
  purgeExpired(): Promise<number>
}

const purpose = 'notice binding'

/** Both are random and never stood together in a row: who has all rows can match none of them to a case. */
const bindingOf = (caseId: string, noticeId: string): string =>
  createHash('sha256')
    .update(JSON.stringify([caseId, noticeId]))
    .digest('base64url')

const bound = z.object({
  channel: z.string(),
  key: z.string(),
  sealed: z.string(),
  language: z.enum(['th', 'en']),
})

export function createNoticeRules({
  model,
  keyring,
  settings,
  clock,
}: {
  readonly model: NoticesModel
  readonly keyring: Keyring
  readonly settings: Pick<SettingsRules, 'get'>
  readonly clock: Clock
}): NoticeRules {
  const today = (): Day => dayInBangkok(clock())
  /** A year, to the end of a month: the day on which it was made does not show. */
  const longest = (): Day => lastDayOf(addMonths(monthOfDay(today()), 12))
  const stopNameOf = (noticeId: string) => keyring.pseudonym('notice stop', noticeId, 22)

  /** One that an earlier version made is found by its name alone, until it ends. */
  async function found(caseId: KnownCase, named: string): Promise<string | undefined> {
    const own = bindingOf(caseId, named)
    if (await model.find(own)) return own
    return vaultIdPattern.test(named) && (await model.find(named)) ? named : undefined
  }

  /** Looks like the id of any answer, so that the post room's rows do not show who is a reporter. */
  const letterOf = (noticeId: string, window: string) =>
    `${keyring.pseudonym('notice letter', `${noticeId} ${window}`)}:0`

  function chanceOf(noticeId: string, window: string): number {
    const name = keyring.pseudonym('notice minute', `${noticeId} ${window}`, 8)
    return Buffer.from(name, 'base64url').readUInt32BE(0) / 2 ** 32
  }

  function dueFrom({ id, sealed, stopName, rungFor = '' }: StoredBinding, window: string): DueNotice {
    const opened = keyring.open(purpose, Buffer.from(sealed, 'base64url'), id).toString('utf8')
    const { language, ...to } = bound.parse(JSON.parse(opened))
    return { id: letterOf(id, window), noticeId: id, rungFor, to, language, stopName }
  }

  return {
    async bind(named, caseId, { channel, key, sealed: address }, language) {
      const noticeId = bindingOf(caseId, named)
      const plain = JSON.stringify({ channel, key, sealed: address, language })
      const sealed = keyring.seal(purpose, plain, noticeId).toString('base64url')
      const stopName = stopNameOf(noticeId)
      await model.insert({ id: noticeId, stopName, sealed, expiresOn: longest() })
      return stopName
    },
    async ring(caseId, named) {
      const noticeId = await found(caseId, named)
      if (noticeId === undefined) return false
      const { noticeWindows } = await settings.get()
      await model.ring(noticeId, windowAfter(clock(), noticeWindows), longest())
      return true
    },
    async caseClosed(caseId, named) {
      const noticeId = await found(caseId, named)
      if (noticeId === undefined) return
      const { noticeLink } = (await settings.get()).retentionDays
      await model.setExpiry(noticeId, addDays(today(), noticeLink))
    },
    stop: model.removeByStopName,
    async due() {
      const { noticeWindows } = await settings.get()
      const window = windowAt(clock(), noticeWindows)
      if (window === undefined) return []
      const waiting = await model.waitingFor(window)
      return waiting
        .filter(({ id }) => minuteHasCome(clock(), noticeWindows, chanceOf(id, window)))
        .map((binding) => dueFrom(binding, window))
    },
    async posted(notices) {
      for (const { noticeId, rungFor } of notices) await model.rested(noticeId, rungFor)
    },
    purgeExpired: () => model.dropExpired(today()),
  }
}
