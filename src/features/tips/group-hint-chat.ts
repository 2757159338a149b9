// Once a week, in registered groups: how to report in private. A fixed sentence that asks nothing, so that nobody is
// tempted to tell a tip where everybody reads it. Off until an admin switches it on, because each group costs its members.
import type th from '../../../locales/th/tips.json'
import type { Outgoing } from '../../conversation/turn.js'
import type { Day } from '../../i18n/calendar/bangkok-time.js'
import { textsOf } from '../../i18n/texts.js'
import { text } from '../../line/message-builders.js'
import type { DirectoryRules } from '../people/roster/directory-rules.js'
import type { SettingsRules } from '../settings/settings-rules.js'

const say = textsOf<typeof th>('tips')

/** One letter per group, named by its day: however often it is asked for, each is sent once. */
export type GroupHint = (today: Day, channel: string) => Promise<readonly Outgoing[]>

export function createGroupHint(
  people: Pick<DirectoryRules, 'registeredGroups'>,
  settings: Pick<SettingsRules, 'get'>,
  takesTips: (channel: string) => boolean,
): GroupHint {
  return async (today, channel) => {
    // On an account that takes no tips the sentence would send people to the wrong place.
    if (!takesTips(channel)) return []
    const { weeklyGroupHint, holidays } = await settings.get()
    if (!weeklyGroupHint || holidays.includes(today)) return []
    const groups = await people.registeredGroups(channel)
    return groups.map(({ groupId, address }) => ({
      id: `group-hint/${today}/${groupId}`,
      to: address,
      // A group has no language of its own; Thai is what everybody in an agency's group reads.
      messages: [text(say('th', 'groupHint'))],
    }))
  }
}
