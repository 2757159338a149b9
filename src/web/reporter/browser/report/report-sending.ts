// Sends a report from the reporter's browser: seals it there to everybody who may read it and is not named in it, then sends
// the pieces. It may be run again after a failure and sends nothing twice; only sealed bytes leave this file.

import { bodyPlace, cleanPlace, originalPlace, type SealedKeys } from '../../../../features/cases/case.js'
import { writeCaseBody } from '../../../../features/cases/case-body.js'
import { readersNotNamed, whoIsNamed } from '../../../../features/cases/names/named-officers.js'
import type { Receipt } from '../../../../sealing/receipt.js'
import type { ReceiptLock } from '../../../../sealing/receipt-keys.js'
import { newCaseKey, type PartPlace, sealKeyFor, sealPart } from '../../../../sealing/vault.js'
import { newVaultId, toStored } from '../../../../sealing/vault-encoding.js'
import { paddedLength } from '../../../../sealing/vault-padding.js'
import type { EvidenceFile } from '../../../files/chosen-file.js'
import { type Begun, begun, nothing, puzzleGiven } from '../../shared/reporter-schemas.js'
import { type Answered, type AskOptions, ask, type Refused, upload } from '../ask-server.js'
import { sealFile, solvePuzzle } from '../heavy-work.js'
import { caseBodyOf, type FileNames, type ReportAnswers, sortOf, textsOf } from './report-answers.js'
import { type WaysBack, wayBackOf } from './way-back.js'

export type SendingStage =
  | { readonly at: 'sealing' | 'filing' }
  /** What may take long, and what share of it is done, where that is known. */
  | { readonly at: 'puzzle' | 'receipt'; readonly share?: number }
  | { readonly at: 'uploading'; readonly percent: number }

export type Sent = { readonly ok: true; readonly receipt: Receipt } | Refused

/** Where each file is on its way. */
export type TellFile = (file: EvidenceFile, at: 'sending' | 'sent') => void

export interface Submission {
  run(tell: (stage: SendingStage) => void, tellFile?: TellFile): Promise<Sent>
  /** It was sent and nobody said whether it arrived: other words would make a second report of it. */
  mayHaveArrived(): boolean
}

/** How often a refusal that another try can mend is tried again by itself. */
const mostTries = 4
/** Said by somebody on the way, or by nobody. */
const unclear = ['offline', 'busy', 'failed']
const mendable = ['recipientsChanged', 'filesMissing', 'passExpired', 'puzzleWrong']

