// What a backup is made of: a folder with backup.json (how it is locked), contents.enc (which collections, how many rows, the hash
// of each file), and a locked file of BSON rows for each collection. Says what is left out, and in which order it is read.
import { z } from 'zod'
import { lockSchema } from './backup-lock.js'

export const manifestName = 'backup.json'
export const contentsName = 'contents.enc'

export const manifestSchema = z.object({
  kind: z.literal('sujarit backup'),
  version: z.literal(1),
  /** ISO time. */
  madeAt: z.string(),
  /** The end of the audit chain when the copy was made: a witness that a thief of the database does not reach. */
  audit: z.object({ number: z.int().min(1), hash: z.string().length(64) }).optional(),
  lock: lockSchema,
})

export const contentsSchema = z.array(
  z.object({
    collection: z.string(),
    file: z.string().regex(/^\d{3}\.enc$/),
    documents: z.int().min(0),
    /** Of the locked file. */
    sha256: z.string().length(64),
  }),
)
export type BackupContents = z.infer<typeof contentsSchema>

/** What dies by itself must not live on in a copy; and what is in flight means nothing days later. */
const leftOut = [
  'dialogs',
  'tip_draft_parts',
  'tip_day_salts',
  'tip_handles',
  'tip_places',
  'web_day_salts',
  'web_counts',
  'spent_puzzles',
  'case_uploads',
  // Counted anew at the start.
  'space_agency',
  'space_held',
  // Kept for a day.
  'kept_figures',
  // Made anew at the start.
  'case_desk',
  'case_desk_hidden',
  'receipt_offers',
  'console_links',
  'console_passkey_challenges',
  'console_sessions',
  'inbox',
  'inbox_leases',
  'job_runs',
] as const

/**
 * A case is written attachments first and register last; it is read the other way round, so that whatever is found in the copy
 * has all that it is made of, while people go on working. The audit chain comes last: it speaks of every change in the copy.
 */
const readFirst = [
  // How far each chain has come: never further than the rows that are read after it.
  'chain_notes',
  'complaints',
  'case_numbers',
  'case_stages',
  'case_work',
  'receipts',
  'case_parts',
  'cases',
  'case_attachments',
] as const
const readLast = ['audit_anchor', 'audit'] as const

export function collectionsToRead(there: readonly string[]): string[] {
  const known = new Set(there.filter((name) => !name.startsWith('system.') && !isOneOf(leftOut, name)))
  const between = [...known].filter((name) => !isOneOf(readFirst, name) && !isOneOf(readLast, name)).sort()
  return [...readFirst, ...between, ...readLast].filter((name) => known.has(name))
}

/** Which rows of a collection: letters that wait have a moment, and mean nothing days later. */
export const wantedOf = (collection: string): object =>
  collection === 'outbox' ? { state: { $in: ['sent', 'dead'] } } : {}

const isOneOf = (names: readonly string[], name: string): boolean => names.includes(name)
