// Which chats have a letter of this process that still waits: a newer letter to one of them must not overtake it.

export interface ChatsBehind {
  waits(chat: string, letter: string): void
  settled(chat: string, letter: string): void
  isBehind(chat: string): boolean
  /** The letters that have been known here for the longest time. */
  oldest(most: number): readonly { readonly chat: string; readonly letter: string }[]
}

export function createChatsBehind(): ChatsBehind {
  const letters = new Map<string, string>()
  const counts = new Map<string, number>()
  return {
    waits(chat, letter) {
      if (letters.has(letter)) return
      letters.set(letter, chat)
      counts.set(chat, (counts.get(chat) ?? 0) + 1)
    },
    settled(chat, letter) {
      if (!letters.delete(letter)) return
      const left = (counts.get(chat) ?? 0) - 1
      if (left > 0) counts.set(chat, left)
      else counts.delete(chat)
    },
    isBehind: (chat) => counts.has(chat),
    oldest(most) {
      const found: { chat: string; letter: string }[] = []
      for (const [letter, chat] of letters) {
        if (found.length === most) break
        found.push({ chat, letter })
      }
      return found
    },
  }
}
