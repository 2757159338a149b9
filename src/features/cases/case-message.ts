// What is inside a sealed part that one side wrote to the other: a message of the reporter's, a reply or a question of the
// agency's. Later versions only add to it. Runs in the browser; nothing of it is ever seen by the server.
import { z } from 'zod'

/** `cleaned`: what hides in it was taken out before it was sealed; absent in older messages, where a picture was. */
const attachment = z.object({ id: z.string(), mime: z.string(), cleaned: z.boolean().optional() })

/**
 * `words`: said freely. `answer`: to the agency's question. `question`: asks the reporter something. `withdrawal`,
 * `rating`: why, in a word. `identity`: the reporter says who they are, by choice.
 */
export const messageSorts = ['words', 'answer', 'question', 'withdrawal', 'rating', 'identity'] as const

export type MessageSort = (typeof messageSorts)[number]

const caseMessage = z.object({
  version: z.literal(1),
  sort: z.enum(messageSorts),
  words: z.string(),
  /** Each opens with the case key at `cleanPlace`. A reporter who comes back has no other key: no original is kept. */
  attachments: z.array(attachment),
})

export type CaseMessage = z.infer<typeof caseMessage>

export function writeCaseMessage(message: Omit<CaseMessage, 'version'>): Uint8Array {
  return new TextEncoder().encode(JSON.stringify({ version: 1, ...message } satisfies CaseMessage))
}

/** Throws for what no version of this product wrote. */
export function readCaseMessage(bytes: Uint8Array): CaseMessage {
  return caseMessage.parse(JSON.parse(new TextDecoder().decode(bytes)))
}
