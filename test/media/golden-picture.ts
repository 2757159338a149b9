/*
 * Compares a drawn picture with the one that was looked at and approved (golden/<name>.png, 520 pixels wide). To renew
 * them after looking at the new ones: UPDATE_GOLDEN=1 npx mocha test/media/golden-pictures.test.ts
 */
import { readFile, writeFile } from 'node:fs/promises'
import sharp from 'sharp'

const WIDTH = 520
/** Edges are smoothed differently from one version of the drawing library to the next; a little blur takes that out. */
const BLUR = 1.5

/**
 * How far two pictures are apart, in steps of a colour channel (0 to 255), after both were made 520 pixels wide and a
 * little blurred: on average, and in the one place where they differ most. A lost tone mark hardly moves the average,
 * but makes at least 50 in its place; keeping a picture with a palette makes less than 10.
 */
export type Difference = { mean: number; worst: number }

const TOLERATED: Difference = { mean: 0.6, worst: 30 }
/** The same letters drawn with twice the pixels have their edges elsewhere. */
export const TOLERATED_AT_DOUBLE_WIDTH: Difference = { mean: 2, worst: 75 }

/** The difference of a drawn picture from the approved one. With UPDATE_GOLDEN set, the drawn one becomes approved. */
export async function differenceFromGolden(name: string, drawn: Buffer): Promise<Difference> {
  const file = new URL(`golden/${name}.png`, import.meta.url)
  if (process.env.UPDATE_GOLDEN) {
    const small = sharp(drawn).resize({ width: WIDTH })
    await writeFile(
      file,
      await small.png({ quality: 90, dither: 0, effort: 10, compressionLevel: 9 }).toBuffer(),
    )
  }
  return differenceOf(await readFile(file), drawn)
}

/** The difference of two pictures; of different shapes everything differs. */
export async function differenceOf(one: Buffer, other: Buffer): Promise<Difference> {
  const [first, second] = await Promise.all([blurred(one), blurred(other)])
  if (first.length !== second.length) return { mean: 255, worst: 255 }
  let sum = 0
  let worst = 0
  for (let i = 0; i < first.length; i++) {
    const apart = Math.abs((first[i] ?? 0) - (second[i] ?? 0))
    sum += apart
    worst = Math.max(worst, apart)
  }
  return { mean: sum / first.length, worst }
}

/** Which of the tolerances a difference breaks, with the figure. */
export function brokenTolerances(difference: Difference, tolerated: Difference = TOLERATED): string[] {
  return (['mean', 'worst'] as const)
    .filter((part) => difference[part] > tolerated[part])
    .map((part) => `${part} ${difference[part].toFixed(2)}`)
}

async function blurred(picture: Buffer): Promise<Buffer> {
  const small = await sharp(picture)
    .resize({ width: WIDTH })
    .flatten({ background: '#ffffff' })
    .png()
    .toBuffer()
  return sharp(small).toColourspace('srgb').removeAlpha().blur(BLUR).raw().toBuffer()
}
