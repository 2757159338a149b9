// Makes an officer's key in the browser, or takes one from a key file, and prints its recovery key once. Only what is
// wrapped goes to the server, and only after the officer says that the paper is safe.
import { useState } from 'preact/hooks'
import { z } from 'zod'
import { newRecoveryKey, readKeyFile, type WrappedKey, wrapKey } from '../../../../sealing/officer-key.js'
import { makeRecipientKeys, openKey, type RecipientKeys } from '../../../../sealing/vault.js'
import { ProblemLine } from '../../../pages/problem-line.js'
import { call, refusalOf, say } from '../console-call.js'
import { keepKey } from './key-in-tab.js'
import { PassphraseFields } from './passphrase-fields.js'

interface Made {
  readonly keys: RecipientKeys
  readonly wrapped: WrappedKey
  readonly recoveryKey: string
  readonly fromFile: boolean
}

const asked = z.object({ ok: z.literal(true), state: z.enum(['waiting', 'approved', 'removed']) })

export function KeyMaking({ name: knownName }: { readonly name: string | undefined }) {
  const [name, setName] = useState(knownName ?? '')
  const [made, setMade] = useState<Made>()
  const [working, setWorking] = useState(false)
  const [problem, setProblem] = useState('')
  const [file, setFile] = useState<RecipientKeys>()

  async function make(keys: RecipientKeys, passphrase: string, fromFile: boolean): Promise<void> {
    if (!fromFile && name.trim() === '') return setProblem(say('key.nameMissing'))
    setWorking(true)
    setProblem('')
    const recoveryKey = newRecoveryKey()
    setMade({ keys, recoveryKey, fromFile, wrapped: await wrapKey(keys, passphrase, recoveryKey) })
    setWorking(false)
  }

  async function register({ keys, wrapped, fromFile }: Made): Promise<void> {
    setWorking(true)
    const called = fromFile
      ? await takeOver(keys, wrapped)
      : await call('POST', '/console/api/keys', asked, { name: name.trim(), wrapped })
    setWorking(false)
    if (!called.ok) return setProblem(refusalOf(called.why))
    await keepKey(keys)
    location.reload()
  }

  async function chooseFile(chosen: File | undefined): Promise<void> {
    const read = chosen && readKeyFile(await chosen.text())
    setFile(read)
    setProblem(chosen && !read ? say('key.notAKeyFile') : '')
  }

  const trouble = <ProblemLine words={problem} />
  if (made)
    return (
      <Recovery recoveryKey={made.recoveryKey} working={working} done={() => register(made)}>
        {trouble}
      </Recovery>
    )
  return (
    <>
      <p class="note">{say('key.why')}</p>
      {trouble}
      <section class="card">
        <h2>{say('key.make')}</h2>
        <p>{say('key.makeHow')}</p>
        {knownName === undefined && (
          <>
            <label for="key-name">{say('key.name')}</label>
            <input
              autocomplete="off"
              id="key-name"
              type="text"
              value={name}
              maxLength={120}
              onInput={(event) => setName(event.currentTarget.value)}
            />
          </>
        )}
        <PassphraseFields
          id="new"
          button={say('key.makeButton')}
          name={name}
          working={working}
          done={async (passphrase) => make(await makeRecipientKeys(), passphrase, false)}
        />
      </section>
      <details class="card">
        <summary>{say('key.haveFile')}</summary>
        <p>{say('key.haveFileHow')}</p>
        <label for="key-file">{say('key.file')}</label>
        <input
          id="key-file"
          type="file"
          accept="application/json,.json"
          onChange={(event) => chooseFile(event.currentTarget.files?.[0])}
        />
        {file && (
          <PassphraseFields
            id="file"
            button={say('key.takeOver')}
            name={name}
            working={working}
            done={(passphrase) => make(file, passphrase, true)}
          />
        )}
      </details>
    </>
  )
}

/** Shows the server that the private half is here, by opening what only it opens. */
async function takeOver(keys: RecipientKeys, wrapped: WrappedKey) {
  const sealed = z.object({ sealed: z.string() })
  const { publicKey } = keys
  const asks = await call('POST', '/console/api/keys/challenge', sealed, { publicKey })
  if (!asks.ok) return asks
  const answer = new TextDecoder().decode(await openKey(keys, asks.value.sealed))
  return call('POST', '/console/api/keys/take-over', asked, { answer, wrapped })
}

function Recovery({
  recoveryKey,
  working,
  done,
  children,
}: {
  readonly recoveryKey: string
  readonly working: boolean
  readonly done: () => void
  readonly children: preact.ComponentChildren
}) {
  const [printed, setPrinted] = useState(false)
  return (
    <section class="card">
      <h2>{say('recovery.title')}</h2>
      <p>{say('recovery.why')}</p>
      <p class="receipt code" data-recovery-key>
        {recoveryKey.split('-').map((group, place) => [place > 0 && ' ', <span key={place}>{group}</span>])}
      </p>
      <p class="noprint">
        <button type="button" class="second" onClick={() => window.print()}>
          {say('recovery.print')}
        </button>
      </p>
      <label class="choice noprint">
        <input type="checkbox" checked={printed} onChange={() => setPrinted(!printed)} />
        <span>{say('recovery.kept')}</span>
      </label>
      {children}
      <button type="button" disabled={!printed || working} onClick={done}>
        {say('recovery.register')}
      </button>
    </section>
  )
}
