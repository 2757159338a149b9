// Seals what an officer entered, as the chat and the form seal what reporters tell: two fresh keys, to everybody who takes this
// kind but those whom it names. Runs in the browser.
import { z } from 'zod'
import { type NewCaseBody, writeCaseBody } from '../../../../features/cases/case-body.js'
import {
  officerMarksSchema,
  readersNotNamed,
  whoIsNamed,
} from '../../../../features/cases/names/named-officers.js'
import type { ComplaintSort } from '../../../../features/complaints/complaint-kinds.js'
import { newCaseKey, sealKeyFor, sealPart } from '../../../../sealing/vault.js'
import { newVaultId, toStored } from '../../../../sealing/vault-encoding.js'
import { bodyFilesOf, type NamedFile, sealedNames } from '../../../files/body-files.js'
import type { EvidenceFile } from '../../../files/chosen-file.js'
import { type Called, call, change } from '../console-call.js'
import { bodyPlace, cleanPlace, originalPlace } from './case-places.js'

export interface Entry {
  readonly channel: 'letter' | 'telephone' | 'walkIn' | 'email'
  readonly receivedOn: string
  readonly sort: ComplaintSort
  /** Of the roster; absent when nobody has said which. */
  readonly unit?: string
  readonly texts: NewCaseBody['texts']
  readonly files: readonly EvidenceFile[]
  readonly tell: (file: EvidenceFile, at: 'sending' | 'sent') => void
}

const readersAnswer = z.object({
  readers: z.array(z.object({ id: z.string(), publicKey: z.string() })),
  marks: officerMarksSchema,
})
const newCase = z.object({ caseId: z.string(), pass: z.string() })
const taken = z.object({ ok: z.literal(true) })

export async function fileEntry({
  sort,
  channel,
  receivedOn,
  unit,
  texts,
  files,
  tell,
}: Entry): Promise<Called<unknown>> {
  const asked = await call('GET', `/console/api/readers?kind=${sort.kind}`, readersAnswer)
  if (!asked.ok) return asked
  const { readers, marks } = asked.value
  const ids = readers.map(({ id }) => id)
  const named = await whoIsNamed(
    marks,
    texts.map(({ words }) => words),
  )
  const chosen = readersNotNamed(ids, named)
  const mayRead = readers.filter(({ id }) => chosen.readers.includes(id))
  if (readers.length === 0) return { ok: false, why: 'noRecipient' }
  if (mayRead.length === 0) return { ok: false, why: 'everybodyNamed' }

  const begun = await call('POST', '/console/api/entries/begun', newCase, {})
  if (!begun.ok) return begun
  const { caseId, pass } = begun.value
  const caseKey = newCaseKey()
  const originalsKey = newCaseKey()
  const send = async (id: string, sealed: Uint8Array) =>
    call('PUT', `/console/api/uploads/${caseId}/${id}`, taken, sealed, { 'x-entry-pass': pass })
  const sent: NamedFile[] = []
  for (const file of files) {
    tell(file, 'sending')
    const named = { file, clean: newVaultId(), original: newVaultId() }
    const { clean, original } = named
    const kept = await send(
      original,
      await sealPart(
        file.cleaned === 'no' ? caseKey : originalsKey,
        originalPlace(caseId, original),
        file.original,
      ),
    )
    if (!kept.ok) return kept
    if (file.cleaned !== 'no') {
      const looked = await send(clean, await sealPart(caseKey, cleanPlace(caseId, clean), file.clean))
      if (!looked.ok) return looked
    }
    sent.push(named)
    tell(file, 'sent')
  }
  const recipients = []
  for (const { id, publicKey } of mayRead)
    recipients.push({
      recipientId: id,
      sealedKey: await sealKeyFor(publicKey, caseKey),
      sealedOriginalsKey: await sealKeyFor(publicKey, originalsKey),
    })
  const category = sort.category === 'unspecified' ? undefined : sort.category
  const body: NewCaseBody = {
    version: 1,
    kind: sort.kind,
    ...(category && { category }),
    texts,
    unknown: [],
    ...bodyFilesOf(sent),
  }
  const sealedBody = await sealPart(caseKey, bodyPlace(caseId), writeCaseBody(body))
  return change('/console/api/entries', {
    ...{ pass, sort, channel, receivedOn, recipients },
    leftOut: chosen.leftOut,
    body: toStored(sealedBody),
    files: sent.flatMap(sealedNames),
    ...(unit !== undefined && { unit }),
  })
}
