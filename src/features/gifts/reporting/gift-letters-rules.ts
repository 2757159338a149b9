// Who is told what about gifts, by themselves: once a day those who keep the register hear how many new reports there are (never of
// whom and never the value), and a reporter hears that the days run out while a gift is still not handed over.
import { addDays, type Day, startOfDay } from '../../../i18n/calendar/bangkok-time.js'
import type { Language } from '../../../i18n/texts.js'
import type { ChatAddress } from '../../../security/chat-address.js'
import type { Role } from '../../../security/roles.js'
import type { DirectoryRules } from '../../people/roster/directory-rules.js'
import type { GiftsModel } from '../gifts-model.js'

interface Letter {
  /** Names what it says and to whom, so that it is sent once. */
  readonly id: string
  readonly to: ChatAddress
  readonly language: Language
}

export type GiftLetter =
  | (Letter & { readonly kind: 'digest'; readonly count: number })
  | (Letter & { readonly kind: 'dueIn7' | 'dueIn1'; readonly receivedOn: Day; readonly dueOn: Day })

/** Who keeps the register and is told of new reports. */
export const registerKeepers: readonly Role[] = ['ethics', 'executive']

const digestHour = 16
const daysLooked = 3
const remindedDaysBefore = { dueIn7: 7, dueIn1: 1 } as const

export type LettersDue = (today: Day, channel: string) => Promise<GiftLetter[]>

export function createGiftLettersRules({
  model,
  people,
}: {
  readonly model: GiftsModel
  readonly people: Pick<DirectoryRules, 'peopleWithRole' | 'linkedStaff'>
}): LettersDue {
  async function digests(today: Day, channel: string): Promise<GiftLetter[]> {
    await model.putIntoDigest(today, new Date(startOfDay(today).getTime() + digestHour * 3_600_000))
    // Those of the days before too: a run that ended between the two is finished by the next. Sent ones are known by their id.
    const days = Array.from({ length: daysLooked }, (_, ago) => addDays(today, -ago))
    const counts = await Promise.all(days.map(async (on) => ({ on, count: await model.countInDigest(on) })))
    const filled = counts.filter(({ count }) => count > 0)
    if (filled.length === 0) return []
    const byRole = await Promise.all(registerKeepers.map((role) => people.peopleWithRole(role, channel)))
    const keepers = new Map(byRole.flat().map((keeper) => [keeper.address.key, keeper]))
    return filled.flatMap(({ on, count }) =>
      [...keepers.values()].map(({ address, language }) => ({
        kind: 'digest' as const,
        id: `gift-digest/${on}/${address.key}`,
        to: address,
        language,
        count,
      })),
    )
  }

  async function reminders(today: Day, channel: string): Promise<GiftLetter[]> {
    const gifts = await model.notYetDueOn(
      Object.values(remindedDaysBefore).map((before) => addDays(today, before)),
    )
    if (gifts.length === 0) return []
    const staffIds = [...new Set(gifts.map(({ staffId }) => staffId))]
    const linked = await people.linkedStaff({ channel, staffIds })
    return gifts.flatMap(({ giftId, staffId, receivedOn, decision: { dueOn } }) => {
      const reporter = linked.find((one) => one.staffId === staffId)
      if (!reporter || dueOn === undefined) return []
      const kind = dueOn === addDays(today, remindedDaysBefore.dueIn7) ? 'dueIn7' : 'dueIn1'
      const { address, language } = reporter
      const id = `gift-due/${giftId}/${dueOn}/${kind}/${address.key}`
      return [{ kind, id, to: address, language, receivedOn, dueOn }]
    })
  }

  return async (today, channel) => [...(await digests(today, channel)), ...(await reminders(today, channel))]
}
