// An attachment on the page of a case. Its name is ours; who sent it named nothing. What hides in it is said before it is given out.
import { kindByMime } from '../../../../media/kinds/file-kinds.js'
import { openPart } from '../../../../sealing/vault.js'
import { isDrawable } from '../../../files/file-saving.js'
import { OpenedFile } from '../../../files/opened-file.js'
import { fetchBytes, say } from '../console-call.js'
import { cleanPlace, originalPlace } from './case-places.js'
import { sayFiles } from './console-file-words.js'
import type { OpenedCase } from './officer-case-opening.js'

export interface AttachmentProps {
  readonly opened: OpenedCase
  readonly id: string
  readonly mime: string
  readonly number: number
  /** The untouched original may tell who made it. */
  readonly original?: boolean
  /** There is nothing beside the original: it is simply the file. */
  readonly alone?: boolean
  /** An original that its reporter can open, too. */
  readonly withCaseKey?: boolean
  /** What hides in it is still there: it is not given out before that was said and heard. */
  readonly uncleaned?: boolean
}

/** Where a message does not say whether a file was cleaned, it was one of ours that drew pictures anew and nothing else. */
export const isUncleaned = ({
  mime,
  cleaned = isDrawable(mime),
}: {
  mime: string
  cleaned?: boolean | undefined
}) => !cleaned

export function Attachment({
  opened,
  id,
  mime,
  number,
  original = false,
  alone = false,
  withCaseKey = !original,
  uncleaned = original,
}: AttachmentProps) {
  async function fetched(): Promise<Uint8Array | undefined> {
    const { caseId } = opened.answered
    const sealed = await fetchBytes(`/console/api/cases/${caseId}/attachments/${id}`)
    try {
      const place = original ? originalPlace(caseId, id) : cleanPlace(caseId, id)
      const open = (key: Uint8Array) => openPart(key, place, sealed ?? new Uint8Array())
      if (!withCaseKey) return await open(opened.originalsKey)
      // Where an earlier version was cut off while it stored a report, the file has the officers' key.
      return await open(opened.caseKey).catch(() => open(opened.originalsKey))
    } catch {
      // Not there, or changed: for whoever looks it is the same.
      return undefined
    }
  }

  const isBeside = original && !alone
  const what = sayFiles(`mayHold.${kindByMime(mime).family}`)
  return (
    <OpenedFile
      say={sayFiles}
      reader="officer"
      {...{ fetched, mime }}
      title={say(isBeside ? 'file.original' : 'file.number', { number })}
      saveAs={say(isBeside ? 'file.originalName' : 'file.name', { number })}
      beforeSaving={uncleaned ? say('file.warning', { what }) : undefined}
    />
  )
}
