// Mentions in what people write: the bot, each other, or everybody; offsets in UTF-16 units as LINE counts them.

import type { JsonObject } from '../webhook/webhook-event-types.js'
import type { Channel, PersonRecord } from './platform-records.js'
import type { PlatformWorld } from './platform-world.js'

/** `true` and 'bot' mean the account itself; 'all' everybody; a string is a person's user id. */
export type MentionTarget = 'bot' | 'all' | { userId: string }

/** The text with the mentions in it (written in front when they are not there yet) and LINE's `mention` object. */
export function withMentions(
  world: PlatformWorld,
  channel: Channel,
  words: string,
  targets: readonly MentionTarget[],
): { text: string; mention?: JsonObject } {
  const wanted = targets.map((target) => mentionOf(world, channel, target))
  let text = words
  for (const { name } of [...wanted].reverse()) if (!text.includes(name)) text = `${name} ${text}`
  const mentionees = wanted
    .map(({ name, mentionee }) => ({ index: text.indexOf(name), length: name.length, ...mentionee }))
    .sort((one, other) => one.index - other.index)
  return mentionees.length > 0 ? { text, mention: { mentionees } } : { text }
}

function mentionOf(world: PlatformWorld, channel: Channel, target: MentionTarget) {
  if (target === 'all') return { name: '@All', mentionee: { type: 'all' } }
  if (target === 'bot') {
    const mentionee = { type: 'user', userId: channel.botUserId, isSelf: true }
    return { name: `@${channel.botName}`, mentionee }
  }
  const person = world.people.get(target.userId)
  if (!person) throw new Error('The mentioned person does not exist')
  return { name: `@${person.name}`, mentionee: mentioneeOf(world, channel, person) }
}

function mentioneeOf(world: PlatformWorld, channel: Channel, person: PersonRecord): JsonObject {
  if (!person.consent) return { type: 'user' }
  return { type: 'user', userId: world.idFor(person, channel), isSelf: false }
}
