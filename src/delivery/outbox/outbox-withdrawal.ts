// Takes letters out of the post that were meant for a role which their receiver has no more. What is on its way to LINE at that
// moment may still arrive.
import type { Role } from '../../security/roles.js'
import type { OutboxModel } from './outbox-model.js'

export async function withdrawLetters(
  model: OutboxModel,
  chat: string,
  rolesLeft: readonly Role[],
): Promise<number> {
  const { deletedCount } = await model.deleteMany({
    chat,
    state: { $in: ['waiting', 'parked'] },
    onlyFor: { $exists: true, $nin: [...rolesLeft] },
  })
  return deletedCount
}
