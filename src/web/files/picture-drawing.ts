// Draws a picture anew on a canvas, so that place, camera and time are gone. Nothing when this browser cannot draw it, and
// nothing where the canvas cannot be trusted to give back what was drawn.
import type { FileKind } from '../../media/kinds/file-kinds.js'
import { drawsTruly, encodedBy, showsTheSame } from './canvas-honesty.js'

const longestSide = 2560
/** Kinds with few colours or holes: a JPEG would blur or fill them. */
const asDrawing = ['png', 'gif']

interface Drawn {
  readonly bytes: Uint8Array
  readonly mime: string
}

export async function drawnAnew(bytes: Uint8Array, { ending, mime }: FileKind): Promise<Drawn | undefined> {
  let picture: ImageBitmap
  try {
    picture = await createImageBitmap(new Blob([new Uint8Array(bytes)], { type: mime }))
  } catch {
    // Not a picture that this browser can draw.
    return undefined
  }
  try {
    // JPEG has no transparency, and a PNG of a photograph would be far too large.
    return await drawnFrom(picture, asDrawing.includes(ending) ? 'image/png' : 'image/jpeg')
  } finally {
    picture.close()
  }
}

/** Nothing where the canvas cannot be trusted, or what came out is not what went in. */
async function drawnFrom(picture: ImageBitmap, mime: string): Promise<Drawn | undefined> {
  const scale = Math.min(1, longestSide / Math.max(picture.width, picture.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(picture.width * scale))
  canvas.height = Math.max(1, Math.round(picture.height * scale))
  if (!(await drawsTruly(canvas.width, canvas.height))) return undefined
  const pen = canvas.getContext('2d')
  if (!pen) return undefined
  // What is transparent would become black.
  if (mime === 'image/jpeg') {
    pen.fillStyle = '#fff'
    pen.fillRect(0, 0, canvas.width, canvas.height)
  }
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height)
  try {
    const blob = await encodedBy(canvas, mime)
    if (!(await showsTheSame(picture, blob))) return undefined
    return { bytes: new Uint8Array(await blob.arrayBuffer()), mime: blob.type }
  } catch {
    // It gave nothing, or refused.
    return undefined
  }
}
