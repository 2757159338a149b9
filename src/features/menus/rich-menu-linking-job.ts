// Asks LINE to show everybody the menu that they are owed: after a turn that changed something, and each minute for what
// could not be done then. What LINE refuses stays due; nobody's turn ever waits for this.

import { type RichMenuClient, RichMenuRefused } from '../../line/rich-menu-client.js'
import { type Log, problemOf } from '../../operation/log.js'
import type { ChatAddress } from '../../security/chat-address.js'
import { aliasOf } from './menu-choice.js'
import type { DueMenu, MenusRules } from './menus-rules.js'

/** LINE's limit for one call. */
const mostPerCall = 500

export interface Linked {
  readonly count: number
  /** False when LINE refused: the rest is still due. */
  readonly complete: boolean
}

export interface RichMenuLinking {
  /** Everybody on the channel for whom LINE has to be asked. */
  run(channel: string): Promise<Linked>
  /** In the background; what fails is logged and left to the next minute. Asked for twice, it is done once. */
  soon(channel: string): void
  /** Until what was begun in the background is done. */
  idle(): Promise<void>
}

export function createRichMenuLinking({
  menus,
  clientOf,
  userIdOf,
  log,
}: {
  readonly menus: Pick<MenusRules, 'due' | 'settle'>
  readonly clientOf: (channel: string) => Pick<RichMenuClient, 'aliases' | 'link' | 'unlink'>
  readonly userIdOf: (address: ChatAddress) => string
  readonly log: Log
}): RichMenuLinking {
  const running = new Map<string, Promise<void>>()
  const waiting = new Set<string>()

  async function run(channel: string): Promise<Linked> {
    let count = 0
    let published: ReadonlyMap<string, string> | undefined
    try {
      for (;;) {
        const due = await menus.due(channel, mostPerCall)
        if (due.length === 0) return { count, complete: true }
        published ??= await clientOf(channel).aliases()
        for (const one of due) {
          await tell(channel, one, one.choice && published.get(aliasOf(one.choice)))
          count += one.links.length
        }
      }
    } catch (error) {
      if (!(error instanceof RichMenuRefused)) throw error
      log.warn('LINE did not link a rich menu', {
        channel,
        ...(error.status !== undefined && { status: error.status }),
        ...(error.requestId !== undefined && { requestId: error.requestId }),
      })
      return { count, complete: false }
    }
  }

  /** LINE refuses all when it refuses one, so that after a 400 each is asked for alone and the refused one let go. */
  async function tell(channel: string, due: DueMenu, richMenuId: string | undefined): Promise<void> {
    try {
      await ask(channel, due, richMenuId)
    } catch (error) {
      if (!(error instanceof RichMenuRefused) || error.status !== 400) throw error
      if (due.links.length === 1) return menus.settle(due, undefined)
      for (const link of due.links) await tell(channel, { ...due, links: [link] }, richMenuId)
      return
    }
    await menus.settle(due, richMenuId)
  }

  async function ask(channel: string, { links }: DueMenu, richMenuId: string | undefined): Promise<void> {
    // Without a published menu there is nothing to show; whoever has an old one gives it back.
    const people = richMenuId === undefined ? links.filter(hasMenu) : links
    const userIds = people.map(({ address }) => userIdOf(address))
    if (userIds.length === 0) return
    if (richMenuId === undefined) await clientOf(channel).unlink(userIds)
    else await clientOf(channel).link(richMenuId, userIds)
  }

  return {
    run,
    soon(channel) {
      // Whoever became due before the waiting one begins is done by it.
      if (waiting.has(channel)) return
      waiting.add(channel)
      const mine = (running.get(channel) ?? Promise.resolve())
        .then(async () => {
          waiting.delete(channel)
          await run(channel)
        })
        .catch((error: unknown) =>
          log.error('rich menus could not be linked', { channel, ...problemOf(error) }),
        )
        .finally(() => {
          if (running.get(channel) === mine) running.delete(channel)
        })
      running.set(channel, mine)
    },
    async idle() {
      await Promise.all(running.values())
    },
  }
}

const hasMenu = ({ richMenuId }: { readonly richMenuId?: string }): boolean => richMenuId !== undefined
