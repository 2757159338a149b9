// The steps of a form in the browser's history, so that the gesture for "back" goes one step back and loses nothing. An entry
// holds two numbers and its address is the page's own: it tells no more than that the page was open.
import { useEffect, useRef } from 'preact/hooks'
import { z } from 'zod'
import { isLeaving } from './leaving.js'

const entry = z.object({ step: z.number(), depth: z.number() })

/** How many entries of this page lie before the one that is shown. */
export const depthNow = (): number => entry.safeParse(history.state).data?.depth ?? 0

/**
 * A page that was loaded anew in the middle of its steps has forgotten the answers: it begins at its first entry. So does
 * whoever comes "forward" to it after the quick exit, and is led out again.
 */
export function beginAtFirstEntry(): void {
  const depth = depthNow()
  if (depth > 0) history.go(-depth)
}

export interface StepHistory {
  /** Another step, one entry further. */
  go(step: number): void
  back(): void
  /** To the first entry: nothing here is left to go back to. */
  rewind(): void
}

export interface Stepping {
  /** Another entry is shown: its step, or the page as it was before the first. */
  readonly shown: (step: number | undefined) => void
  /** While something goes on that must not be left: told of each try, which changes nothing. */
  readonly held?: (() => void) | undefined
}

export function useStepHistory(stepping: Stepping): StepHistory {
  const latest = useRef(stepping)
  latest.current = stepping
  useEffect(() => {
    const listening = new AbortController()
    addEventListener('popstate', ({ state }) => popped(state, latest.current), { signal: listening.signal })
    return () => listening.abort()
  }, [])
  return { go, back: () => history.back(), rewind: () => history.go(-depthNow()) }
}

function popped(state: unknown, { shown, held }: Stepping): void {
  if (isLeaving()) return
  const at = entry.safeParse(state).data
  if (held) {
    go(at?.step ?? 0)
    held()
  } else shown(at?.step)
}

const go = (step: number): void => history.pushState({ step, depth: depthNow() + 1 }, '')
