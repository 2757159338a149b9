// A file of the case on the reporter's page. Its name says nothing, on a device that others may hold.
import { kindWords } from '../../../files/file-words.js'
import { OpenedFile } from '../../../files/opened-file.js'
import { attempted } from '../ask-server.js'
import type { PageContext } from '../page-context.js'
import type { OpenedCase } from './opened-case.js'

export function CaseFile({
  page,
  opened,
  file,
  as = 'clean',
  number,
}: {
  readonly page: PageContext
  readonly opened: OpenedCase
  readonly file: { readonly id: string; readonly mime: string }
  /** What could not be cleaned is there as it was sent. */
  readonly as?: 'clean' | 'original'
  readonly number: number
}) {
  const { say } = page.followUp
  async function fetched(): Promise<Uint8Array | undefined> {
    const got = await attempted(
      () => opened.file(file, as),
      () => page.files.say('open.broken'),
    )
    return got.ok ? got.body : undefined
  }
  return (
    <OpenedFile
      say={page.files.say}
      reader="reporter"
      {...{ fetched, mime: file.mime }}
      title={say('talk.file', { number })}
      saveAs={say('talk.fileName', { number })}
    />
  )
}

/** One of an earlier version, which only officers can open: it is named all the same, so that nobody thinks that it was lost. */
export function SealedFile({
  page,
  mime,
  number,
}: {
  readonly page: PageContext
  readonly mime: string
  readonly number: number
}) {
  const { say } = page.followUp
  return (
    <p>
      {say('talk.file', { number })} <span class="quiet">{kindWords(page.files.say, mime)}</span>
      <span class="hint">{say('talk.officersOnly')}</span>
    </p>
  )
}
