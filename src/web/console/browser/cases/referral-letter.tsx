// The letter that refers a case to another body, in the order of an official letter. Written in this browser and only printed;
// where words were blotted out, it shows the copy. The number of the letter is the agency's own and is left open.
import { useState } from 'preact/hooks'
import { tellingParts } from '../../../../features/cases/filing/tip-completeness.js'
import { say } from '../console-call.js'
import { BlottedWords } from './blotted-words.js'
import { categoryWords, longDayWords, partWords, todayInBangkok } from './case-page-words.js'
import { type OpenedCase, redactionOf } from './officer-case-opening.js'

const fields = ['from', 'to', 'signed', 'position'] as const
type Written = Readonly<Record<(typeof fields)[number], string>>

export function ReferralLetter({
  opened,
  print,
  back,
}: {
  readonly opened: OpenedCase
  readonly print: () => void
  readonly back: () => void
}) {
  const [written, setWritten] = useState<Written>({ from: '', to: '', signed: '', position: '' })
  return (
    <dialog class="letter" open aria-label={say('paper.letter')}>
      <div class="noprint">
        <p class="note">{say('letter.how')}</p>
        {fields.map((field) => (
          <label key={field}>
            {say(`letter.${field}`)}
            <input
              autocomplete="off"
              id={`letter-${field}`}
              type="text"
              value={written[field]}
              onInput={(event) => setWritten({ ...written, [field]: event.currentTarget.value })}
            />
          </label>
        ))}
        <div class="row">
          <button type="button" disabled={written.to === ''} onClick={print}>
            {say('paper.print')}
          </button>
          <button type="button" class="second" onClick={back}>
            {say('cancel')}
          </button>
        </div>
      </div>
      <Sheet opened={opened} written={written} />
    </dialog>
  )
}

function Sheet({
  opened,
  written: { from, to, signed, position },
}: {
  opened: OpenedCase
  written: Written
}) {
  const { complaint, work } = opened.answered
  const { pictures = [], files = [] } = opened.body ?? {}
  const enclosed = pictures.length + files.length
  return (
    <article class="sheet">
      <p class="secret">{say('letter.secret')}</p>
      <p>{say('letter.number')}</p>
      <p class="right">{from}</p>
      <p class="middle">{longDayWords(todayInBangkok())}</p>
      <p>{say('letter.subject', { category: categoryWords(complaint.category) })}</p>
      <p>{say('letter.dear', { to })}</p>
      {work.registryNumber !== undefined && (
        <p>
          {say('letter.reference', { number: work.registryNumber, day: longDayWords(complaint.receivedOn) })}
        </p>
      )}
      {enclosed > 0 && <p>{say('letter.enclosed', { count: enclosed })}</p>}
      <p class="indent">{say('letter.opening', { day: longDayWords(complaint.receivedOn) })}</p>
      <Told opened={opened} />
      <p class="indent">{say('letter.law')}</p>
      <p class="indent">{say('letter.closing')}</p>
      <div class="sign">
        <p>{say('letter.regards')}</p>
        <p class="signature">({signed || '………………………………'})</p>
        <p>{position}</p>
      </div>
      <p class="secret">{say('letter.secret')}</p>
    </article>
  )
}

function Told({ opened }: { readonly opened: OpenedCase }) {
  const { body } = opened
  if (!body) return null
  const redacted = redactionOf(opened, 'body')
  return (
    <>
      {tellingParts.map((part) => {
        const told = body.texts.flatMap(({ about, words }, index) =>
          about === part ? [redacted?.[index] ?? words] : [],
        )
        if (told.length === 0) return null
        return (
          <div key={part} class="part">
            <strong>{partWords(part)}</strong>
            <p class="words">
              <BlottedWords words={told.join('\n')} />
            </p>
          </div>
        )
      })}
    </>
  )
}
