// What app.ts hands to every feature. A feature takes what it needs and reaches for nothing else.
import type { Connection } from 'mongoose'
import type { LineFacts } from '../conversation/line-facts.js'
import type { Outgoing } from '../conversation/turn.js'
import type { HeavyWork } from '../heavy-work/heavy-threads.js'
import type { MediaStore } from '../media/media-store.js'
import type { Clock } from '../operation/clock.js'
import type { Audit } from '../security/audit/audit.js'
import type { HandedFiles } from '../security/handed-files.js'
import type { Keyring } from '../security/keyring.js'
import type { SpaceBudgets } from './space/space-budgets.js'

export interface FeatureDeps {
  readonly connection: Connection
  readonly keyring: Keyring
  readonly clock: Clock
  readonly audit: Audit
  readonly media: MediaStore
  /** Hands out a file that a command made, by a link that lives for a day. */
  readonly files: HandedFiles
  readonly lineFacts: LineFacts
  /** Works out beside the main thread what takes long for who wants it to. */
  readonly heavyWork: HeavyWork
  /** Puts letters into the post for what happens outside a chat's turn, as in the console; durable when it resolves. */
  readonly post: (letters: readonly Outgoing[]) => Promise<void>
  /** How the world reaches us, without a slash at the end. */
  readonly publicUrl: string
  readonly agencyName: { readonly th: string; readonly en: string }
  /** How many bytes of files are taken; absent: as usual. */
  readonly space?: SpaceBudgets
  /** The features that are switched on for a channel; `undefined`, or absent: all of them. */
  readonly featuresOn?: (channel: string) => readonly string[] | undefined
}
