// The page of an officer's own key: make it, wait for approval, open it for this tab, lock it, choose another passphrase.
import { render } from 'preact'
import { useState } from 'preact/hooks'
import { z } from 'zod'
import { readableFingerprint, wrapAgain, wrappedKeySchema } from '../../../../sealing/officer-key.js'
import { readPageData } from '../../../pages/page-data.js'
import { call, refusalOf, say } from '../console-call.js'
import { wireSignOut } from '../sign-out-button.js'
import { forgetKey, type KeyInTab, keyInTab } from './key-in-tab.js'
import { KeyMaking } from './key-making.js'
import { PassphraseFields } from './passphrase-fields.js'
import { UnlockForm } from './unlock-form.js'

const own = z.object({
  id: z.string(),
  state: z.enum(['waiting', 'approved', 'removed']),
  wrapped: wrappedKeySchema,
})
type Own = z.infer<typeof own>
const { own: mine, name } = readPageData(z.object({ name: z.string().optional(), own: own.optional() }))

function OwnKey({ own: { id, state, wrapped }, kept }: { readonly own: Own; readonly kept: KeyInTab }) {
  const [keys, setKeys] = useState(kept.state === 'open' ? kept.keys : undefined)
  const [again, setAgain] = useState(false)
  const [said, setSaid] = useState('')

  async function choose(passphrase: string): Promise<void> {
    if (!keys) return
    const done = z.object({ ok: z.literal(true) })
    const called = await call(
      'PUT',
      '/console/api/keys/own',
      done,
      await wrapAgain(keys, passphrase, wrapped),
    )
    setSaid(called.ok ? say('key.passphraseChanged') : refusalOf(called.why))
    setAgain(false)
  }

  return (
    <>
      <section class="card">
        <h2>{say(`key.state.${state}`)}</h2>
        <p>{say(`key.stateMeans.${state}`)}</p>
        <p class="quiet">{say('key.fingerprint')}</p>
        <p class="code">{readableFingerprint(id)}</p>
      </section>
      {said !== '' && (
        <p class="good" role="status">
          {said}
        </p>
      )}
      {keys ? (
        <section class="card">
          <h2>{say('key.open')}</h2>
          <p>{say('key.openMeans')}</p>
          <div class="row">
            {state === 'approved' && (
              <a class="button" href="/console/cases">
                {say('key.toCases')}
              </a>
            )}
            <button
              type="button"
              class="second"
              onClick={() => {
                forgetKey()
                setKeys(undefined)
              }}
            >
              {say('key.lock')}
            </button>
            <button type="button" class="second" onClick={() => setAgain(!again)}>
              {say('key.changePassphrase')}
            </button>
          </div>
          {again && (
            <div class="below">
              <PassphraseFields
                id="again"
                name={name}
                button={say('key.savePassphrase')}
                working={false}
                done={choose}
              />
            </div>
          )}
        </section>
      ) : (
        <UnlockForm
          wrapped={wrapped}
          forgotten={kept.state === 'forgotten'}
          opened={(opened, byRecovery) => {
            setKeys(opened)
            setAgain(byRecovery)
          }}
        />
      )}
    </>
  )
}

const place = document.getElementById('app')
wireSignOut()
if (place && mine) render(<OwnKey own={mine} kept={await keyInTab(mine.wrapped.publicKey)} />, place)
else if (place) render(<KeyMaking name={name} />, place)
