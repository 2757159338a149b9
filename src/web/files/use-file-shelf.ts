// A shelf of files for one form, which is drawn anew whenever a row changes.
import { useEffect, useReducer, useState } from 'preact/hooks'
import { createFileShelf, type FileShelf } from './file-shelf.js'

export function useFileShelf(): FileShelf {
  const [shelf] = useState(createFileShelf)
  useRows(shelf)
  return shelf
}

/** Draws whoever shows this shelf again when it changes. */
export function useRows(shelf: FileShelf): void {
  const [, draw] = useReducer<number, void>((times) => times + 1, 0)
  useEffect(() => {
    const stop = shelf.listen(() => draw())
    return () => void stop()
  }, [shelf])
}
