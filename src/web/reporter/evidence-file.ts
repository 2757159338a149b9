// A file on its way to becoming evidence, in the reporter's browser. A picture is drawn anew on a canvas, so that place,
// camera and time are gone; nothing keeps its name. What is no picture goes as it is, with a warning.

export interface EvidenceFile {
  readonly kind: 'picture' | 'video' | 'audio' | 'file'
  /** What an officer looks at: drawn anew, for a picture; the file itself otherwise. */
  readonly clean: Uint8Array
  readonly cleanMime: string
  readonly original: Uint8Array
  readonly originalMime: string
}

export type EvidenceRefused = 'tooLarge' | 'empty'

export const mostEvidenceFiles = 10
const mostBytes = 10_000_000
const longestSide = 2560

/** What the browser calls a file is not trusted for pictures: only what it can draw is one. */
export async function evidenceFrom(file: File): Promise<EvidenceFile | EvidenceRefused> {
  if (file.size > mostBytes) return 'tooLarge'
  if (file.size === 0) return 'empty'
  const original = new Uint8Array(await file.arrayBuffer())
  const originalMime = /^[\w.+-]+\/[\w.+-]+$/.test(file.type) ? file.type : 'application/octet-stream'
  const drawn = await drawnAnew(file)
  // A drawing that became larger than the vault takes is kept as a file: better evidence than none.
  if (drawn && drawn.bytes.length <= mostBytes)
    return { kind: 'picture', clean: drawn.bytes, cleanMime: drawn.mime, original, originalMime }
  return { kind: kindOf(originalMime), clean: original, cleanMime: originalMime, original, originalMime }
}

/** Of the files somebody has just chosen, those that fit beside what is there; `refused` is why the last one was left out. */
export async function moreEvidence(
  chosen: readonly File[],
  there: readonly EvidenceFile[],
): Promise<{
  readonly files: readonly EvidenceFile[]
  readonly refused?: EvidenceRefused
  readonly tooMany: boolean
}> {
  const room = mostEvidenceFiles - there.length
  const files = [...there]
  let refused: EvidenceRefused | undefined
  for (const file of chosen.slice(0, room)) {
    const evidence = await evidenceFrom(file)
    if (typeof evidence === 'string') refused = evidence
    else files.push(evidence)
  }
  return { files, tooMany: chosen.length > room, ...(refused && { refused }) }
}

function kindOf(mime: string): 'video' | 'audio' | 'file' {
  if (mime.startsWith('video/')) return 'video'
  return mime.startsWith('audio/') ? 'audio' : 'file'
}

async function drawnAnew(file: File): Promise<{ bytes: Uint8Array; mime: string } | undefined> {
  let picture: ImageBitmap
  try {
    picture = await createImageBitmap(file)
  } catch {
    // Not a picture that this browser can draw.
    return undefined
  }
  const scale = Math.min(1, longestSide / Math.max(picture.width, picture.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(picture.width * scale))
  canvas.height = Math.max(1, Math.round(picture.height * scale))
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
  picture.close()
  // JPEG has no transparency, and a PNG of a photograph would be far too large.
  const mime = file.type === 'image/png' ? 'image/png' : 'image/jpeg'
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, mime, 0.88))
  return blob ? { bytes: new Uint8Array(await blob.arrayBuffer()), mime: blob.type } : undefined
}
