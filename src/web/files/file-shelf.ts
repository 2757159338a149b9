// The files that somebody has chosen, one row for each, and what becomes of it. A file that cannot be taken says why in its own
// row and hinders no other; a good one stays until it is removed. Lives outside the component: a person may go to another
// question while a file is still being read.
import { cleanedFile, type EvidenceFile, type FileRefused, readChosen, whyNotFor } from './chosen-file.js'

export type RowState =
  | { readonly at: 'reading' | 'cleaning' }
  | { readonly at: 'ready' | 'sending' | 'sent'; readonly file: EvidenceFile }
  | { readonly at: 'refused'; readonly why: FileRefused }

export interface FileRow {
  readonly id: number
  /** Shown to whoever chose it, so that rows are told apart; never kept and never sent. */
  readonly name: string
  readonly size: number
  readonly state: RowState
}

export interface Chosen {
  readonly file: File
  readonly isFolder: boolean
}

export const mostEvidenceFiles = 10

export interface FileShelf {
  rows(): readonly FileRow[]
  /** The good ones, in the order in which they stand. */
  ready(): readonly EvidenceFile[]
  isBusy(): boolean
  /** Resolves when each has found its end. */
  add(chosen: readonly Chosen[]): Promise<void>
  /** Reads it once more: it may be there now, or there may be room. */
  retry(id: number): Promise<void>
  remove(id: number): void
  clear(): void
  mark(file: EvidenceFile, at: 'ready' | 'sending' | 'sent'): void
  /** Sending has ended: what was on its way and did not arrive is as it was. */
  stopped(): void
  listen(listener: () => void): () => void
}

type Row = FileRow & Chosen

export function createFileShelf(): FileShelf {
  let rows: readonly Row[] = []
  let nextId = 1
  const listeners = new Set<() => void>()
  /** One after the other: two pictures of forty megapixels at once are too much for a telephone. */
  let queue: Promise<void> = Promise.resolve()

  function change(changed: readonly Row[]): void {
    rows = changed
    for (const listener of listeners) listener()
  }

  const put = (id: number, state: RowState) =>
    change(rows.map((row) => (row.id === id ? { ...row, state } : row)))
  const isThere = (id: number) => rows.some((row) => row.id === id)
  const taken = () => rows.filter(({ state }) => 'file' in state).length

  /** Only what is good takes room: of twelve of which one is too large, exactly one is over. */
  async function take({ id, file, isFolder }: Row): Promise<void> {
    if (!isThere(id)) return
    if (isFolder) return put(id, { at: 'refused', why: 'folder' })
    if (taken() >= mostEvidenceFiles) return put(id, { at: 'refused', why: whyNotFor(file) ?? 'tooMany' })
    const read = await readChosen(file)
    if (!isThere(id)) return
    if (!read.ok) return put(id, { at: 'refused', why: read.why })
    if (isTwice(read.bytes)) return put(id, { at: 'refused', why: 'twice' })
    put(id, { at: 'cleaning' })
    put(id, { at: 'ready', file: await cleanedFile(read.bytes, read.kind) })
  }

  const isTwice = (bytes: Uint8Array) =>
    rows.some(({ state }) => 'file' in state && areEqual(state.file.original, bytes))

  function takeInTurn(row: Row): Promise<void> {
    queue = queue.then(() => take(row)).catch(() => put(row.id, { at: 'refused', why: 'unreadable' }))
    return queue
  }

  return {
    rows: () => rows,
    ready: () => rows.flatMap(({ state }) => ('file' in state ? [state.file] : [])),
    isBusy: () => rows.some(({ state }) => state.at === 'reading' || state.at === 'cleaning'),
    async add(chosen) {
      const more = chosen.map((one): Row => {
        nextId += 1
        return { ...one, id: nextId, name: one.file.name, size: one.file.size, state: { at: 'reading' } }
      })
      change([...rows, ...more])
      await Promise.all(more.map(takeInTurn))
    },
    async retry(id) {
      const row = rows.find((one) => one.id === id && one.state.at === 'refused')
      if (!row) return
      put(id, { at: 'reading' })
      await takeInTurn(row)
    },
    remove: (id) => change(rows.filter((row) => row.id !== id)),
    clear: () => change([]),
    mark(file, at) {
      const row = rows.find(({ state }) => 'file' in state && state.file === file)
      if (row) put(row.id, { at, file })
    },
    stopped() {
      for (const { id, state } of rows) if (state.at === 'sending') put(id, { ...state, at: 'ready' })
    },
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

function areEqual(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, place) => byte === other[place])
}
