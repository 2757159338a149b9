// Many small reads become one: what is asked for in the same turn of the event loop goes to the database together. Nothing
// is remembered: every question is answered by a read that began after it was asked.
import DataLoader from 'dataloader'

/** `read` answers for all its keys at once; what it does not know it leaves out. Its error is every waiting caller's error. */
export function createGroupRead<Value>(
  read: (keys: readonly string[]) => Promise<ReadonlyMap<string, Value>>,
): (key: string) => Promise<Value | undefined> {
  const loader = new DataLoader<string, Value | undefined>(
    async (keys) => {
      const found = await read([...new Set(keys)])
      return keys.map((key) => found.get(key))
    },
    { cache: false, maxBatchSize: 500, batchScheduleFn: (send) => void setImmediate(send) },
  )
  return (key) => loader.load(key)
}
