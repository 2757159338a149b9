// What the frame and the page around it say to each other. The page believes nothing of what comes out of the frame but one of some words.
import { z } from 'zod'

/** Sentences that the frame may have to show; it knows no language. */
export const viewerWords = ['cut', 'asPictures', 'pagesCut', 'pageBroken', 'stopped'] as const

/** Into the frame. */
export interface ShowThis {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly mime: string
  readonly words: Readonly<Record<(typeof viewerWords)[number], string>>
}

/** A PDF may have thousands of pages. */
export const mostPages = 50

/** `alive`: there is more to come. `escape`: that key was pressed while the frame had the keyboard. The others end it. */
export const outOfFrame = z.enum(['ready', 'alive', 'escape', 'shown', 'failed', 'locked', 'slow'])
type OutOfFrame = z.infer<typeof outOfFrame>
export type Ending = Extract<OutOfFrame, 'shown' | 'failed' | 'locked' | 'slow'>

const tell = (word: OutOfFrame) => window.parent.postMessage(word, '*')

/** In the frame: waits for the one thing to show, from the page around it and from nobody else. */
export function whenHandedIn(show: (given: ShowThis) => Promise<Ending>): void {
  window.addEventListener('message', function taken({ source, data }: MessageEvent<ShowThis>) {
    if (source !== window.parent) return
    window.removeEventListener('message', taken)
    show(data).then(tell, () => tell('failed'))
  })
  // Pressed twice it leaves the reporter's page at once, and here that page would not hear it.
  window.addEventListener('keydown', ({ key, repeat }) => {
    if (key === 'Escape' && !repeat) tell('escape')
  })
  tell('ready')
}

export const stillAlive = (): void => tell('alive')

/** In the frame: a sentence, at its end. */
export function addLine(words: string): void {
  document.body.append(Object.assign(document.createElement('p'), { textContent: words }))
}
