// The page of one case: asks for what is sealed, opens it with the officer's key in this tab, and shows it. When something
// has changed it asks again, so that what is shown is what is there.
import { render } from 'preact'
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import type { RecipientKeys } from '../../../../sealing/vault.js'
import { VaultBroken } from '../../../../sealing/vault.js'
import { call, refusalOf, say } from '../console-call.js'
import { type KeyInTab, keyInTab } from '../officers/key-in-tab.js'
import { UnlockForm } from '../officers/unlock-form.js'
import { wireSignOut } from '../sign-out-button.js'
import { CaseDecisions } from './case-decisions.js'
import { CaseFacts } from './case-facts.js'
import { CaseHistory } from './case-history.js'
import { casePage } from './case-page-words.js'
import { CasePaper, Watermark } from './case-paper.js'
import { CaseNotes, CaseTalk } from './case-talk.js'
import { CaseTold } from './case-told.js'
import { answeredCaseSchema, type OpenedCase, openCase } from './officer-case-opening.js'

function CasePage({ kept }: { readonly kept: KeyInTab }) {
  const [keys, setKeys] = useState<RecipientKeys | undefined>(kept.state === 'open' ? kept.keys : undefined)
  const [opened, setOpened] = useState<OpenedCase>()
  const [problem, setProblem] = useState('')

  const asked = useRef(0)

  const load = useCallback(async () => {
    if (!keys) return
    asked.current += 1
    const mine = asked.current
    const called = await call('GET', `/console/api/cases/${casePage.caseId}`, answeredCaseSchema)
    if (!called.ok) return setProblem(refusalOf(called.why))
    try {
      const newest = await openCase(called.value, keys)
      // An answer that was asked for earlier may come later: it is older.
      if (mine === asked.current) setOpened(newest)
    } catch (error) {
      if (!(error instanceof VaultBroken)) throw error
      setProblem(say('case.notSealedToYou'))
    }
  }, [keys])
  useEffect(() => void load(), [load])

  if (!keys)
    return <UnlockForm wrapped={casePage.wrapped} forgotten={kept.state === 'forgotten'} opened={setKeys} />
  if (problem !== '')
    return (
      <p class="problem" role="alert">
        {problem}
      </p>
    )
  if (!opened) return <p class="quiet">{say('case.opening')}</p>
  const handles = opened.answered.relation === 'assigned'
  return (
    <>
      <Watermark opened={opened} />
      <div class="columns">
        <div>
          <CaseTold opened={opened} handles={handles} changed={load} />
          <CaseTalk opened={opened} handles={handles} changed={load} />
          <CaseNotes opened={opened} changed={load} />
          <CaseHistory opened={opened} />
        </div>
        <aside>
          <CaseFacts opened={opened} />
          <CaseDecisions
            key={`${opened.answered.complaint.status} ${opened.decisions.length}`}
            opened={opened}
            changed={load}
          />
          <CasePaper opened={opened} />
        </aside>
      </div>
    </>
  )
}

const place = document.getElementById('app')
wireSignOut()
if (place) {
  const kept = await keyInTab(casePage.wrapped.publicKey)
  place.replaceChildren()
  render(<CasePage kept={kept} />, place)
}
