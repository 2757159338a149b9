// Gives a trial run its rich menus, so that a newcomer sees them on the chat page, and draws them anew when the agency's
// colours or logo change. Drawing takes a few seconds and therefore happens beside everything else; after a restart they
// are there already and nothing is done.
import type { ChannelConfig } from '../config/config-channels.js'
import { menuDrawer } from '../features/menus/rich-menu-drawing.js'
import { createRichMenus, type DrawMenu, drawMenusFor, readMenuFiles } from '../features/menus/rich-menus.js'
import { createAgencyLook } from '../features/settings/agency-look-rules.js'
import { type Log, problemOf } from '../operation/log.js'
import { projectRoot } from '../operation/project-root.js'
import type { Product } from './product.js'

interface TrialLine {
  readonly channels: readonly ChannelConfig[]
  readonly apiBaseUrl: string
  readonly dataApiBaseUrl: string
}

/** `idle` resolves when nothing is being drawn. A failure is only logged: a trial goes on without menus. */
export function keepTrialMenus(
  product: Pick<Product, 'features' | 'deps'>,
  line: TrialLine,
  log: Log,
  stopping: AbortSignal,
): { idle(): Promise<void> } {
  let last = Promise.resolve()
  const publishNext = () => {
    last = last
      .then(() => publishMenus(product, line, log, stopping))
      .catch((error: unknown) => {
        if (!stopping.aborted) log.warn('the rich menus of the trial were not published', problemOf(error))
      })
  }
  product.features.settings.rules.whenChanged((names) => {
    if (names.some((name) => name === 'logo' || name.startsWith('colours.'))) publishNext()
  })
  publishNext()
  return {
    async idle() {
      for (let waited: Promise<void> | undefined; waited !== last; ) {
        waited = last
        await waited
      }
    },
  }
}

async function publishMenus(
  { features, deps }: Pick<Product, 'features' | 'deps'>,
  line: TrialLine,
  log: Log,
  stopping: AbortSignal,
): Promise<void> {
  stopping.throwIfAborted()
  const look = await createAgencyLook({ settings: features.settings.rules, media: deps.media })()
  const richMenus = createRichMenus({
    channels: line.channels,
    menus: features.menus.rules,
    keyring: deps.keyring,
    log,
    lineApiBaseUrl: line.apiBaseUrl,
    lineDataApiBaseUrl: line.dataApiBaseUrl,
  })
  const drawer = menuDrawer(deps.heavyWork, look)
  const draw: DrawMenu = async (menu) => {
    stopping.throwIfAborted()
    return drawer(menu)
  }
  for (const { name, features: switchedOn } of line.channels) {
    const wanted = await drawMenusFor(switchedOn, readMenuFiles(projectRoot).menus, draw)
    await richMenus.publish(await richMenus.plan(name, wanted))
  }
}
