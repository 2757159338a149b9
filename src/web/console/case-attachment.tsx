// An attachment, opened only when an officer asks for it: pictures are drawn from memory, everything else is only saved and
// never opened by the browser. Its name is ours; who sent it named nothing.
import { useEffect, useState } from 'preact/hooks'
import { openPart } from '../../security/vault.js'
import { fileEnding } from '../pages/file-ending.js'
import { cleanPlace, originalPlace } from './case-places.js'
import { copied, fetchBytes, say } from './console-call.js'
import type { OpenedCase } from './officer-case-opening.js'

/** What a browser draws without running anything. */
const drawn = ['image/jpeg', 'image/png', 'image/webp']

export interface AttachmentProps {
  readonly opened: OpenedCase
  readonly id: string
  readonly mime: string
  readonly number: number
  /** The untouched original may tell who made it. */
  readonly original?: boolean
  /** What hides in it is still there: it is not given out before that was said and heard. */
  readonly uncleaned?: boolean
}

/** Where a message does not say whether a file was cleaned, it was one of ours that drew pictures anew and nothing else. */
export const isUncleaned = ({
  mime,
  cleaned = drawn.includes(mime),
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
  uncleaned = original,
}: AttachmentProps) {
  const [warned, setWarned] = useState(false)
  const [state, setState] = useState<'closed' | 'working' | 'broken'>('closed')
  const [url, setUrl] = useState<string>()
  useEffect(() => () => (url === undefined ? undefined : URL.revokeObjectURL(url)), [url])

  async function open(): Promise<string | undefined> {
    setState('working')
    const { caseId } = opened.answered
    const sealed = await fetchBytes(`/console/api/cases/${caseId}/attachments/${id}`)
    try {
      const place = original ? originalPlace(caseId, id) : cleanPlace(caseId, id)
      const key = original ? opened.originalsKey : opened.caseKey
      const bytes = await openPart(key, place, sealed ?? new Uint8Array())
      setState('closed')
      const type = drawn.includes(mime) && !uncleaned ? mime : 'application/octet-stream'
      return URL.createObjectURL(new Blob([copied(bytes)], { type }))
    } catch {
      // Not there, or changed: for whoever looks it is the same.
      setState('broken')
      return undefined
    }
  }

  async function save(): Promise<void> {
    const made = await open()
    if (made === undefined) return
    const link = document.createElement('a')
    link.href = made
    link.download = `${say('file.name', { number })}${original ? '-original' : ''}.${fileEnding(mime)}`
    link.click()
    setTimeout(() => URL.revokeObjectURL(made), 60_000)
  }

  const isDrawn = drawn.includes(mime) && !uncleaned
  return (
    <figure class="attachment">
      {url !== undefined && <img src={url} alt={say('file.picture', { number })} />}
      <figcaption class="row">
        <span>
          {say(original ? 'file.original' : isDrawn ? 'file.picture' : 'file.file', { number })}{' '}
          <span class="quiet">{mime}</span>
        </span>
        {isDrawn && url === undefined && (
          <button
            type="button"
            class="second small noprint"
            disabled={state === 'working'}
            onClick={async () => setUrl(await open())}
          >
            {say('file.show')}
          </button>
        )}
        <button
          type="button"
          class="second small noprint"
          disabled={state === 'working' || warned}
          onClick={uncleaned ? () => setWarned(true) : save}
        >
          {say('file.save')}
        </button>
        {state === 'broken' && <span class="chip bad">{say('file.broken')}</span>}
      </figcaption>
      {warned && (
        <div class="problem noprint" role="alert">
          <p>{say('file.warning')}</p>
          <p class="row">
            <button
              type="button"
              class="danger small"
              onClick={() => {
                setWarned(false)
                void save()
              }}
            >
              {say('file.saveAllTheSame')}
            </button>
            <button type="button" class="second small" onClick={() => setWarned(false)}>
              {say('file.leave')}
            </button>
          </p>
        </div>
      )}
    </figure>
  )
}
