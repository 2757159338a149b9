// Brings to an end what hangs on a role that somebody has no more, however it was lost: taken back, the roster left, the link
// moved. What is due stands in the account's row from the step that took the role, so that a crash in between ends nothing half.
import type { EndingDue, LinkModel } from './links/link-model.js'

/** Ends one kind of thing; must bear to be told twice. */
export type RoleEndingListener = (ended: EndingDue) => Promise<void>

export interface RoleEndings {
  whenRolesEnd(listener: RoleEndingListener): void
  /** What is due, of one account or of all; how many accounts. Where nobody listens, as in a small script, it stays due. */
  finishEndings(key?: string): Promise<number>
  /** The same model, whose endings are finished at once. */
  over(links: LinkModel): LinkModel
}

export function createRoleEndings(links: Pick<LinkModel, 'endingsDue' | 'settleEnding'>): RoleEndings {
  const listeners: RoleEndingListener[] = []

  async function finishEndings(key?: string): Promise<number> {
    if (listeners.length === 0) return 0
    const due = await links.endingsDue(key)
    for (const one of due) {
      for (const listener of listeners) await listener(one)
      await links.settleEnding(one)
    }
    return due.length
  }

  return {
    whenRolesEnd: (listener) => void listeners.push(listener),
    finishEndings,
    over: (inner) => ({
      ...inner,
      async release(key, by) {
        await inner.release(key, by)
        await finishEndings(key)
      },
      async releaseStaff(staffIds, by) {
        await inner.releaseStaff(staffIds, by)
        await finishEndings()
      },
      async takeRoles(key, taken, how) {
        const isTaken = await inner.takeRoles(key, taken, how)
        await finishEndings(key)
        return isTaken
      },
    }),
  }
}
