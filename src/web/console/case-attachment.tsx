// An attachment, opened only when an officer asks for it: pictures are drawn from memory, everything else is only saved and
// never opened by the browser. Its name is ours; who sent it named nothing.
import { useEffect, useState } from 'preact/hooks'
import { openPart } from '../../security/vault.js'
import { cleanPlace, originalPlace } from './case-places.js'
import { copied, fetchBytes, say } from './console-call.js'
import type { OpenedCase } from './officer-case-opening.js'

/** What a browser draws without running anything. */
const drawn = ['image/jpeg', 'image/png', 'image/webp']
const endings: Readonly<Record<string, string>> = {
  ...{ 'image/jpeg': 'jpg', 'image/png': 'png', 'image/webp': 'webp', 'application/pdf': 'pdf' },
  ...{ 'video/mp4': 'mp4', 'audio/mp4': 'm4a', 'audio/x-m4a': 'm4a', 'audio/mpeg': 'mp3' },
}

export interface AttachmentProps {
  readonly opened: OpenedCase
  readonly id: string
  readonly mime: string
  readonly number: number
  /** The untouched original may tell who made it. */
  readonly original?: boolean
}

export function Attachment({ opened, id, mime, number, original = false }: AttachmentProps) {
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
      const type = drawn.includes(mime) && !original ? mime : 'application/octet-stream'
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
    link.download = `${say('file.name', { number })}${original ? '-original' : ''}.${endings[mime] ?? 'bin'}`
    link.click()
    setTimeout(() => URL.revokeObjectURL(made), 60_000)
  }

  const isDrawn = drawn.includes(mime) && !original
  return (
    <figure class="attachment">
      {url !== undefined && <img src={url} alt={say('file.picture', { number })} />}
      <figcaption class="row noprint">
        <span>
          {say(original ? 'file.original' : isDrawn ? 'file.picture' : 'file.file', { number })}{' '}
          <span class="quiet">{mime}</span>
        </span>
        {isDrawn && url === undefined && (
          <button
            type="button"
            class="second small"
            disabled={state === 'working'}
            onClick={async () => setUrl(await open())}
          >
            {say('file.show')}
          </button>
        )}
        <button type="button" class="second small" disabled={state === 'working'} onClick={save}>
          {say('file.save')}
        </button>
        {state === 'broken' && <span class="chip bad">{say('file.broken')}</span>}
      </figcaption>
    </figure>
  )
}
