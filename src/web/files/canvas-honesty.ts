// Whether a canvas gives back what was drawn on it. Browsers that protect from being recognised give noise or white instead
// (Tor, Firefox's resistFingerprinting, Brave): a picture drawn anew there would be destroyed and called cleaned.

const blocks = 12
const point = 4

type Pixels = Uint8ClampedArray<ArrayBufferLike>

interface Drawing {
  readonly canvas: HTMLCanvasElement
  readonly pen: CanvasRenderingContext2D
}

const known = new Map<string, Promise<boolean>>()

/** Tried with known pixels at the size that is going to be used, once for each size. */
export function drawsTruly(width: number, height: number): Promise<boolean> {
  const size = `${width} ${height}`
  const before = known.get(size)
  if (before) return before
  const trying = triedHonestly(width, height)
  known.set(size, trying)
  return trying
}

async function triedHonestly(width: number, height: number): Promise<boolean> {
  try {
    return (await keepsAreas(width, height)) && (await keepsPoints())
  } catch {
    // Refused by the browser, in whatever way: then it cannot be trusted either.
    return false
  }
}

/** Areas of chance colours over the whole size: noise shows on them best. */
async function keepsAreas(width: number, height: number): Promise<boolean> {
  const colours = crypto.getRandomValues(new Uint8Array(blocks * blocks * 3))
  const areaOf = (at: number, length: number) => Math.min(blocks - 1, Math.floor((at * blocks) / length))
  const drawing = newDrawing(width, height)
  const expected = new Uint8ClampedArray(width * height * point)
  for (let at = 0; at < width * height; at += 1) {
    const area = areaOf(Math.floor(at / width), height) * blocks + areaOf(at % width, width)
    expected.set(colours.subarray(area * 3, area * 3 + 3), at * point)
    expected[at * point + 3] = 255
  }
  return keeps(drawing, expected)
}

/** Each point another colour. */
async function keepsPoints(): Promise<boolean> {
  const side = 64
  const expected = new Uint8ClampedArray(crypto.getRandomValues(new Uint8Array(side * side * point)))
  for (let at = 3; at < expected.length; at += point) expected[at] = 255
  return keeps(newDrawing(side, side), expected)
}

/** Read back twice, because noise may differ from call to call, and once more out of an encoded picture. */
async function keeps({ canvas, pen }: Drawing, expected: Uint8ClampedArray<ArrayBuffer>): Promise<boolean> {
  const { width, height } = canvas
  const read = () => pen.getImageData(0, 0, width, height).data
  pen.putImageData(new ImageData(expected, width, height), 0, 0)
  if (!same(read(), expected) || !same(read(), expected)) return false
  const encoded = await createImageBitmap(await encodedBy(canvas, 'image/png'))
  pen.clearRect(0, 0, width, height)
  pen.drawImage(encoded, 0, 0)
  encoded.close()
  return same(read(), expected)
}

const same = (one: Pixels, other: Pixels): boolean =>
  one.length === other.length && one.every((value, at) => value === other[at])

const sampleSide = 64
/** Steps of brightness by which a JPEG may differ from what was drawn: on average, and in one spot. */
const mostOnAverage = 8
const mostInOneSpot = 64

/** Whether an encoded picture still shows what it was made from: not blank, not noise, not another one. */
export async function showsTheSame(source: ImageBitmap, encoded: Blob): Promise<boolean> {
  let decoded: ImageBitmap
  try {
    decoded = await createImageBitmap(encoded)
  } catch {
    // What cannot be opened here opens nowhere.
    return false
  }
  const one = sampleOf(source)
  const other = sampleOf(decoded)
  decoded.close()
  let sum = 0
  let worst = 0
  for (let at = 0; at < one.length; at += 1) {
    const apart = Math.abs((one[at] ?? 0) - (other[at] ?? 0))
    sum += apart
    worst = Math.max(worst, apart)
  }
  return sum / one.length <= mostOnAverage && worst <= mostInOneSpot
}

/** On white: what is transparent in one may be white in the other. */
function sampleOf(picture: ImageBitmap): Pixels {
  const { pen } = newDrawing(sampleSide, sampleSide)
  pen.imageSmoothingQuality = 'high'
  pen.fillStyle = '#fff'
  pen.fillRect(0, 0, sampleSide, sampleSide)
  pen.drawImage(picture, 0, 0, sampleSide, sampleSide)
  return pen.getImageData(0, 0, sampleSide, sampleSide).data
}

function newDrawing(width: number, height: number): Drawing {
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  const pen = canvas.getContext('2d')
  if (!pen) throw new Error('This browser has no canvas')
  return { canvas, pen }
}

/** Throws when the browser gives nothing. */
export function encodedBy(canvas: HTMLCanvasElement, mime: string): Promise<Blob> {
  return new Promise((done, failed) => {
    canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error('This canvas gives nothing'))), mime, 0.88)
  })
}
