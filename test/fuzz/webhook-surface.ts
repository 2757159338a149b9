// Bodies at LINE's door, signed as LINE signs: events of every kind with their places broken, and what is no webhook at all.
import fc from 'fast-check'
import type { RunningProduct } from '../harness/product.js'
import { oneOf, type Surface } from './fuzz-run.js'
import { broken, type Json, writtenJson } from './hostile-values.js'

const user = { type: 'user', userId: `U${'0'.repeat(31)}1` }
const group = { type: 'group', groupId: `C${'0'.repeat(31)}2`, userId: user.userId }

/** One good event of each kind that LINE documents, and some that it has not thought of yet. */
const contents: readonly { [key: string]: Json }[] = [
  { type: 'message', source: user, message: { id: '1', type: 'text', text: 'สถิติ', quoteToken: 'q' } },
  {
    type: 'message',
    source: group,
    message: {
      ...{ id: '2', type: 'text', text: '@บอท สถิติ' },
      mention: { mentionees: [{ index: 0, length: 4, type: 'user', isSelf: true }] },
      emojis: [{ index: 1, length: 2, productId: 'p', emojiId: '1' }],
    },
  },
  {
    type: 'message',
    source: user,
    message: {
      id: '3',
      type: 'image',
      contentProvider: { type: 'line' },
      imageSet: { id: 's', index: 1, total: 2 },
    },
  },
  {
    type: 'message',
    source: user,
    message: {
      id: '4',
      type: 'video',
      duration: 1,
      contentProvider: { type: 'external', originalContentUrl: 'x' },
    },
  },
  { type: 'message', source: user, message: { id: '5', type: 'file', fileName: 'งบ.pdf', fileSize: 12 } },
  { type: 'message', source: user, message: { id: '6', type: 'location', latitude: 13.7, longitude: 100.5 } },
  { type: 'message', source: user, message: { id: '7', type: 'sticker', packageId: '1', stickerId: '2' } },
  {
    type: 'postback',
    source: user,
    postback: { data: 's1;tips.begin.1;a;{}', params: { date: '2026-11-20' } },
  },
  { type: 'follow', source: user, follow: { isUnblocked: false } },
  { type: 'unfollow', source: user },
  { type: 'join', source: group },
  { type: 'leave', source: group },
  { type: 'memberJoined', source: group, joined: { members: [user] } },
  { type: 'memberLeft', source: group, left: { members: [user] } },
  { type: 'unsend', source: user, unsend: { messageId: '1' } },
  { type: 'videoPlayComplete', source: user, videoPlayComplete: { trackingId: 't' } },
  { type: 'accountLink', source: user, link: { result: 'ok', nonce: 'n' } },
  { type: 'membership', source: user, membership: { type: 'joined', membershipId: 1 } },
  { type: 'thoughtTransfer', source: { type: 'planet', planetId: 'P' }, thought: {} },
]

export function webhookSurface({ platform, now, settle }: RunningProduct): Surface {
  const event = fc.tuple(fc.constantFrom(...contents), fc.uuid()).map(([content, id]): Json => {
    const common = {
      mode: 'active',
      timestamp: now().getTime(),
      replyToken: id,
      deliveryContext: { isRedelivery: false },
    }
    return { webhookEventId: id, ...common, ...content }
  })
  const body = fc
    .array(event, { maxLength: 3 })
    .chain((events) =>
      fc.oneof(broken({ destination: 'U', events }), fc.constant<Json>({ destination: 'U', events })),
    )
    .chain(writtenJson)
  return {
    name: 'webhook bodies',
    share: 20,
    async attack(seed) {
      const { status } = await platform.postRaw('main', oneOf(body, seed))
      await settle()
      return status === 200 || status === 400 || status === 413 ? undefined : `answered ${status}`
    },
  }
}
