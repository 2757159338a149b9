// A file, shown in a frame that has nothing: no origin, no network, no way to this page and its keys. The bytes are handed in, and what
// comes out is one word. Where it says nothing for long, the frame is taken away; what would be far too large to draw gets none.
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { whyNotDrawn } from '../../media/drawing/drawing-limits.js'
import { kindByMime } from '../../media/kinds/file-kinds.js'
import type { FilesSay } from './file-words.js'
import { type Ending, mostPages, outOfFrame, type ShowThis } from './viewer/viewer-talk.js'

/** Milliseconds: for the frame's own script, which is large and comes by the line; then for the file, or the next page of a PDF. */
const patience = { script: 120_000, file: 30_000 } as const

/** What the frame can show of itself. */
export function isShowable(mime: string): boolean {
  const { family, ending } = kindByMime(mime)
  return ['picture', 'video', 'audio', 'pdf', 'text', 'page'].includes(family) || ending === 'eml'
}

export interface ShownFileProps {
  readonly bytes: Uint8Array
  /** Of these bytes. */
  readonly mime: string
  readonly title: string
  readonly say: FilesSay
}

export function ShownFile({ bytes, mime, title, say }: ShownFileProps) {
  const why = useMemo(() => whyNotDrawn(bytes, kindByMime(mime)), [bytes, mime])
  if (why !== undefined) return <NotShown words={say(`shown.${why}`)} />
  return <FileInFrame {...{ bytes, mime, title, say }} />
}

function FileInFrame({ bytes, mime, title, say }: ShownFileProps) {
  const frame = useRef<HTMLIFrameElement>(null)
  const [state, setState] = useState<Ending | 'waiting'>('waiting')

  useEffect(() => {
    const give = () => setState('slow')
    let late = setTimeout(give, patience.script)
    const wait = () => {
      clearTimeout(late)
      late = setTimeout(give, patience.file)
    }
    const words: ShowThis['words'] = {
      ...{ cut: say('shown.cut'), asPictures: say('shown.asPictures'), stopped: say('shown.stopped') },
      ...{ pagesCut: say('shown.pagesCut', { most: mostPages }), pageBroken: say('shown.pageBroken') },
    }
    function listener({ source, data }: MessageEvent<unknown>): void {
      const inner = frame.current?.contentWindow
      const read = outOfFrame.safeParse(data)
      if (!inner || source !== inner || !read.success) return
      switch (read.data) {
        case 'ready':
          wait()
          // It has no origin that could be named.
          inner.postMessage({ bytes: new Uint8Array(bytes), mime, words } satisfies ShowThis, '*')
          return
        case 'alive':
          wait()
          return
        case 'escape':
          document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }))
          return
        default:
          clearTimeout(late)
          setState(read.data)
      }
    }
    window.addEventListener('message', listener)
    return () => {
      clearTimeout(late)
      window.removeEventListener('message', listener)
    }
  }, [bytes, mime, say])

  if (state !== 'waiting' && state !== 'shown') return <NotShown words={say(`shown.${state}`)} />
  return (
    <>
      {state === 'waiting' && (
        <p class="quiet noprint" role="status">
          {say('shown.waiting')}
        </p>
      )}
      <iframe
        ref={frame}
        class="shown-file noprint"
        data-state={state}
        title={title}
        sandbox="allow-scripts"
        src={kindByMime(mime).family === 'pdf' ? '/viewer/pdf' : '/viewer'}
      />
    </>
  )
}

const NotShown = ({ words }: { readonly words: string }) => (
  <p class="problem noprint" role="alert">
    {words}
  </p>
)
