// A case in the hands of its reporter, in the browser: opened with the receipt, read and written with the case key. What the
// server gives and gets is sealed; the keys live in this object and die with the page.

import type { z } from 'zod'
import { bodyPlace, cleanPlace, originalPlace, partPlace } from '../../../../features/cases/case.js'
import { type CaseBody, readCaseBody } from '../../../../features/cases/case-body.js'
import {
  type CaseMessage,
  type MessageSort,
  readCaseMessage,
  writeCaseMessage,
} from '../../../../features/cases/case-message.js'
import type { Receipt } from '../../../../sealing/receipt.js'
import { openKey, openPart, type RecipientKeys, sealPart, VaultBroken } from '../../../../sealing/vault.js'
import { fromStored, newVaultId, toStored } from '../../../../sealing/vault-encoding.js'
import type { EvidenceFile } from '../../../files/chosen-file.js'
import { type CaseGiven, caseGiven, nothing, opened, termsGiven } from '../../shared/reporter-schemas.js'
import { type Answered, type AskOptions, ask, askForBytes, upload } from '../ask-server.js'
import type { Progress } from '../heavy-tasks.js'
import { proveReceipt, solvePuzzle, unlockKeys } from '../heavy-work.js'
import { sealedUpload, type TellFile } from '../report/report-sending.js'

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
  /** `as`: sealed as what was cleaned, or as it was. */
  file(attachment: { readonly id: string }, as?: 'clean' | 'original'): Promise<Answered<Uint8Array>>
  /** The same draft again after a failure is the same message. */
  say(draft: Draft, tell?: TellFile): Promise<Answered<object>>
  withdraw(draft: Draft): Promise<Answered<object>>
  rate(rating: number, draft: Draft | undefined): Promise<Answered<object>>
}

export interface Draft {
  readonly id: string
  readonly sort: MessageSort
  readonly words: string
  readonly files: readonly { readonly id: string; readonly chosen: EvidenceFile }[]
}

export const newDraft = (sort: MessageSort, words: string, files: readonly EvidenceFile[] = []): Draft => ({
  id: newVaultId(),
  sort,
  words: words.trim(),
  files: files.map((chosen) => ({ id: newVaultId(), chosen })),
})

/** How often another puzzle is solved when the price rose meanwhile. */
const mostTries = 4

/** `progress` is told of what takes long: two derivations, and a puzzle that others may have made dear. */
export async function openCase(
  receipt: Receipt,
  options: AskOptions,
  progress: Progress,
): Promise<Answered<OpenedCase>> {
  const { selector } = receipt
  const salts = await ask('/case/api/salts', { selector }, termsGiven, options)
  if (!salts.ok) return salts
  const authenticator = await proveReceipt(receipt, salts.body, (share) => progress(share / 2))
  const enter = () => proven({ selector, authenticator }, options)
  const found = await enter()
  if (!found.ok) return found
  const { pass, publicKey, wrappedKey } = found.body
  const { wrappingSalt } = salts.body
  const own = await unlockKeys(receipt, { wrappingSalt, publicKey, wrappedKey }, (share) =>
    progress((1 + share) / 2),
  )
  return { ok: true, body: caseWith(own, { first: pass, renew: enter }, options) }
}

/** A pass for whoever can prove the receipt; a puzzle that went stale or became dearer meanwhile is solved anew. */
async function proven(
  shown: { readonly selector: string; readonly authenticator: string },
  options: AskOptions,
): Promise<Answered<z.infer<typeof opened>>> {
  for (let tries = 1; ; tries += 1) {
    const salts = await ask('/case/api/salts', { selector: shown.selector }, termsGiven, options)
    if (!salts.ok) return salts
    const solved = await solvePuzzle(salts.body.puzzle)
    const found = await ask('/case/api/open', { ...shown, solved }, opened, options)
    if (found.ok || found.code !== 'puzzleWrong' || tries === mostTries) return found
  }
}

interface Passes {
  readonly first: string
  readonly renew: () => Promise<Answered<{ readonly pass: string }>>
}

function caseWith(own: RecipientKeys, passes: Passes, options: AskOptions): OpenedCase {
  let pass = passes.first
  let keys: { caseId: string; caseKey: Uint8Array } | undefined
  const uploaded = new Set<string>()

  function held() {
    if (!keys) throw new Error('A case is read before anything else is done with it')
    return keys
  }

  /** A pass ends while somebody writes a long answer: another one is got, and nothing is lost. */
  async function withPass<T>(work: (options: AskOptions) => Promise<Answered<T>>): Promise<Answered<T>> {
    const done = await work({ ...options, pass })
    if (done.ok || done.code !== 'passExpired') return done
    const renewed = await passes.renew()
    if (!renewed.ok) return renewed
    pass = renewed.body.pass
    return work({ ...options, pass })
  }

  async function sendFiles({ files }: Draft, tell: TellFile): Promise<Answered<object>> {
    const { caseId, caseKey } = held()
    for (const { id, chosen } of files) {
      if (uploaded.has(id)) continue
      tell(chosen, 'sending')
      const bytes = await sealedUpload({
        id,
        key: caseKey,
        place: cleanPlace(caseId, id),
        plain: chosen.clean,
      })
      const taken = await withPass((given) => upload('/case/api/upload', bytes, given, () => undefined))
      if (!taken.ok) return taken
      uploaded.add(id)
      tell(chosen, 'sent')
    }
    return { ok: true, body: {} }
  }

  async function sealedMessage({ id, sort, words, files }: Draft) {
    const { caseId, caseKey } = held()
    const attachments = files.map(({ id, chosen }) => ({
      ...{ id, mime: chosen.cleanMime },
      cleaned: chosen.cleaned !== 'no',
    }))
    const plain = writeCaseMessage({ sort, words, attachments })
    const sealed = await sealPart(caseKey, partPlace(caseId, id, 'message'), plain)
    return { id, sealed: toStored(sealed), files: files.map((file) => file.id) }
  }

  async function send(
    path: string,
    draft: Draft,
    tell: TellFile = () => undefined,
  ): Promise<Answered<object>> {
    const sent = await sendFiles(draft, tell)
    if (!sent.ok) return sent
    const message = await sealedMessage(draft)
    return withPass((given) => ask(path, message, nothing, given))
  }

  return {
    async read() {
      const read = await withPass((given) => ask('/case/api/read', {}, caseGiven, given))
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
    async file({ id }, as = 'clean') {
      const { caseId, caseKey } = held()
      const sealed = await withPass((given) => askForBytes('/case/api/attachment', { id }, given))
      if (!sealed.ok) return sealed
      const place = as === 'clean' ? cleanPlace(caseId, id) : originalPlace(caseId, id)
      return { ok: true, body: await openPart(caseKey, place, sealed.body) }
    },
    say: (draft, tell) => send('/case/api/say', draft, tell),
    withdraw: (draft) => send('/case/api/withdraw', draft),
    async rate(rating, draft) {
      const message = draft && (await sealedMessage(draft))
      const rated = { rating, ...(message && { message }) }
      return withPass((given) => ask('/case/api/rate', rated, nothing, given))
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
