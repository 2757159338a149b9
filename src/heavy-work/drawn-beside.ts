// Pictures and papers for whoever wants one, drawn beside the main thread. Refuses what cannot be drawn as drawing itself does, and
// says by HeavyWorkFailed when its time was over.

import type { Paper } from '../documents/paper.js'
import type { PackedFile } from '../documents/zip-file.js'
import type { Drawn } from '../media/drawing/picture-frame.js'
import { CannotDraw } from '../media/drawing/picture-problem.js'
import type { PictureFromThread, paperTasks, pictureTasks } from './drawing-tasks.js'
import type { HeavyWork } from './heavy-threads.js'
import type { GivenTo } from './thread-tasks.js'

type Threads = Pick<HeavyWork, 'run'>
/** A menu has no preview in LINE. */
type PictureKind = Exclude<keyof typeof pictureTasks, 'richMenu'>
export type PaperFormat = keyof typeof paperTasks

/** Throws CannotDraw, which names the fields at fault. */
export async function drawnBeside<Kind extends PictureKind>(
  threads: Threads,
  kind: Kind,
  spec: GivenTo<Kind>,
): Promise<Drawn> {
  const { png, preview, width, height } = drawnOrThrown(await threads.run(kind, spec))
  if (!preview) throw new Error(`A picture has no preview: ${kind}`)
  return { png: bufferOf(png), preview: bufferOf(preview), width, height }
}

/** The picture of a rich menu. Throws CannotDraw, which names the fields at fault. */
export async function menuBeside(threads: Threads, spec: GivenTo<'richMenu'>): Promise<Buffer> {
  return bufferOf(drawnOrThrown(await threads.run('richMenu', spec)).png)
}

export async function paperBeside(threads: Threads, format: PaperFormat, paper: Paper): Promise<Buffer> {
  return bufferOf(await threads.run(format, paper))
}

export async function zipBeside(threads: Threads, files: readonly PackedFile[], asOf: Date): Promise<Buffer> {
  return bufferOf(await threads.run('zip', { files, asOf }))
}

function drawnOrThrown(picture: PictureFromThread): Extract<PictureFromThread, { readonly ok: true }> {
  if (!picture.ok) throw new CannotDraw([...picture.problems])
  return picture
}

/** The same bytes, not a copy. */
const bufferOf = ({ buffer, byteOffset, byteLength }: Uint8Array): Buffer =>
  Buffer.from(buffer, byteOffset, byteLength)
