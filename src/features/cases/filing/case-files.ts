// The files of a case in one order, with one number each: what the reporter calls file 3 the officer calls file 3, also when more
// come later. First those that came with the report, then those of each message as it stands in the case.
import type { CaseBody } from '../case-body.js'
import type { CaseMessage } from '../case-message.js'

export type BodyFile =
  | {
      readonly number: number
      readonly kind: 'picture'
      readonly clean: Attached
      readonly original: Attached
    }
  | {
      readonly number: number
      readonly kind: 'video' | 'audio' | 'file'
      readonly clean?: Attached | undefined
      readonly original: Attached
      readonly forReporter?: true | undefined
    }
type Attached = CaseBody['pictures'][number]['clean']

/** Its original opens with the case key. */
export const isForReporter = (file: BodyFile): boolean => file.kind !== 'picture' && file.forReporter === true

/** In the order in which the reporter chose them; reports of earlier versions have their pictures first. */
export function filesOfBody({ pictures, files }: Pick<CaseBody, 'pictures' | 'files'>): BodyFile[] {
  const all = [...pictures.map((picture) => ({ ...picture, kind: 'picture' as const })), ...files]
  return all
    .map((file, place) => ({ file, at: file.number ?? place + 1 }))
    .sort((one, other) => one.at - other.at)
    .map(({ file }, place) => ({ ...file, number: place + 1 }))
}

interface Said {
  readonly id: string
  readonly message?: Pick<CaseMessage, 'attachments'> | undefined
}

/** By message: the number of its first file. */
export function firstNumbers(
  body: Pick<CaseBody, 'pictures' | 'files'> | undefined,
  talk: readonly Said[],
): ReadonlyMap<string, number> {
  let next = (body ? filesOfBody(body).length : 0) + 1
  return new Map(
    talk.map(({ id, message }) => {
      const first = next
      next += message?.attachments.length ?? 0
      return [id, first]
    }),
  )
}

/** What the first file of the next message will be called. */
export function nextNumber(
  body: Pick<CaseBody, 'pictures' | 'files'> | undefined,
  talk: readonly Said[],
): number {
  const later = talk.reduce((count, { message }) => count + (message?.attachments.length ?? 0), 0)
  return (body ? filesOfBody(body).length : 0) + later + 1
}
