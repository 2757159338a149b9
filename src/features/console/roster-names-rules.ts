// After a roster was imported: whoever holds a key and is called otherwise now (married, promoted, moved) is also sought by the new
// name and position. Earlier ones stay: people go on using them.
import type { Recipients } from '../../security/vault-recipients.js'
import type { PeopleRules } from '../people/people-rules.js'
import type { OfficerKeysModel } from './officer-keys-model.js'
import { namesOnRoster } from './reader-scope-rules.js'

export interface RosterNamesRules {
  /** May be run again. Of everybody whose names became more: all names, that of the key first. */
  refresh(): Promise<readonly (readonly string[])[]>
}

export function createRosterNamesRules({
  model,
  recipients,
  people,
}: {
  readonly model: Pick<OfficerKeysModel, 'all'>
  readonly recipients: Pick<Recipients, 'find' | 'addNames'>
  readonly people: Pick<PeopleRules, 'staffById'>
}): RosterNamesRules {
  return {
    async refresh() {
      const changed: string[][] = []
      for (const key of await model.all()) {
        if (key.state !== 'approved' || key.staffId === undefined) continue
        const recipient = await recipients.find(key.id)
        if (!recipient) continue
        const before = [recipient.name, ...(recipient.knownAs ?? [])]
        const more = (await namesOnRoster(key, people)).filter((name) => !before.includes(name))
        if (more.length === 0) continue
        await recipients.addNames(key.id, more)
        changed.push([...before, ...more])
      }
      return changed
    },
  }
}
