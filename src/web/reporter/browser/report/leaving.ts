// When somebody is about to leave a page that would lose something, the browser asks. Not for the quick exit, which is never
// held up. What was left is gone: a page that the browser kept for "back" begins anew.
import { useEffect } from 'preact/hooks'

let atOnce = false

/** From here on nothing asks and nothing holds. */
export function leaveAtOnce(): void {
  atOnce = true
}

export const isLeaving = (): boolean => atOnce

/** While `wouldLose` is true, closing, reloading or leading elsewhere is asked about, in the browser's own words. */
export function useAskBeforeLeaving(wouldLose: boolean): void {
  useEffect(() => {
    if (!wouldLose) return undefined
    const listening = new AbortController()
    addEventListener(
      'beforeunload',
      (event) => {
        if (!atOnce) event.preventDefault()
      },
      { signal: listening.signal },
    )
    return () => listening.abort()
  }, [wouldLose])
}

/** For whoever comes to this computer later: "back" shows nothing of what was typed. */
export function forgetWhenLeft(): void {
  addEventListener('pagehide', ({ persisted }) => {
    if (persisted) document.body.replaceChildren()
  })
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) location.reload()
  })
}
