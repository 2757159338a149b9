// A new passphrase, written twice: one that a guesser does not know. Says why one is refused and how to do better, and offers one
// that nobody thought of. It is judged in this browser: the server never sees it.
import { integrity as estimatorIntegrity } from 'integrity-of:src/web/console/browser/officers/passphrase-strength-browser.ts'
import { useState } from 'preact/hooks'
import { z } from 'zod'
import { bitsOfMade, makePassphrase } from '../../../../sealing/passphrase-making.js'
import { importChecked } from '../../../pages/later-script.js'
import { readPageData } from '../../../pages/page-data.js'
import { ProblemLine } from '../../../pages/problem-line.js'
import { say } from '../console-call.js'

const { agencyNames } = readPageData(z.object({ agencyNames: z.array(z.string()) }))
/** Loaded when somebody chooses one. A name that the bundler does not follow: it is a file of its own. */
const estimatorPath = '/assets/passphrase-strength.js'

export function PassphraseFields({
  id,
  button,
  working,
  name,
  done,
}: {
  readonly id: string
  readonly button: string
  readonly working: boolean
  /** The officer's own. */
  readonly name?: string | undefined
  readonly done: (passphrase: string) => void
}) {
  const [first, setFirst] = useState('')
  const [second, setSecond] = useState('')
  const [made, setMade] = useState('')
  const [problem, setProblem] = useState('')

  async function check(): Promise<void> {
    const wrong = await problemOf(first, second, name)
    setProblem(wrong ?? '')
    if (wrong === undefined) done(first)
  }

  return (
    <>
      <label for={`${id}-first`}>
        {say('passphrase.first')} <span class="hint">{say('passphrase.hint')}</span>
      </label>
      <input
        id={`${id}-first`}
        type="password"
        autocomplete="new-password"
        value={first}
        onInput={(event) => setFirst(event.currentTarget.value)}
      />
      <label for={`${id}-second`}>{say('passphrase.second')}</label>
      <input
        id={`${id}-second`}
        type="password"
        autocomplete="new-password"
        value={second}
        onInput={(event) => setSecond(event.currentTarget.value)}
      />
      <ProblemLine words={problem} />
      <button type="button" disabled={working} onClick={() => void check()}>
        {working ? say('unlock.working') : button}
      </button>
      <details>
        <summary>{say('passphrase.offer')}</summary>
        <p class="row">
          {(['th', 'en'] as const).map((one) => (
            <button key={one} type="button" class="second small" onClick={() => setMade(makePassphrase(one))}>
              {say(`passphrase.make.${one}`)}
            </button>
          ))}
        </p>
        {made !== '' && (
          <div role="status">
            <p class="code" data-made>
              {made}
            </p>
            <p class="quiet">
              {say('passphrase.madeHow', { bits: Math.min(bitsOfMade('th'), bitsOfMade('en')) })}
            </p>
          </div>
        )}
      </details>
    </>
  )
}

async function problemOf(
  first: string,
  second: string,
  name: string | undefined,
): Promise<string | undefined> {
  const estimator = await importChecked<typeof import('./passphrase-strength-browser.js')>(
    estimatorPath,
    estimatorIntegrity,
  ).catch(() => undefined)
  if (!estimator) return say('refused.offline')
  const judged = estimator.judgePassphrase(first, [...agencyNames, ...(name === undefined ? [] : [name])])
  if (!judged.ok) return `${say(`passphrase.weak.${judged.why}`)} ${say('passphrase.better')}`
  return first === second ? undefined : say('passphrase.different')
}
