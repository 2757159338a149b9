// What an officer decides: take the case or hand it on, its status, its category, a later day. Each has a reason, which is
// sealed for the officers; each can be refused, and then nothing has changed.
import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import {
  type ComplaintStatus,
  corruptionCategories,
  generalCategories,
} from '../../../../features/complaints/complaint-kinds.js'
import { isClosed } from '../../../../features/complaints/complaint-status.js'
import { ProblemLine } from '../../../pages/problem-line.js'
import { type Called, refusalOf, say } from '../console-call.js'
import { categoryWords, dayWords, statusWords, todayInBangkok } from './case-page-words.js'
import { letGoOfSource } from './case-source.js'
import { CaseAssignment, CaseUnit, CaseUpkeep, Folded, type WorkProps } from './case-upkeep.js'
import { sendDecision } from './sealed-writing.js'

export function CaseDecisions({ opened, changed }: WorkProps) {
  const handles = opened.answered.relation === 'assigned'
  return (
    <section class="card noprint" aria-labelledby="decide">
      <h2 id="decide">{say('decide.title')}</h2>
      <CaseAssignment opened={opened} changed={changed} />
      {handles && (
        <>
          <StatusChange opened={opened} changed={changed} />
          <Extension opened={opened} changed={changed} />
          <Category opened={opened} changed={changed} />
          <CaseUnit opened={opened} changed={changed} />
          <CaseUpkeep opened={opened} changed={changed} />
        </>
      )}
    </section>
  )
}

function StatusChange({ opened, changed }: WorkProps) {
  const { ways, complaint } = opened.answered
  const choices = [...ways.forward, ...ways.reopened]
  const [to, setTo] = useState<ComplaintStatus | ''>('')
  const [on, setOn] = useState(todayInBangkok())
  const reopen = to !== '' && !ways.forward.includes(to)
  return (
    <Decision
      id="status"
      title={say('decide.status')}
      button={say('decide.saveStatus')}
      ready={to !== ''}
      send={async (words) => {
        const sort = reopen ? 'reopened' : to === 'referred' ? 'referral' : 'status'
        const body = { to, from: complaint.status, on, reopen }
        const sent = await sendDecision(opened, 'status', { sort, words, to }, body)
        if (sent.ok && to !== '' && isClosed(to)) await letGoOfSource(opened)
        return sent
      }}
      changed={changed}
    >
      <label for="status-to">{say('decide.to')}</label>
      <select
        id="status-to"
        value={to}
        onChange={(event) => setTo(choices.find((one) => one === event.currentTarget.value) ?? '')}
      >
        <option value="">{say('decide.choose')}</option>
        {choices.map((one) => (
          <option key={one} value={one}>
            {ways.forward.includes(one)
              ? statusWords(one)
              : say('decide.reopenAs', { status: statusWords(one) })}
          </option>
        ))}
      </select>
      <label for="status-on">{say('decide.on')}</label>
      <input
        autocomplete="off"
        id="status-on"
        type="date"
        value={on}
        min={complaint.receivedOn}
        max={todayInBangkok()}
        onInput={(event) => setOn(event.currentTarget.value)}
      />
    </Decision>
  )
}

function Extension({ opened, changed }: WorkProps) {
  const { answerBy } = opened.answered.work
  const [to, setTo] = useState('')
  return (
    <Decision
      id="extension"
      title={say('decide.extend')}
      button={say('decide.saveExtension')}
      ready={to !== ''}
      send={(words) => sendDecision(opened, 'extension', { sort: 'extension', words, to }, { to })}
      changed={changed}
    >
      <p class="quiet">{say('decide.extendHow', { day: dayWords(answerBy) })}</p>
      <label for="extension-to">{say('decide.newDay')}</label>
      <input
        autocomplete="off"
        id="extension-to"
        type="date"
        min={answerBy}
        value={to}
        onInput={(event) => setTo(event.currentTarget.value)}
      />
    </Decision>
  )
}

function Category({ opened, changed }: WorkProps) {
  const { kind, category } = opened.answered.complaint
  const [chosen, setChosen] = useState(`${kind} ${category}`)
  const [newKind = '', newCategory = ''] = chosen.split(' ')
  const choices = [
    ...[...corruptionCategories, 'unspecified'].map((one) => `corruption ${one}`),
    ...generalCategories.map((one) => `general ${one}`),
  ]
  return (
    <Decision
      id="category"
      title={say('decide.category')}
      button={say('decide.saveCategory')}
      ready={chosen !== `${kind} ${category}`}
      send={(words) =>
        sendDecision(
          opened,
          'category',
          { sort: 'correction', words, to: newCategory },
          { sort: { kind: newKind, category: newCategory } },
        )
      }
      changed={changed}
    >
      <label for="category-to">{say('decide.newCategory')}</label>
      <select id="category-to" value={chosen} onChange={(event) => setChosen(event.currentTarget.value)}>
        {choices.map((one) => (
          <option key={one} value={one}>
            {categoryWords(one.split(' ')[1] ?? one)}
          </option>
        ))}
      </select>
    </Decision>
  )
}

function Decision({
  id,
  title,
  button,
  ready,
  send,
  changed,
  children,
}: {
  readonly id: string
  readonly title: string
  readonly button: string
  readonly ready: boolean
  readonly send: (words: string) => Promise<Called<unknown>>
  readonly changed: () => void
  readonly children: ComponentChildren
}) {
  const [words, setWords] = useState('')
  const [problem, setProblem] = useState('')

  async function submit(event: Event): Promise<void> {
    event.preventDefault()
    const sent = await send(words.trim())
    if (sent.ok) changed()
    else setProblem(refusalOf(sent.why, sent.seconds))
  }

  return (
    <Folded title={title}>
      <form autocomplete="off" onSubmit={submit}>
        {children}
        <label for={`${id}-reason`}>
          {say('decide.reason')} <span class="hint">{say('decide.reasonHint')}</span>
        </label>
        <textarea
          id={`${id}-reason`}
          value={words}
          required
          maxLength={4000}
          onInput={(event) => setWords(event.currentTarget.value)}
        />
        <ProblemLine words={problem} />
        <button type="submit" disabled={!ready}>
          {button}
        </button>
      </form>
    </Folded>
  )
}
