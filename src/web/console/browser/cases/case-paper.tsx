// What leaves the console on paper: a printed copy of the case, or a letter that refers it. Made from what this browser has
// opened, so that no server sees it; the copy says who took it and when.
import { useState } from 'preact/hooks'
import { say } from '../console-call.js'
import { casePage, dayWords, todayInBangkok } from './case-page-words.js'
import type { OpenedCase } from './officer-case-opening.js'
import { ReferralLetter } from './referral-letter.js'
import { noteExport } from './sealed-writing.js'

export function CasePaper({ opened }: { readonly opened: OpenedCase }) {
  const [letter, setLetter] = useState(false)
  async function print(what: 'export' | 'letter'): Promise<void> {
    // Written down before it leaves.
    const noted = await noteExport(opened, what)
    if (noted.ok) window.print()
  }

  if (letter)
    return <ReferralLetter opened={opened} print={() => print('letter')} back={() => setLetter(false)} />
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
