// Which menu whom is owed. LINE itself is asked elsewhere (jobs/rich-menu-linking.ts): here is only what is due and what
// is settled. On a channel without menus of one's own nothing is kept about anybody.
import type { ChatAddress } from '../../security/chat-address.js'
import type { DirectoryRules } from '../people/roster/directory-rules.js'
import { hasOwnMenus, type MenuChoice, ownMenuOf } from './menu-choice.js'
import type { MenuLink, MenuLinksModel } from './menu-links-model.js'

export interface DueMenu {
  /** `undefined`: back to the default. */
  readonly choice: MenuChoice | undefined
  readonly links: readonly MenuLink[]
}

export interface MenusRules {
  /** Safe to call twice. An account that was let go comes with its key alone. */
  linksChanged(changed: readonly { readonly key: string; readonly address?: ChatAddress }[]): Promise<void>
  hasOwnMenus(channel: string): boolean
  /** At most `most` people for whom LINE has to be asked, by the menu that they are owed. */
  due(channel: string, most: number): Promise<readonly DueMenu[]>
  /** LINE was asked. `richMenuId` absent: they have the default now. */
  settle(due: DueMenu, richMenuId: string | undefined): Promise<void>
  /** Everybody whose menu is not the one that `published` names becomes due. Answers how many. */
  compare(
    channel: string,
    published: PublishedMenus,
    options?: { readonly onlyCount?: boolean },
  ): Promise<number>
}

/** The id of the menu that is published for a choice; `undefined` when there is none. */
type PublishedMenus = (choice: MenuChoice) => string | undefined

const page = 500

export function createMenusRules({
  model,
  people,
  featuresOn,
}: {
  readonly model: MenuLinksModel
  readonly people: Pick<DirectoryRules, 'accountsWithKeys' | 'accountPages'>
  readonly featuresOn: (channel: string) => readonly string[] | undefined
}): MenusRules {
  const own = (channel: string) => hasOwnMenus(featuresOn(channel))

  /** Linked accounts that do not have what they are owed. */
  async function* lacking(channel: string, published: PublishedMenus): AsyncIterable<readonly ChatAddress[]> {
    for await (const accounts of people.accountPages(channel)) {
      const has = await model.menusOf(accounts.map(({ address }) => address.key))
      yield accounts.flatMap((account) => {
        const choice = ownMenuOf(account)
        const owed = choice && published(choice)
        return has.get(account.address.key) === owed ? [] : [account.address]
      })
    }
  }

  /** Accounts with a menu that stands open to nobody with their roles: they were let go without our hearing of it. */
  async function* leftOver(channel: string): AsyncIterable<readonly string[]> {
    let after = ''
    for (;;) {
      const rows = await model.pageOnChannel(channel, after, page)
      const keys = rows.filter(({ canBeAsked }) => canBeAsked).map(({ key }) => key)
      const accounts = await people.accountsWithKeys(keys)
      yield keys.filter((key) => accounts.get(key)?.roles.length === 0)
      const last = rows.at(-1)
      if (!last || rows.length < page) return
      after = last.key
    }
  }

  return {
    hasOwnMenus: own,
    async linksChanged(changed) {
      await model.want(changed.filter(({ address }) => address === undefined || own(address.channel)))
    },
    async due(channel, most) {
      const links = await model.due(channel, most)
      const accounts = await people.accountsWithKeys(links.map(({ address }) => address.key))
      const groups = new Map<string, { choice: MenuChoice | undefined; links: MenuLink[] }>()
      for (const link of links) {
        const account = accounts.get(link.address.key)
        const choice = account && own(channel) ? ownMenuOf(account) : undefined
        const name = choice ? `${choice.menu} ${choice.language}` : ''
        const group = groups.get(name) ?? { choice, links: [] }
        group.links.push(link)
        groups.set(name, group)
      }
      return [...groups.values()]
    },
    async settle({ choice, links }, richMenuId) {
      const settled =
        richMenuId === undefined
          ? await model.forget(links)
          : await model.linked(links, richMenuId, choice?.menu !== 'citizen')
      // Somebody changed while LINE was asked, perhaps through another replica: our call may have come after theirs.
      if (settled < links.length)
        await model.want(links.map(({ address }) => ({ key: address.key, address })))
    },
    async compare(channel, published, { onlyCount = false } = {}) {
      if (!own(channel)) return 0
      let count = 0
      for await (const addresses of lacking(channel, published)) {
        count += addresses.length
        if (!onlyCount) await model.want(addresses.map((address) => ({ key: address.key, address })))
      }
      for await (const keys of leftOver(channel)) {
        count += keys.length
        if (!onlyCount) await model.want(keys.map((key) => ({ key })))
      }
      return count
    },
  }
}
