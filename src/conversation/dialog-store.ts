// Half-done dialogs: everything about one is sealed under a key of its own that is stored only with it and dies with it.
// Not even which dialog it is can be read, because that alone could name who is telling a tip. After its time nothing is
// kept but that there was one, so that the person can be told.

import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { type Connection, Schema } from 'mongoose'
import { z } from 'zod'
import { clustered } from '../database/clustered.js'
import { bytesOf } from '../database/driver-values.js'
import { createGroupRead } from '../database/group-read.js'
import { nativeCollection } from '../database/native-collection.js'
import { addDays, dayInBangkok, startOfDay } from '../i18n/calendar/bangkok-time.js'
import type { Clock } from '../operation/clock.js'
import { type Keyring, SealBroken } from '../security/keyring.js'

export interface OpenDialog {
  /** Chat and person; it is stored as an HMAC of its own, which cannot be joined with those of links. */
  readonly key: string
  readonly channel: string
  readonly name: string
  readonly version: number
  readonly step: string
  /** Buttons of this dialog carry it; those of an earlier one do not fit. */
  readonly nonce: string
  /** The event that last moved it: a re-run of the same event must not move it again. */
  readonly movedBy: string
  readonly expiresAt: Date
  readonly answers: unknown
}

interface DialogRow {
  _id: string
  /** The end of its time, rounded up: for the sweeper only. */
  sweepAt?: Date
  forgetAt: Date
  /** The dialog's own key, sealed by the keyring. */
  key?: Buffer
  sealed?: Buffer
}

export interface DialogStore {
  /** 'emptied': there was one, its time ran out, and nothing of it is left. */
  find(key: string): Promise<OpenDialog | 'emptied' | undefined>
  save(dialog: OpenDialog): Promise<void>
  remove(key: string): Promise<void>
  /** Dialogs whose time has run out and that are still there. */
  expired(most: number): Promise<OpenDialog[]>
  /** Drops all of it but that there was one. */
  empty(key: string): Promise<void>
}

const sweepEvery = 5 * 60_000
const purpose = 'dialog'

const sealedDialog = z.object({
  key: z.string(),
  channel: z.string(),
  name: z.string(),
  version: z.number(),
  step: z.string(),
  nonce: z.string(),
  movedBy: z.string(),
  expiresAt: z.coerce.date(),
  answers: z.unknown(),
})

export function createDialogStore(connection: Connection, keyring: Keyring, clock: Clock): DialogStore {
  const schema = new Schema<DialogRow>(
    { _id: String, sweepAt: Date, forgetAt: Date, key: Buffer, sealed: Buffer },
    { collection: 'dialogs', ...clustered },
  )
  schema.index({ sweepAt: 1 }, { sparse: true })
  schema.index({ forgetAt: 1 }, { expireAfterSeconds: 0 })
  const rows = nativeCollection<DialogRow>(connection, 'DialogRow', schema)

  /** Asked for at every event. */
  const rowOf = createGroupRead<DialogRow>(async (ids) => {
    const found = await rows.find({ _id: { $in: [...ids] } }).toArray()
    return new Map(found.map((row) => [row._id, row]))
  })

  const rowId = (key: string): string => keyring.pseudonym(purpose, key)

  function seal(id: string, dialog: OpenDialog): Pick<DialogRow, 'key' | 'sealed'> {
    const key = randomBytes(32)
    const nonce = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', key, nonce)
    const sealed = Buffer.concat([cipher.update(JSON.stringify(dialog), 'utf8'), cipher.final()])
    return {
      key: keyring.seal(purpose, key, id),
      sealed: Buffer.concat([nonce, cipher.getAuthTag(), sealed]),
    }
  }

  function open({ _id, key, sealed }: DialogRow): OpenDialog | undefined {
    if (!key || !sealed) return undefined
    const whole = bytesOf(sealed)
    const decipher = createDecipheriv(
      'aes-256-gcm',
      keyring.open(purpose, bytesOf(key), _id),
      whole.subarray(0, 12),
    )
    decipher.setAuthTag(whole.subarray(12, 28))
    const plain = Buffer.concat([decipher.update(whole.subarray(28)), decipher.final()])
    return sealedDialog.parse(JSON.parse(plain.toString('utf8')))
  }

  /** Sealed under another SECRET_KEY, nobody can open it again; it must not keep the sweeper from the others. */
  function openIfOurs(row: DialogRow): OpenDialog | undefined {
    try {
      return open(row)
    } catch (error) {
      if (error instanceof SealBroken) return undefined
      throw error
    }
  }

  /** Not when the person has gone on meanwhile. */
  async function emptyRow(id: string): Promise<void> {
    await rows.updateOne(
      { _id: id, sweepAt: { $lte: clock() } },
      { $unset: { key: '', sealed: '', sweepAt: '' } },
    )
  }

  return {
    async find(key) {
      const row = await rowOf(rowId(key))
      return row ? (open(row) ?? 'emptied') : undefined
    },
    async save(dialog) {
      const id = rowId(dialog.key)
      const sweepAt = new Date(Math.ceil(dialog.expiresAt.getTime() / sweepEvery) * sweepEvery)
      // The end of a day: what is left of a dialog does not tell when somebody fell silent.
      const forgetAt = startOfDay(addDays(dayInBangkok(sweepAt), 2))
      await rows.replaceOne({ _id: id }, { sweepAt, forgetAt, ...seal(id, dialog) }, { upsert: true })
    },
    async remove(key) {
      await rows.deleteOne({ _id: rowId(key) })
    },
    async expired(most) {
      const found = await rows
        .find({ sweepAt: { $lte: clock() } })
        .limit(most)
        .toArray()
      const opened: OpenDialog[] = []
      for (const row of found) {
        const dialog = openIfOurs(row)
        if (dialog) opened.push(dialog)
        else await emptyRow(row._id)
      }
      return opened
    },
    empty: (key) => emptyRow(rowId(key)),
  }
}
