// Where the rich menus of all channels are joined: the files in rich-menus/, the pictures, LINE, and who is owed which.
// Used by the product (whose menu follows roles and language), by npm run publish-rich-menus and by a trial run.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ChannelConfig } from '../../config/config-channels.js'
import { createRichMenuClient, type RichMenuClient } from '../../line/rich-menu-client.js'
import {
  asLineRichMenu,
  type RichMenuFile,
  type RichMenuMistake,
  readRichMenuFile,
  richMenuLimits,
} from '../../line/rich-menu-file.js'
import { menuForFeatures } from '../../line/rich-menu-layout.js'
import {
  menuName,
  type PublicationPlan,
  planPublication,
  publish,
  type WantedMenu,
} from '../../line/rich-menu-publication.js'
import type { Log } from '../../operation/log.js'
import { openAddress } from '../../security/chat-address.js'
import type { Keyring } from '../../security/keyring.js'
import type { PeopleRules } from '../people/people-rules.js'
import { aliasOf, allChoices, defaultChoice, hasOwnMenus, type MenuChoice } from './menu-choice.js'
import type { MenusRules } from './menus-rules.js'
import { createRichMenuLinking, type Linked } from './rich-menu-linking-job.js'

export interface RichMenusDeps {
  readonly channels: readonly Pick<ChannelConfig, 'name' | 'accessToken' | 'features'>[]
  readonly menus: MenusRules
  readonly keyring: Keyring
  readonly log: Log
  readonly lineApiBaseUrl?: string
  readonly lineDataApiBaseUrl?: string
  /** Milliseconds for one call. */
  readonly lineTimeout?: number
}

export interface RichMenus {
  /** Asks LINE for everybody who is due, on all channels. Answers for how many. */
  linkDue(): Promise<number>
  /** Whoever does not have the menu that is published for them, for whatever reason, is given it. */
  compareAll(): Promise<number>
  /** `linkDue` in the background. */
  linkSoon(): void
  idle(): Promise<void>
  /** What a publication would do; asks LINE, changes nothing. */
  plan(channel: string, wanted: readonly ChosenMenu[]): Promise<ChannelPlan>
  publish(plan: ChannelPlan): Promise<Published>
}

/** A menu as it goes to LINE, and whom it is for. */
export interface ChosenMenu extends WantedMenu {
  readonly choice: MenuChoice
}

export interface ChannelPlan extends PublicationPlan {
  readonly channel: string
  readonly wanted: readonly ChosenMenu[]
  /** People who do not have the menu that they should. */
  readonly toLink: number
}

interface Published {
  readonly linked: number
  /** False: LINE refused to link somebody; the old menus are still there, and the same command again finishes. */
  readonly complete: boolean
}

/** The rich menus of the product: whenever an account's link changes, LINE is asked at once, in the background. */
export function richMenusOf(
  product: Omit<RichMenusDeps, 'menus'> & {
    readonly features: {
      readonly menus: { readonly rules: MenusRules }
      readonly people: { readonly rules: Pick<PeopleRules, 'whenLinkChanged'> }
    }
  },
): RichMenus {
  const { menus, people } = product.features
  const richMenus = createRichMenus({ ...product, menus: menus.rules })
  people.rules.whenLinkChanged(async () => richMenus.linkSoon())
  return richMenus
}

export function createRichMenus(deps: RichMenusDeps): RichMenus {
  const { channels, menus, keyring, log } = deps
  const clients = new Map(channels.map((channel) => [channel.name, clientFor(channel.accessToken, deps)]))
  const clientOf = (channel: string): RichMenuClient => {
    const client = clients.get(channel)
    if (!client) throw new Error(`No LINE channel is configured under the name ${channel}`)
    return client
  }
  const linking = createRichMenuLinking({
    menus,
    clientOf,
    userIdOf: (address) => openAddress(keyring, address),
    log,
  })

  /** `wanted`: aliases that stay; without it all that there are. */
  async function relink(channel: string, wanted?: ReadonlySet<string>): Promise<Linked> {
    const aliases = await clientOf(channel).aliases()
    await menus.compare(channel, (choice) => {
      const alias = aliasOf(choice)
      return wanted && !wanted.has(alias) ? undefined : aliases.get(alias)
    })
    return linking.run(channel)
  }

  return {
    async linkDue() {
      let count = 0
      for (const { name } of channels) count += (await linking.run(name)).count
      return count
    },
    async compareAll() {
      let count = 0
      for (const { name } of channels.filter((channel) => menus.hasOwnMenus(channel.name)))
        count += (await relink(name)).count
      return count
    },
    linkSoon() {
      for (const { name } of channels) linking.soon(name)
    },
    idle: () => linking.idle(),
    async plan(channel, wanted) {
      const plan = await planPublication(clientOf(channel), wanted)
      const idOf = (choice: MenuChoice) => {
        const one = wanted.find(({ alias }) => alias === aliasOf(choice))
        // A menu that is yet to be made has no id, and nobody has it.
        return one && (plan.known.get(one.name) ?? 'to be made')
      }
      const toLink = await menus.compare(channel, idOf, { onlyCount: true })
      return { ...plan, channel, wanted, toLink }
    },
    async publish(plan) {
      let linked: Linked = { count: 0, complete: true }
      await publish(clientOf(plan.channel), plan, async () => {
        linked = await relink(plan.channel, new Set(plan.wanted.map(({ alias }) => alias)))
        return linked
      })
      return { linked: linked.count, complete: linked.complete }
    },
  }
}

