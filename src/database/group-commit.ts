// Many small writes become one: what arrives while writes are under way waits and goes together with the next one.
// A caller's promise settles only when the write that carried its item has settled.

/**
 * `write` answers for all its items at once; its error is every waiting caller's error. With two `lanes` we prepare one
 * write while the database commits another.
 */
export function createGroupCommit<T>(
  write: (items: readonly T[]) => Promise<void>,
  { most = 1000, lanes = 1 }: { readonly most?: number; readonly lanes?: number } = {},
): (item: T) => Promise<void> {
  interface Waiting {
    readonly item: T
    readonly resolve: () => void
    readonly reject: (error: unknown) => void
  }
  let waiting: Waiting[] = []
  let writing = 0

  async function writeAll(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting.slice(0, most)
      waiting = waiting.slice(most)
      try {
        await write(batch.map(({ item }) => item))
        for (const { resolve } of batch) resolve()
      } catch (error) {
        for (const { reject } of batch) reject(error)
      }
    }
    writing -= 1
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject })
      if (writing === lanes) return
      writing += 1
      // A turn of the event loop lets everything that is already readable join the first write.
      setImmediate(() => void writeAll())
    })
}
