// A sealed file that an officer's browser sends: room for it is held before a byte is read, and what was not used is given back. Sizes
// count by the account for the day, so that one that was stolen does not fill the disk.

import { mostSealedBytes } from '../../../../features/cases/filing/case-uploads-rules.js'
import type { Room, SpaceOwner, SpaceRules } from '../../../../features/space/space-rules.js'
import { mayBring, sealedBody, tellsTooMuch } from '../../../server/sealed-body.js'
import type { Entered } from '../console-door.js'

interface Sender {
  readonly owner: SpaceOwner
  readonly until: Date
}

type Taken = { readonly ok: true } | { readonly ok: false; readonly why: string }

/** Answers with what became of it. */
export async function takeSentFile(
  space: Pick<SpaceRules, 'hold'>,
  { request, response, visitor }: Entered,
  sender: Sender,
  take: (sealed: Uint8Array, room: Room) => Promise<Taken>,
): Promise<void> {
  const say = (answer: Taken) => void response.status(answer.ok ? 200 : 409).json(answer)
  if (tellsTooMuch(request, mostSealedBytes)) return say({ ok: false, why: 'tooLarge' })
  const room = await space.hold({
    ...{ ...sender, source: `account ${visitor.key}` },
    bytes: mayBring(request, mostSealedBytes),
  })
  if (!room.ok) return say({ ok: false, why: room.why === 'case' ? 'caseFull' : 'noRoom' })
  let taken: Taken = { ok: false, why: 'badValues' }
  try {
    const sealed = await sealedBody(request, response, mostSealedBytes)
    if (sealed) taken = await take(sealed, room)
  } finally {
    await room.release()
  }
  say(taken)
}
