// Seals what an officer entered, as the chat and the form seal what reporters tell: two fresh keys, to everybody who takes this
// kind but those whom it names. Runs in the browser.
import { z } from 'zod'
import { type NewCaseBody, writeCaseBody } from '../../features/cases/case-body.js'
import { officerMarksSchema, officersNamedIn } from '../../features/cases/named-officers.js'
import type { ComplaintSort } from '../../features/complaints/complaint-kinds.js'
import { newCaseKey, sealKeyFor, sealPart } from '../../security/vault.js'
import { newVaultId, toStored } from '../../security/vault-encoding.js'
import { bodyPlace, originalPlace } from './case-places.js'
import { type Called, call, change } from './console-call.js'

export interface Entry {
  readonly channel: 'letter' | 'telephone' | 'walkIn' | 'email'
  readonly receivedOn: string
  readonly sort: ComplaintSort
  /** Of the roster; absent when nobody has said which. */
  readonly unit?: string
  readonly texts: NewCaseBody['texts']
  readonly files: readonly File[]
}

const readersAnswer = z.object({
  readers: z.array(z.object({ id: z.string(), publicKey: z.string() })),
  marks: officerMarksSchema,
})
const taken = z.object({ ok: z.literal(true) })

export async function fileEntry({
  sort,
  channel,
  receivedOn,
  unit,
  texts,
  files,
}: Entry): Promise<Called<unknown>> {
  const asked = await call('GET', `/console/api/readers?kind=${sort.kind}`, readersAnswer)
  if (!asked.ok) return asked
  const { readers, marks } = asked.value
  const named = await officersNamedIn(
    marks,
    texts.map(({ words }) => words),
  )
  const mayRead = readers.filter(({ id }) => !named.includes(id))
  if (readers.length === 0) return { ok: false, why: 'noRecipient' }
  if (mayRead.length === 0) return { ok: false, why: 'everybodyNamed' }

  const caseId = newVaultId()
  const caseKey = newCaseKey()
  const originalsKey = newCaseKey()
  const sent: { id: string; mime: string }[] = []
  for (const file of files) {
    const id = newVaultId()
    const bytes = new Uint8Array(await file.arrayBuffer())
    const sealed = await sealPart(originalsKey, originalPlace(caseId, id), bytes)
    const kept = await call('PUT', `/console/api/uploads/${caseId}/${id}`, taken, sealed)
    if (!kept.ok) return kept
    sent.push({ id, mime: file.type || 'application/octet-stream' })
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
    pictures: [],
    files: sent.map((original) => ({ kind: 'file', original })),
  }
  const sealedBody = await sealPart(caseKey, bodyPlace(caseId), writeCaseBody(body))
  return change('/console/api/entries', {
    ...{ caseId, sort, channel, receivedOn, recipients },
    leftOut: readers.map(({ id }) => id).filter((id) => named.includes(id)),
    body: toStored(sealedBody),
    files: sent.map(({ id }) => id),
    ...(unit !== undefined && { unit }),
  })
}
