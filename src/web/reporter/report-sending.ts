// Sends a report from the reporter's browser: seals it there to everybody who may read it and is not named in it, then sends
// the pieces. It may be run again after a failure and sends nothing twice; only sealed bytes leave this file.

import { bodyPlace, cleanPlace, originalPlace, type SealedKeys } from '../../features/cases/case.js'
import { writeCaseBody } from '../../features/cases/case-body.js'
import { officersNamedIn } from '../../features/cases/named-officers.js'
import { newReceipt, type Receipt } from '../../security/receipt.js'
import type { ReceiptLock } from '../../security/receipt-keys.js'
import {
  makeRecipientKeys,
  newCaseKey,
  type PartPlace,
  type RecipientKeys,
  sealKeyFor,
  sealPart,
} from '../../security/vault.js'
import { newVaultId, toStored } from '../../security/vault-encoding.js'
import { paddedLength } from '../../security/vault-padding.js'
import { type Answered, type AskOptions, ask, upload } from './ask-server.js'
import { lockInWorker, solveInWorker } from './heavy-work.js'
import { caseBodyOf, type FileNames, type ReportAnswers, sortOf, textsOf } from './report-answers.js'
import { type Begun, begun, nothing, puzzleGiven } from './reporter-schemas.js'

export type SendingStage =
  | { readonly at: 'puzzle' | 'sealing' | 'receipt' | 'filing' }
  | { readonly at: 'uploading'; readonly percent: number }

export type Sent =
  | { readonly ok: true; readonly receipt: Receipt }
  | { readonly ok: false; readonly code: string; readonly sentence: string }

export interface Submission {
  run(tell: (stage: SendingStage) => void): Promise<Sent>
}

/** How often a refusal that another try can mend is tried again by itself. */
const mostTries = 4
const mendable = ['selectorTaken', 'recipientsChanged', 'filesMissing', 'passExpired', 'puzzleWrong']

export async function prepareSubmission(answers: ReportAnswers, options: AskOptions): Promise<Submission> {
  const caseId = newVaultId()
  const caseKey = newCaseKey()
  const originalsKey = newCaseKey()
  const own = await makeRecipientKeys()
  const names = answers.files.map((): FileNames => ({ clean: newVaultId(), original: newVaultId() }))
  const uploaded = new Set<string>()
  let made: { receipt: Receipt; lock: ReceiptLock } | undefined

  /** A picture as it is looked at, and every file as it was. */
  const pieces = answers.files.flatMap((file, place) => {
    const name = names[place]
    if (!name) return []
    const original = {
      id: name.original,
      key: originalsKey,
      place: originalPlace(caseId, name.original),
      plain: file.original,
    }
    const clean = { id: name.clean, key: caseKey, place: cleanPlace(caseId, name.clean), plain: file.clean }
    return file.kind === 'picture' ? [clean, original] : [original]
  })

  async function begin(tell: (stage: SendingStage) => void): Promise<Answered<Begun>> {
    tell({ at: 'puzzle' })
    const puzzle = await ask('/report/api/puzzle', {}, puzzleGiven, options)
    if (!puzzle.ok) return puzzle
    const solved = await solveInWorker(puzzle.body)
    const asked = { caseId, kind: sortOf(answers).kind, publicKey: own.publicKey, solved }
    return ask('/report/api/begin', asked, begun, options)
  }

  async function sendFiles(pass: string, tell: (stage: SendingStage) => void): Promise<Answered<object>> {
    const all = pieces.reduce((sum, { plain }) => sum + paddedLength(plain.length), 0)
    let before = 0
    for (const piece of pieces) {
      if (!uploaded.has(piece.id)) {
        const sealed = await sealedUpload(piece)
        const told = (count: number) =>
          tell({ at: 'uploading', percent: Math.min(100, Math.round(((before + count) / all) * 100)) })
        told(0)
        const taken = await upload('/report/api/upload', sealed, { ...options, pass }, told)
        if (!taken.ok) return taken
        uploaded.add(piece.id)
      }
      before += paddedLength(piece.plain.length)
    }
    return { ok: true, body: {} }
  }

  async function sealedReport({ recipients, marks }: Begun, lock: ReceiptLock) {
    const named = await officersNamedIn(marks, textsOf(answers))
    const readers = recipients.filter(({ id }) => !named.includes(id))
    const leftOut = recipients.map(({ id }) => id).filter((id) => named.includes(id))
    if (readers.length === 0) return undefined
    const body = await sealPart(caseKey, bodyPlace(caseId), writeCaseBody(caseBodyOf(answers, names)))
    return {
      sort: sortOf(answers),
      recipients: await sealedKeysFor(readers, caseKey, originalsKey),
      leftOut,
      body: toStored(body),
      files: pieces.map(({ id }) => id),
      ...(await wayBackOf(own, caseKey, lock)),
    }
  }

  async function tryOnce(tell: (stage: SendingStage) => void): Promise<Sent> {
    const started = await begin(tell)
    if (!started.ok) return started
    const { pass } = started.body
    tell({ at: 'sealing' })
    const sent = await sendFiles(pass, tell)
    if (!sent.ok) return sent
    tell({ at: 'receipt' })
    made ??= await newLock(own)
    tell({ at: 'filing' })
    const report = await sealedReport(started.body, made.lock)
    if (!report) return { ok: false, code: 'allNamed', sentence: '' }
    const filed = await ask('/report/api/send', report, nothing, { ...options, pass })
    return filed.ok ? { ok: true, receipt: made.receipt } : filed
  }

  return {
    async run(tell) {
      for (let tries = 1; ; tries += 1) {
        const sent = await tryOnce(tell)
        if (sent.ok || tries === mostTries || !mendable.includes(sent.code)) return sent
        if (sent.code === 'selectorTaken') made = undefined
        if (sent.code === 'filesMissing') uploaded.clear()
      }
    },
  }
}

interface Piece {
  readonly id: string
  readonly key: Uint8Array
  readonly place: PartPlace
  readonly plain: Uint8Array
}

/** The name first, then the sealed bytes, as /report/api/upload and /case/api/upload read them. */
export async function sealedUpload({ id, key, place, plain }: Piece): Promise<Uint8Array<ArrayBuffer>> {
  const sealed = await sealPart(key, place, plain)
  const name = new TextEncoder().encode(id)
  const bytes = new Uint8Array(name.length + sealed.length)
  bytes.set(name)
  bytes.set(sealed, name.length)
  return bytes
}

/** A receipt and its lock: about two seconds in the worker. */
export async function newLock(own: RecipientKeys): Promise<{ receipt: Receipt; lock: ReceiptLock }> {
  const receipt = newReceipt()
  return { receipt, lock: await lockInWorker(receipt, own) }
}

/** What is stored with the case so that its reporter can come back. */
export async function wayBackOf({ publicKey }: RecipientKeys, caseKey: Uint8Array, lock: ReceiptLock) {
  return { reporter: { publicKey, sealedKey: await sealKeyFor(publicKey, caseKey) }, lock }
}

async function sealedKeysFor(
  readers: Begun['recipients'],
  caseKey: Uint8Array,
  originalsKey: Uint8Array,
): Promise<SealedKeys[]> {
  const keys: SealedKeys[] = []
  for (const { id, publicKey } of readers)
    keys.push({
      recipientId: id,
      sealedKey: await sealKeyFor(publicKey, caseKey),
      sealedOriginalsKey: await sealKeyFor(publicKey, originalsKey),
    })
  return keys
}
