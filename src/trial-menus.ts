// Gives a trial run its rich menus, so that a newcomer sees them on the chat page. Drawing takes a few seconds and
// therefore happens beside the start; after a restart they are there already and nothing is done.

import type { ChannelConfig } from './config.js'
import { type Log, problemOf } from './log.js'
import type { Product } from './product.js'
import { projectRoot } from './project-root.js'
import { menuDrawer } from './rich-menu-drawing.js'
import { createRichMenus, type DrawMenu, drawMenusFor, readMenuFiles } from './rich-menus.js'

/** Resolves when it is done or has failed, which is only logged: a trial goes on without menus. */
export async function publishTrialMenus(
  { features, deps }: Pick<Product, 'features' | 'deps'>,
  line: {
    readonly channels: readonly ChannelConfig[]
    readonly apiBaseUrl: string
    readonly dataApiBaseUrl: string
  },
  log: Log,
  stopping: AbortSignal,
): Promise<void> {
  try {
    const { colours } = await features.settings.rules.get()
    const richMenus = createRichMenus({
      channels: line.channels,
      menus: features.menus.rules,
      keyring: deps.keyring,
      log,
      lineApiBaseUrl: line.apiBaseUrl,
      lineDataApiBaseUrl: line.dataApiBaseUrl,
    })
    const drawer = menuDrawer(colours)
    const draw: DrawMenu = async (menu) => {
      stopping.throwIfAborted()
      return drawer(menu)
    }
    for (const { name, features: switchedOn } of line.channels) {
      const wanted = await drawMenusFor(switchedOn, readMenuFiles(projectRoot).menus, draw)
      await richMenus.publish(await richMenus.plan(name, wanted))
    }
  } catch (error) {
    if (!stopping.aborted) log.warn('the rich menus of the trial were not published', problemOf(error))
  }
}
