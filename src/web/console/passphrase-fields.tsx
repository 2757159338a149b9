// A new passphrase, written twice: long rather than strange. Says what is missing before anything is made.
import { useState } from 'preact/hooks'
import { shortestPassphrase } from '../../security/officer-key.js'
import { ProblemLine } from '../pages/problem-line.js'
import { say } from './console-call.js'

export function PassphraseFields({
  id,
  button,
  working,
  done,
}: {
  readonly id: string
  readonly button: string
  readonly working: boolean
  readonly done: (passphrase: string) => void
}) {
  const [first, setFirst] = useState('')
  const [second, setSecond] = useState('')
  const [problem, setProblem] = useState('')

  function check(): void {
    const wrong = problemOf(first, second)
    setProblem(wrong ?? '')
    if (wrong === undefined) done(first)
  }

  return (
    <>
      <label for={`${id}-first`}>
        {say('passphrase.first')}{' '}
        <span class="hint">{say('passphrase.hint', { least: shortestPassphrase })}</span>
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
      <button type="button" disabled={working} onClick={check}>
        {working ? say('unlock.working') : button}
      </button>
    </>
  )
}

function problemOf(first: string, second: string): string | undefined {
  if ([...first].length < shortestPassphrase) return say('passphrase.tooShort', { least: shortestPassphrase })
  return first === second ? undefined : say('passphrase.different')
}
