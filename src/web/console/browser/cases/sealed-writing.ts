// Seals what an officer writes before it leaves the browser, and sends it: a reply under the case key, notes and reasons under
// the officers' own.

import { z } from 'zod'
import { type MessageSort, writeCaseMessage } from '../../../../features/cases/case-message.js'
import {
  type decisionSorts,
  writeCaseDecision,
  writeCaseNote,
} from '../../../../features/cases/officer/case-officer-parts.js'
import { sealPart } from '../../../../sealing/vault.js'
import { newVaultId, toStored } from '../../../../sealing/vault-encoding.js'
import type { EvidenceFile } from '../../../files/chosen-file.js'
import { type Called, call, change } from '../console-call.js'
import { cleanPlace, partPlace } from './case-places.js'
import type { OpenedCase } from './officer-case-opening.js'

type Sorts = (typeof decisionSorts)[number]
type Sent = Promise<Called<{ ok: true }>>

const pathOf = ({ answered }: OpenedCase, what: string) => `/console/api/cases/${answered.caseId}/${what}`

async function sealed(
  opened: OpenedCase,
  kind: 'reply' | 'note' | 'decision',
  plain: Uint8Array,
  id = newVaultId(),
) {
  const key = kind === 'reply' ? opened.caseKey : opened.originalsKey
  const bytes = await sealPart(key, partPlace(opened.answered.caseId, id, kind), plain)
  return { id, sealed: toStored(bytes) }
}

export interface ReplyDraft {
  readonly id: string
  readonly sort: MessageSort
  readonly words: string
  readonly files: readonly { readonly id: string; readonly chosen: EvidenceFile }[]
  /** What the server has of it already. */
  readonly uploaded: Set<string>
}

export const newReplyDraft = (
  words: string,
  sort: MessageSort,
  files: readonly EvidenceFile[],
): ReplyDraft => ({
  ...{ id: newVaultId(), sort, words },
  files: files.map((chosen) => ({ id: newVaultId(), chosen })),
  uploaded: new Set(),
})

const taken = z.object({ ok: z.literal(true) })

/** Files first, under the key that the reporter has, too; then the words that name them. */
export async function sendReply(
  opened: OpenedCase,
  { id, sort, words, files, uploaded }: ReplyDraft,
  tell: (file: EvidenceFile, at: 'sending' | 'sent') => void,
): Sent {
  const { caseId } = opened.answered
  for (const { id: name, chosen } of files) {
    if (uploaded.has(name)) continue
    tell(chosen, 'sending')
    const bytes = await sealPart(opened.caseKey, cleanPlace(caseId, name), chosen.clean)
    const kept = await call('PUT', pathOf(opened, `uploads/${name}`), taken, bytes)
    if (!kept.ok) return kept
    uploaded.add(name)
    tell(chosen, 'sent')
  }
  const attachments = files.map(({ id: name, chosen }) => ({
    ...{ id: name, mime: chosen.cleanMime },
    cleaned: chosen.cleaned !== 'no',
  }))
  const written = await sealed(opened, 'reply', writeCaseMessage({ sort, words, attachments }), id)
  return change(pathOf(opened, 'replies'), { ...written, files: files.map((file) => file.id) })
}

export async function sendNote(opened: OpenedCase, words: string): Sent {
  return change(pathOf(opened, 'notes'), await sealed(opened, 'note', writeCaseNote(words)))
}

/** What is decided, and why: the reason is sealed, the rest is for the register. */
export async function sendDecision(
  opened: OpenedCase,
  what: 'status' | 'category' | 'extension',
  reason: { readonly sort: Sorts; readonly words: string; readonly to: string },
  body: Readonly<Record<string, unknown>>,
): Sent {
  const written = await sealed(opened, 'decision', writeCaseDecision(reason))
  return change(pathOf(opened, what), { ...body, reason: written })
}

export async function sendRedaction(
  opened: OpenedCase,
  of: string,
  redacted: readonly string[],
  words: string,
): Sent {
  const plain = writeCaseDecision({ sort: 'redaction', words, of, redacted: [...redacted] })
  return change(pathOf(opened, 'redactions'), await sealed(opened, 'decision', plain))
}

export const sendWork = (opened: OpenedCase, body: Readonly<Record<string, unknown>>): Sent =>
  change(pathOf(opened, 'work'), body)
/** `null`: not known. */
export const sendUnit = (opened: OpenedCase, unit: string | null): Sent =>
  change(pathOf(opened, 'unit'), { unit })
export const sendAssignment = (opened: OpenedCase, to: readonly string[]): Sent =>
  change(pathOf(opened, 'assignment'), { to })
export const noteExport = (opened: OpenedCase, what: 'export' | 'letter'): Sent =>
  change(pathOf(opened, 'exports'), { what })
