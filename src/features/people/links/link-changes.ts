// Tells whoever asked that an account was linked, let go, got a role or chose a language. Told after the change is kept
// and before the rule answers, so that the same event after a crash tells again; a listener must bear to hear twice.
import type { ChatAddress } from '../../../security/chat-address.js'
import type { LinkModel } from './link-model.js'

interface ChangedLink {
  readonly key: string
  /** Absent when the account was let go: nobody keeps where it is. */
  readonly address?: ChatAddress
}

export type LinkListener = (changed: readonly ChangedLink[]) => Promise<void>

export interface LinkChanges {
  whenLinkChanged(listener: LinkListener): void
  tell(changed: readonly ChangedLink[]): Promise<void>
  /** The same model, whose changes are told. */
  over(links: LinkModel): LinkModel
}

export function createLinkChanges(): LinkChanges {
  const listeners: LinkListener[] = []
  async function tell(changed: readonly ChangedLink[]): Promise<void> {
    if (changed.length > 0) for (const listener of listeners) await listener(changed)
  }

  return {
    whenLinkChanged: (listener) => void listeners.push(listener),
    tell,
    over: (links) => ({
      ...links,
      async link(address, to) {
        await links.link(address, to)
        await tell([{ key: address.key, address }])
      },
      async chooseLanguage(address, language) {
        await links.chooseLanguage(address, language)
        await tell([{ key: address.key, address }])
      },
      async release(key, by) {
        await links.release(key, by)
        await tell([{ key }])
      },
      async releaseStaff(staffIds, by) {
        const keys = await links.keysOfStaff(staffIds)
        await links.releaseStaff(staffIds, by)
        await tell(keys.map((key) => ({ key })))
      },
      async takeRoles(key, taken, how) {
        const holder = await links.reachable(key)
        const isTaken = await links.takeRoles(key, taken, how)
        await tell([{ key, ...(holder && { address: holder.address }) }])
        return isTaken
      },
    }),
  }
}
