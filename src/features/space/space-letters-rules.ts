// When administrators hear that room for files comes to its end: once when four fifths are used, once when it is full, and again only
// after it was calm in between. By the figures of the day that is over, so that no letter tells when somebody has sent a file.
import type { Day } from '../../i18n/calendar/thai-calendar.js'
import type { Language } from '../../i18n/texts.js'
import type { ChatAddress } from '../../security/chat-address.js'
import type { PeopleRules } from '../people/people-rules.js'
import { type SpaceFigure, type SpaceFigures, spaceStates } from './space-figures.js'
import type { SpaceModel } from './space-model.js'

export const spaceBudgetsTold = ['all', 'day'] as const
export type SpaceBudgetTold = (typeof spaceBudgetsTold)[number]

export interface SpaceLetter {
  readonly id: string
  readonly to: ChatAddress
  readonly language: Language
  readonly about: SpaceBudgetTold
  readonly figure: SpaceFigure
  readonly asOf: Day
}

export function createSpaceLettersRules({
  model,
  figures,
  people,
}: {
  readonly model: Pick<SpaceModel, 'told' | 'noteTold'>
  readonly figures: () => Promise<SpaceFigures>
  readonly people: Pick<PeopleRules, 'peopleWithRole'>
}): (today: Day, channel: string) => Promise<SpaceLetter[]> {
  /** The same day again, as on another channel, says the same. */
  async function isDue(about: SpaceBudgetTold, { state }: SpaceFigure, today: Day): Promise<boolean> {
    const told = await model.told(about)
    const known = told?.state ?? 'calm'
    if (state === known) return state !== 'calm' && told?.on === today
    const worse = spaceStates.indexOf(state) > spaceStates.indexOf(known)
    // Better is nothing to be told, and begins anew.
    await model.noteTold(about, { state, on: worse ? today : (told?.on ?? today) })
    return worse
  }

  return async (today, channel) => {
    const { asOf, ...told } = await figures()
    const letters: SpaceLetter[] = []
    for (const about of spaceBudgetsTold) {
      const figure = told[about]
      if (!(await isDue(about, figure, today))) continue
      for (const { address, language } of await people.peopleWithRole('admin', channel))
        letters.push({
          id: `space/${about}/${figure.state}/${today}/${address.key}`,
          ...{ to: address, language, about, figure, asOf },
        })
    }
    return letters
  }
}
