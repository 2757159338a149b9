// Draws a PDF as pictures, page by page: what its makers wrote into it to run, to press or to fetch is not there. It is read in a thread
// of its own, which ends when it takes too long or grows too much; what was drawn until then stays. Nothing comes from outside: the
// reader, its decoders and two fonts of signs are in this script.
import { code } from 'code-of:src/web/files/viewer/pdf-reader-worker.ts'
import {
  AnnotationMode,
  GlobalWorkerOptions,
  getDocument,
  type PDFDocumentProxy,
} from 'pdfjs-dist/legacy/build/pdf.mjs'
import { BinaryParts } from './pdf-binary-parts.js'
import { createDrawingLimit, most, scaleFor, TooMuch } from './pdf-limits.js'
import { addLine, type Ending, mostPages, type ShowThis, stillAlive, whenHandedIn } from './viewer-talk.js'

// Browsers draw no frame for what is scrolled out of sight, and the pages have to come all the same.
window.requestAnimationFrame = (next) => window.setTimeout(() => next(performance.now()), 0)

whenHandedIn(async ({ bytes, words }: ShowThis): Promise<Ending> => {
  // No module: a frame without origin is given none from memory.
  const worker = new Worker(URL.createObjectURL(new Blob([code], { type: 'text/javascript' })))
  GlobalWorkerOptions.workerPort = worker
  const limit = createDrawingLimit(worker)
  let drawn = 0
  try {
    const paper = await limit.within(
      getDocument({
        data: bytes,
        ...{ isEvalSupported: false, enableXfa: false, useWorkerFetch: false, verbosity: 0 },
        ...{ BinaryDataFactory: BinaryParts, maxImageSize: most.pixelsOfPicture },
        canvasMaxAreaInBytes: most.pixels * 4,
      }).promise,
    )
    addLine(words.asPictures)
    const pages = Math.min(paper.numPages, mostPages)
    for (let number = 1; number <= pages; number += 1) {
      const page = await limit.within(drawnPage(paper, number, pages)).catch(unlessTooMuch)
      addLine(`${number} / ${paper.numPages}`)
      if (page) document.body.append(page)
      else addLine(words.pageBroken)
      drawn += page ? 1 : 0
      stillAlive()
    }
    if (pages < paper.numPages) addLine(words.pagesCut)
    return drawn > 0 ? 'shown' : 'failed'
  } catch (error) {
    if (error instanceof Error && error.name === 'PasswordException') return 'locked'
    if (!(error instanceof TooMuch)) throw error
    addLine(words.stopped)
    return drawn > 0 ? 'shown' : 'slow'
  } finally {
    limit.over()
    worker.terminate()
  }
})

/** One page that is broken hides no other. */
function unlessTooMuch(error: unknown): undefined {
  if (error instanceof TooMuch) throw error
  return undefined
}

async function drawnPage(paper: PDFDocumentProxy, number: number, pages: number): Promise<HTMLCanvasElement> {
  const page = await paper.getPage(number)
  const { width, height } = page.getViewport({ scale: 1 })
  // Two fingers make it larger on a telephone: then it has to be sharp.
  const wanted = Math.max(1000, window.innerWidth * window.devicePixelRatio) / width
  const viewport = page.getViewport({ scale: scaleFor({ width, height }, wanted, pages) })
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.floor(viewport.width))
  canvas.height = Math.max(1, Math.floor(viewport.height))
  canvas.setAttribute('role', 'img')
  canvas.setAttribute('aria-label', `${number} / ${paper.numPages}`)
  // What was drawn upon a page, such as a stamp, is seen; nothing of it can be pressed.
  await page.render({ canvas, viewport, annotationMode: AnnotationMode.ENABLE }).promise
  page.cleanup()
  return canvas
}