export function prepareSubmission(
  answers: ReportAnswers,
  waysBack: WaysBack,
  options: AskOptions,
): Submission {
  /** The first pass: it names the case, and with it the report goes on. */
  let first: { readonly caseId: string; readonly pass: string } | undefined
  const caseKey = newCaseKey()
  const originalsKey = newCaseKey()
  const names = answers.files.map((): FileNames => ({ clean: newVaultId(), original: newVaultId() }))
  const uploaded = new Set<string>()
  let unheard = false

  /** What was cleaned as it is looked at, and every file as it was: under the key that opens the case where there is nothing beside it. */
  const pieces = answers.files.flatMap((file, index) => {
    const name = names[index]
    if (!name) return []
    const original = {
      ...{ file, id: name.original, key: file.cleaned === 'no' ? caseKey : originalsKey },
      ...{ placeIn: originalPlace, plain: file.original },
    }
    const clean = { file, id: name.clean, key: caseKey, placeIn: cleanPlace, plain: file.clean }
    return file.cleaned === 'no' ? [original] : [clean, original]
  })

  async function begin(tell: (stage: SendingStage) => void): Promise<Answered<Begun>> {
    tell({ at: 'puzzle' })
    const puzzle = await ask('/report/api/puzzle', {}, puzzleGiven, options)
    if (!puzzle.ok) return puzzle
    const solved = await solvePuzzle(puzzle.body, (share) => tell({ at: 'puzzle', share }))
    const { publicKey } = await waysBack.own()
    const asked = { kind: sortOf(answers).kind, publicKey, solved }
    const goesOn = first && { goesOn: first.pass }
    const answered = await ask('/report/api/begin', { ...asked, ...goesOn }, begun, options)
    if (answered.ok) {
      // Too late to go on: what was sealed and sent belongs to another name.
      if (answered.body.caseId !== first?.caseId) uploaded.clear()
      first = answered.body
    }
    return answered
  }

  async function sendFiles(
    { caseId, pass }: Begun,
    tell: (stage: SendingStage) => void,
    tellFile: TellFile,
  ): Promise<Answered<object>> {
    const all = pieces.reduce((sum, { plain }) => sum + paddedLength(plain.length), 0)
    let before = 0
    for (const piece of pieces) {
      if (!uploaded.has(piece.id)) {
        tellFile(piece.file, 'sending')
        const sealed = await sealedUpload({ ...piece, place: piece.placeIn(caseId, piece.id) })
        const told = (count: number) =>
          tell({ at: 'uploading', percent: Math.min(100, Math.round(((before + count) / all) * 100)) })
        told(0)
        const taken = await upload('/report/api/upload', sealed, { ...options, pass }, told)
        if (!taken.ok) return taken
        uploaded.add(piece.id)
      }
      before += paddedLength(piece.plain.length)
      if (pieces.findLast(({ file }) => file === piece.file) === piece) tellFile(piece.file, 'sent')
    }
    return { ok: true, body: {} }
  }

  async function sealedReport({ caseId, recipients, marks }: Begun, lock: ReceiptLock) {
    const ids = recipients.map(({ id }) => id)
    const chosen = readersNotNamed(ids, await whoIsNamed(marks, textsOf(answers)))
    const readers = recipients.filter(({ id }) => chosen.readers.includes(id))
    const { leftOut } = chosen
    if (readers.length === 0) return undefined
    const body = await sealPart(caseKey, bodyPlace(caseId), writeCaseBody(caseBodyOf(answers, names)))
    return {
      sort: sortOf(answers),
      recipients: await sealedKeysFor(readers, caseKey, originalsKey),
      leftOut,
      body: toStored(body),
      files: pieces.map(({ id }) => id),
      ...(await wayBackOf(await waysBack.own(), caseKey, lock)),
    }
  }

  async function tryOnce(tell: (stage: SendingStage) => void, tellFile: TellFile): Promise<Sent> {
    const started = await begin(tell)
    if (!started.ok) return started
    const { pass } = started.body
    tell({ at: 'sealing' })
    const sent = await sendFiles(started.body, tell, tellFile)
    if (!sent.ok) return sent
    tell({ at: 'receipt' })
    const ready = await waysBack.ready((share) => tell({ at: 'receipt', share }), options)
    if (!ready.ok) return ready
    const { receipt, lock } = ready.body
    tell({ at: 'filing' })
    const report = await sealedReport(started.body, lock)
    if (!report) return { ok: false, code: 'allNamed', sentence: '' }
    // Until the server says that it did not take it.
    const before = unheard
    unheard = true
    const filed = await ask('/report/api/send', report, nothing, { ...options, pass })
    if (filed.ok) return { ok: true, receipt }
    if (!unclear.includes(filed.code)) unheard = before
    return filed
  }

  return {
    async run(tell, tellFile = () => undefined) {
      for (let tries = 1; ; tries += 1) {
        const sent = await tryOnce(tell, tellFile)
        if (sent.ok || tries === mostTries || !mendable.includes(sent.code)) return sent
        if (sent.code === 'filesMissing') uploaded.clear()
      }
    },
    mayHaveArrived: () => unheard,
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
  const sealed = await sealFile({ key, place, plain })
  const name = new TextEncoder().encode(id)
  const bytes = new Uint8Array(name.length + sealed.length)
  bytes.set(name)
  bytes.set(sealed, name.length)
  return bytes
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