function clientFor(accessToken: string, deps: RichMenusDeps): RichMenuClient {
  const { lineApiBaseUrl: apiBaseUrl, lineDataApiBaseUrl: dataApiBaseUrl, lineTimeout: timeout } = deps
  return createRichMenuClient({
    accessToken,
    ...(apiBaseUrl !== undefined && { apiBaseUrl }),
    ...(dataApiBaseUrl !== undefined && { dataApiBaseUrl }),
    ...(timeout !== undefined && { timeout }),
  })
}

export interface MenuInFile {
  readonly choice: MenuChoice
  /** As it is called in messages: `rich-menus/staff/th.json`. */
  readonly file: string
  readonly menu: RichMenuFile
}

export interface FileMistake {
  readonly file: string
  /** `missing`: there is no such file. */
  readonly mistake: RichMenuMistake | { readonly field: ''; readonly rule: 'missing' }
}

/** All menus, or everything that is wrong with them. `folder` holds rich-menus/. */
export function readMenuFiles(folder: string): {
  readonly menus: readonly MenuInFile[]
  readonly mistakes: readonly FileMistake[]
} {
  const menus: MenuInFile[] = []
  const mistakes: FileMistake[] = []
  for (const choice of allChoices) {
    const file = `rich-menus/${choice.menu}/${choice.language}.json`
    const path = join(folder, file)
    if (!existsSync(path)) {
      mistakes.push({ file, mistake: { field: '', rule: 'missing' } })
      continue
    }
    const read = readRichMenuFile(readFileSync(path, 'utf8'))
    if (read.ok) menus.push({ choice, file, menu: read.menu })
    else mistakes.push(...read.mistakes.map((mistake) => ({ file, mistake })))
  }
  return { menus, mistakes }
}

export type DrawMenu = (
  menu: RichMenuFile,
) => Promise<{ readonly bytes: Buffer; readonly mime: WantedMenu['mime'] }>

/** A picture that LINE would not take. */
export class MenuPictureTooLarge extends Error {
  constructor(readonly file: string) {
    super(`${file}: the picture has more than ${richMenuLimits.pictureBytes} bytes`)
  }
}

/**
 * The menus of one channel, drawn; the default first. A channel whose menu is the same for everybody has the default
 * alone. Throws MenuPictureTooLarge.
 */
export async function drawMenusFor(
  features: readonly string[] | undefined,
  files: readonly MenuInFile[],
  draw: DrawMenu,
): Promise<ChosenMenu[]> {
  const isDefault = ({ choice }: MenuInFile) => aliasOf(choice) === aliasOf(defaultChoice)
  const shown = hasOwnMenus(features) ? files : files.filter(isDefault)
  const inOrder = [...shown.filter(isDefault), ...shown.filter((one) => !isDefault(one))]
  const drawn: ChosenMenu[] = []
  for (const { choice, file, menu } of inOrder) {
    const here = menuForFeatures(menu, features)
    if (!here) continue
    const { bytes, mime } = await draw(here)
    if (bytes.length > richMenuLimits.pictureBytes) throw new MenuPictureTooLarge(file)
    const forLine = asLineRichMenu(here)
    const name = menuName(`${choice.menu}/${choice.language}`, forLine, bytes)
    drawn.push({ choice, alias: aliasOf(choice), name, menu: forLine, picture: bytes, mime })
  }
  return drawn
}
