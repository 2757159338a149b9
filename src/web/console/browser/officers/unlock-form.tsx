// Opens the officer's key in this tab, by passphrase or by the printed recovery key. Runs in the browser; neither leaves it.
import { useState } from 'preact/hooks'
import { unwrapByPassphrase, unwrapByRecoveryKey, type WrappedKey } from '../../../../sealing/officer-key.js'
import { type RecipientKeys, VaultBroken } from '../../../../sealing/vault.js'
import { say } from '../console-call.js'
import { keepKey } from './key-in-tab.js'

export function UnlockForm({
  wrapped,
  forgotten,
  opened,
}: {
  readonly wrapped: WrappedKey
  /** It was open in this tab, and is no longer. */
  readonly forgotten: boolean
  readonly opened: (keys: RecipientKeys, byRecovery: boolean) => void
}) {
  const [byRecovery, setByRecovery] = useState(false)
  const [words, setWords] = useState('')
  const [state, setState] = useState<'idle' | 'working' | 'wrong'>('idle')

  async function unlock(event: Event): Promise<void> {
    event.preventDefault()
    setState('working')
    try {
      const open = byRecovery ? unwrapByRecoveryKey : unwrapByPassphrase
      const keys = await open(wrapped, words)
      await keepKey(keys)
      opened(keys, byRecovery)
    } catch (error) {
      if (!(error instanceof VaultBroken)) throw error
      setState('wrong')
    }
  }

  const field = {
    autocomplete: 'off',
    spellcheck: false,
    value: words,
    required: true,
    onInput: (event: { readonly currentTarget: HTMLInputElement }) => setWords(event.currentTarget.value),
  } as const
  return (
    <form autocomplete="off" class="card narrow" onSubmit={unlock}>
      <h2>{say('unlock.title')}</h2>
      {forgotten && (
        <p class="note" role="status">
          {say('unlock.forgotten')}
        </p>
      )}
      <p class="quiet">{say('unlock.why')}</p>
      <label for="unlock-words">{say(byRecovery ? 'unlock.recoveryKey' : 'unlock.passphrase')}</label>
      {byRecovery ? (
        <input id="unlock-words" type="text" class="code" {...field} />
      ) : (
        <input id="unlock-words" type="password" {...field} />
      )}
      {state === 'wrong' && (
        <p class="problem" role="alert">
          {say(byRecovery ? 'unlock.wrongRecoveryKey' : 'unlock.wrongPassphrase')}
        </p>
      )}
      <div class="row">
        <button type="submit" disabled={state === 'working'}>
          {say(state === 'working' ? 'unlock.working' : 'unlock.button')}
        </button>
        <button
          type="button"
          class="second"
          onClick={() => {
            setByRecovery(!byRecovery)
            setWords('')
            setState('idle')
          }}
        >
          {say(byRecovery ? 'unlock.usePassphrase' : 'unlock.useRecoveryKey')}
        </button>
      </div>
    </form>
  )
}
