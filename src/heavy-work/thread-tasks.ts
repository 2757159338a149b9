// What is worked out in a thread of its own, because its cost depends on what somebody sent. Each task is handed plain data and
// answers plain data; it asks no database, writes no log and keeps nothing.

import { disclosuresIn, neutralised } from '../features/cases/disclosure/self-disclosure.js'
import { type OfficerMarks, whoIsNamed } from '../features/cases/names/named-officers.js'
import { strippedFile } from '../media/cleaning/file-stripping.js'
import { fileKindOf } from '../media/kinds/file-kind.js'
import { openPart, type PartPlace, sealPart, VaultBroken } from '../sealing/vault.js'
import { drawingTasks } from './drawing-tasks.js'

interface InVault {
  readonly key: Uint8Array
  readonly place: PartPlace
  readonly bytes: Uint8Array
}

export const threadTasks = {
  ...drawingTasks,
  whoIsNamed: ({ marks, texts }: { readonly marks: OfficerMarks; readonly texts: readonly string[] }) =>
    whoIsNamed(marks, texts),
  /** Of each text, in the order of the texts. */
  disclosures: async (texts: readonly string[]) => texts.map((text) => disclosuresIn(text)),
  neutralised: async (texts: readonly string[]) => texts.map((text) => neutralised(text)),
  /** What a file is by its bytes, and the file without what tells of its maker where that can be taken out. */
  strippedFile: async ({ bytes, mime }: { readonly bytes: Uint8Array; readonly mime: string }) => {
    const known = fileKindOf(bytes, mime)
    return { known, clean: strippedFile(bytes, known) }
  },
  /** A whole file: ten megabytes take a sixth of a second. */
  sealed: ({ key, place, bytes }: InVault) => sealPart(key, place, bytes),
  /** `undefined` for what does not open. */
  opened: async ({ key, place, bytes }: InVault) => {
    try {
      return await openPart(key, place, bytes)
    } catch (error) {
      if (error instanceof VaultBroken) return undefined
      throw error
    }
  },
}

export type ThreadTasks = typeof threadTasks
export type TaskKind = keyof ThreadTasks
export type GivenTo<Kind extends TaskKind> = Parameters<ThreadTasks[Kind]>[0]
export type ResultOf<Kind extends TaskKind> = Awaited<ReturnType<ThreadTasks[Kind]>>

export type FromThread =
  | { readonly kind: 'ready' }
  | { readonly kind: 'done'; readonly result: unknown }
  | { readonly kind: 'failed'; readonly error: string }
