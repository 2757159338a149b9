// A case in the hands of its reporter, in the browser: opened with the receipt, read and written with the case key. What the
// server gives and gets is sealed; the keys live in this object and die with the page.

import { bodyPlace, cleanPlace, partPlace } from '../../features/cases/case.js'
import { type CaseBody, readCaseBody } from '../../features/cases/case-body.js'
import {
  type CaseMessage,
  type MessageSort,
  readCaseMessage,
  writeCaseMessage,
} from '../../features/cases/case-message.js'
import type { Receipt } from '../../security/receipt.js'
import { openKey, openPart, type RecipientKeys, sealPart, VaultBroken } from '../../security/vault.js'
import { fromStored, newVaultId, toStored } from '../../security/vault-encoding.js'
import { type Answered, type AskOptions, ask, askForBytes, upload } from './ask-server.js'
import type { EvidenceFile } from './evidence-file.js'
import { authenticateInWorker, solveInWorker, unlockInWorker } from './heavy-work.js'
import { sealedUpload } from './report-sending.js'
import { type CaseGiven, caseGiven, nothing, opened, saltsGiven } from './reporter-schemas.js'

export interface TalkPart {
  readonly id: string
  readonly from: 'reporter' | 'agency'
  readonly day: string
  /** Absent: it cannot be opened with this key. */
  readonly message?: CaseMessage
}

export interface ReadCase {
  readonly given: CaseGiven
  readonly body: CaseBody
  readonly talk: readonly TalkPart[]
}

export interface OpenedCase {
  read(): Promise<Answered<ReadCase>>
  file(attachment: { readonly id: string; readonly mime: string }): Promise<Blob | undefined>
  /** The same draft again after a failure is the same message. */
  say(draft: Draft): Promise<Answered<object>>
  withdraw(draft: Draft): Promise<Answered<object>>
  rate(rating: number, draft: Draft | undefined): Promise<Answered<object>>
}

export interface Draft {
  readonly id: string
  readonly sort: MessageSort
  readonly words: string
  readonly files: readonly (EvidenceFile & { readonly id: string })[]
}

export const newDraft = (sort: MessageSort, words: string, files: readonly EvidenceFile[] = []): Draft => ({
  id: newVaultId(),
  sort,
  words: words.trim(),
  files: files.map((file) => ({ ...file, id: newVaultId() })),
})

/** How often another puzzle is solved when the price rose meanwhile. */
const mostTries = 4

export async function openCase(receipt: Receipt, options: AskOptions): Promise<Answered<OpenedCase>> {
  for (let tries = 1; ; tries += 1) {
    const salts = await ask('/case/api/salts', { selector: receipt.selector }, saltsGiven, options)
    if (!salts.ok) return salts
    const authenticator = await authenticateInWorker(receipt, salts.body)
    const solved = await solveInWorker(salts.body.puzzle)
    const shown = { selector: receipt.selector, authenticator, solved }
    const found = await ask('/case/api/open', shown, opened, options)
    if (!found.ok && found.code === 'puzzleWrong' && tries < mostTries) continue
    if (!found.ok) return found
    const { pass, publicKey, wrappedKey } = found.body
    const { wrappingSalt } = salts.body
    const own = await unlockInWorker(receipt, { wrappingSalt, publicKey, wrappedKey })
    return { ok: true, body: caseWith(own, pass, options) }
  }
}

function caseWith(own: RecipientKeys, firstPass: string, options: AskOptions): OpenedCase {
  let pass = firstPass
  let keys: { caseId: string; caseKey: Uint8Array } | undefined
  const uploaded = new Set<string>()

  function held() {
    if (!keys) throw new Error('A case is read before anything else is done with it')
    return keys
  }

  async function sendFiles({ files }: Draft): Promise<Answered<object>> {
    const { caseId, caseKey } = held()
    for (const { id, clean } of files) {
      if (uploaded.has(id)) continue
      const bytes = await sealedUpload({ id, key: caseKey, place: cleanPlace(caseId, id), plain: clean })
      const taken = await upload('/case/api/upload', bytes, { ...options, pass }, () => undefined)
      if (!taken.ok) return taken
      uploaded.add(id)
    }
    return { ok: true, body: {} }
  }

  async function sealedMessage({ id, sort, words, files }: Draft) {
    const { caseId, caseKey } = held()
    const attachments = files.map((file) => ({
      ...{ id: file.id, mime: file.cleanMime },
      cleaned: file.kind === 'picture',
    }))
    const plain = writeCaseMessage({ sort, words, attachments })
    const sealed = await sealPart(caseKey, partPlace(caseId, id, 'message'), plain)
    return { id, sealed: toStored(sealed), files: files.map((file) => file.id) }
  }

  async function send(path: string, draft: Draft, more: object = {}): Promise<Answered<object>> {
    const sent = await sendFiles(draft)
    if (!sent.ok) return sent
    return ask(path, { ...(await sealedMessage(draft)), ...more }, nothing, { ...options, pass })
  }

  return {
    async read() {
      const read = await ask('/case/api/read', {}, caseGiven, { ...options, pass })
      if (!read.ok) return read
      const given = read.body
      pass = given.pass
      const { caseId } = given
      const caseKey = await openKey(own, given.sealedKey)
      keys = { caseId, caseKey }
      const body = readCaseBody(await openPart(caseKey, bodyPlace(caseId), bytesOf(given.body)))
      const talk: TalkPart[] = []
      for (const part of given.parts) talk.push(await openTalk(caseId, caseKey, part))
      return { ok: true, body: { given, body, talk } }
    },
    async file({ id, mime }) {
      const { caseId, caseKey } = held()
      const sealed = await askForBytes('/case/api/attachment', { id }, { ...options, pass })
      if (!sealed) return undefined
      const plain = await openPart(caseKey, cleanPlace(caseId, id), sealed)
      return new Blob([new Uint8Array(plain)], { type: mime })
    },
    say: (draft) => send('/case/api/say', draft),
    withdraw: (draft) => send('/case/api/withdraw', draft),
    async rate(rating, draft) {
      const message = draft && (await sealedMessage(draft))
      return ask('/case/api/rate', { rating, ...(message && { message }) }, nothing, { ...options, pass })
    },
  }
}

async function openTalk(
  caseId: string,
  caseKey: Uint8Array,
  { id, kind, day, sealed }: CaseGiven['parts'][number],
): Promise<TalkPart> {
  const part = { id, day, from: kind === 'reply' ? 'agency' : 'reporter' } as const
  try {
    const plain = await openPart(caseKey, partPlace(caseId, id, kind), bytesOf(sealed))
    return { ...part, message: readCaseMessage(plain) }
  } catch (error) {
    // One that was changed must not hide the others; it is shown as what it is.
    if (error instanceof VaultBroken || error instanceof SyntaxError) return part
    throw error
  }
}

const bytesOf = (stored: string): Uint8Array => fromStored(stored) ?? new Uint8Array()
