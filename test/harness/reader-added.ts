// Somebody who reads what is told: without one no report is taken.
import { makeRecipientKeys, type RecipientKeys } from '../../src/sealing/vault.js'
import type { RunningProduct } from './product.js'

export async function addReader(
  { product }: Pick<RunningProduct, 'product'>,
  name = 'ผู้อ่าน',
): Promise<RecipientKeys> {
  const keys = await makeRecipientKeys()
  const { publicKey } = keys
  const added = await product.features.recipients.add({ name, publicKey, addedOn: '2026-11-01' })
  if (!added.ok) throw new Error(added.why)
  return keys
}
