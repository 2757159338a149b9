// What leaves the console on paper: a printed copy of the case, or a letter that refers it. Made from what this browser has
// opened, so that no server sees it; the copy says who took it and when, and shows blotted-out copies where they exist.
import { useState } from 'preact/hooks'
import { tellingParts } from '../../features/cases/tip-completeness.js'
import { casePage, categoryWords, dayWords, partWords, todayInBangkok } from './case-page-words.js'
import { say } from './console-call.js'
import { type OpenedCase, redactionOf } from './officer-case-opening.js'
import { noteExport } from './sealed-writing.js'

export function CasePaper({ opened }: { readonly opened: OpenedCase }) {
  const [letter, setLetter] = useState(false)
  async function print(what: 'export' | 'letter'): Promise<void> {
    // Written down before it leaves.
    const noted = await noteExport(opened, what)
    if (noted.ok) window.print()
  }

  if (letter) return <Letter opened={opened} print={() => print('letter')} back={() => setLetter(false)} />
  return (
    <section class="card noprint" aria-labelledby="paper">
      <h2 id="paper">{say('paper.title')}</h2>
      <p class="quiet">{say('paper.how')}</p>
      <div class="row">
        <button type="button" class="second" onClick={() => print('export')}>
          {say('paper.print')}
        </button>
        <button type="button" class="second" onClick={() => setLetter(true)}>
          {say('paper.letter')}
        </button>
      </div>
    </section>
  )
}

/** On every printed sheet: a copy that is passed on tells whose it was. */
export function Watermark({ opened }: { readonly opened: OpenedCase }) {
  const { work } = opened.answered
  return (
    <p class="watermark" aria-hidden="true">
      {say('paper.watermark', {
        number: work.registryNumber ?? '–',
        name: casePage.officerName,
        day: dayWords(todayInBangkok()),
      })}
    </p>
  )
}

function Letter({
  opened,
  print,
  back,
}: {
  readonly opened: OpenedCase
  readonly print: () => void
  readonly back: () => void
}) {
  const [to, setTo] = useState('')
  const [from, setFrom] = useState('')
  const [signed, setSigned] = useState('')
  const { complaint, work } = opened.answered
  return (
    <dialog class="letter" open aria-label={say('paper.letter')}>
      <div class="noprint">
        <p class="note">{say('letter.how')}</p>
        <label for="letter-from">{say('letter.from')}</label>
        <input
          id="letter-from"
          type="text"
          value={from}
          onInput={(event) => setFrom(event.currentTarget.value)}
        />
        <label for="letter-to">{say('letter.to')}</label>
        <input id="letter-to" type="text" value={to} onInput={(event) => setTo(event.currentTarget.value)} />
        <label for="letter-signed">{say('letter.signed')}</label>
        <input
          id="letter-signed"
          type="text"
          value={signed}
          onInput={(event) => setSigned(event.currentTarget.value)}
        />
        <div class="row">
          <button type="button" disabled={to === ''} onClick={print}>
            {say('paper.print')}
          </button>
          <button type="button" class="second" onClick={back}>
            {say('cancel')}
          </button>
        </div>
      </div>
      <article class="sheet">
        <p class="right">{say('letter.secret')}</p>
        <p>{say('letter.number', { number: work.registryNumber ?? '………………' })}</p>
        <p class="right">{from}</p>
        <p class="right">{dayWords(todayInBangkok())}</p>
        <p>{say('letter.subject', { category: categoryWords(complaint.category) })}</p>
        <p>{say('letter.dear', { to })}</p>
        <p class="indent">{say('letter.opening', { day: dayWords(complaint.receivedOn) })}</p>
        <LetterBody opened={opened} />
        <p class="indent">{say('letter.law')}</p>
        <p class="indent">{say('letter.closing')}</p>
        <p class="sign">
          {say('letter.regards')}
          <br />
          <br />
          <br />({signed || '………………………………'})
        </p>
      </article>
    </dialog>
  )
}

function LetterBody({ opened }: { readonly opened: OpenedCase }) {
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
          <div key={part} class="indent">
            <strong>{partWords(part)}</strong>
            <p class="words">{told.join('\n')}</p>
          </div>
        )
      })}
    </>
  )
}
