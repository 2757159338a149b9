// Sealed files on their way to a case: each is taken once, waits for what names it, and goes with the case only then. They wait
// under who sent them, so that nobody can use up or meet another's; with the sender's pass they die. It refuses more than ten
// files of a report bring with them, and never sees what a file is.
import { createHash } from 'node:crypto'
import type { Clock } from '../../../operation/clock.js'
import type { Room, SpaceRules } from '../../space/space-rules.js'
import type { CasesModel } from '../cases-model.js'
import type { KnownCase } from '../known-case.js'
import type { CaseUploadsModel } from './case-uploads-model.js'

/** Ten pictures, each cleaned and untouched. */
export const mostWaiting = 20
/** 10 MB, padded to 12 MiB by the vault, and its envelope. */
export const mostSealedBytes = 12 * 1024 * 1024 + 64

/** For which case, and by whom: a reporter's public key, an officer's key, or the account that enters a letter. */
export interface UploadSender {
  readonly caseId: KnownCase
  readonly by: `reporter ${string}` | `officer ${string}` | `entry ${string}`
}

export interface SentFile {
  readonly id: string
  readonly sealed: Uint8Array
  /** When the sender's pass ends. */
  readonly until: Date
}

type Taken = { readonly ok: true } | { readonly ok: false; readonly why: 'tooMany' | 'tooLarge' | 'empty' }

export interface CaseUploadsRules {
  /** Into room that was held before a byte of it was read. */
  take(file: SentFile, sender: UploadSender, room: Pick<Room, 'use'>): Promise<Taken>
  /** Moves them to the case. `false` when one of them is neither waiting nor there. The same again changes nothing. */
  settle(sender: UploadSender, ids: readonly string[]): Promise<boolean>
  purgeExpired(): Promise<number>
}

export function createCaseUploadsRules({
  model,
  cases,
  space,
  clock,
}: {
  readonly model: CaseUploadsModel
  readonly cases: Pick<CasesModel, 'insertAttachment' | 'hasAttachment'>
  readonly space: Pick<SpaceRules, 'keep'>
  readonly clock: Clock
}): CaseUploadsRules {
  return {
    async take({ id, sealed, until }, sender, room) {
      if (sealed.length > mostSealedBytes) return { ok: false, why: 'tooLarge' }
      if (sealed.length === 0) return { ok: false, why: 'empty' }
      const name = nameOf(sender, id)
      if ((await model.has(name)) || (await cases.hasAttachment(sender.caseId, id))) return { ok: true }
      const own = nameOf(sender)
      if ((await model.count(own)) >= mostWaiting) return { ok: false, why: 'tooMany' }
      await room.use(name, sealed.length)
      await model.insert({ name, sender: own, sealed, expiresAt: roundedUp(until) })
      return { ok: true }
    },
    async settle(sender, ids) {
      const { caseId } = sender
      for (const id of ids)
        if (!(await model.has(nameOf(sender, id))) && !(await cases.hasAttachment(caseId, id))) return false
      for (const id of ids) {
        const name = nameOf(sender, id)
        const sealed = await model.find(name)
        // Not waiting any more: an earlier run has moved it.
        if (sealed) await cases.insertAttachment({ id, caseId, sealed })
        await model.remove(name)
      }
      await space.keep(
        sender,
        ids.map((id) => nameOf(sender, id)),
      )
      return true
    },
    purgeExpired: () => model.dropExpired(clock()),
  }
}

function nameOf({ caseId, by }: UploadSender, id = ''): string {
  return createHash('sha256')
    .update(JSON.stringify([caseId, by, id]))
    .digest('base64url')
}

const tenMinutes = 600_000

/** No finer than what the row's being there tells anyway. */
const roundedUp = (until: Date): Date => new Date(Math.ceil(until.getTime() / tenMinutes) * tenMinutes)
