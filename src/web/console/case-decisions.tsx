// What an officer decides: take the case or hand it on, its status, its category, a later day. Each has a reason, which is
// sealed for the officers; each can be refused, and then nothing has changed.
import { type ComponentChildren, Fragment } from 'preact'
import { useState } from 'preact/hooks'
import {
  type ComplaintStatus,
  corruptionCategories,
  generalCategories,
} from '../../features/complaints/complaint-kinds.js'
import { casePage, categoryWords, dayWords, statusWords, todayInBangkok } from './case-page-words.js'
import { nameOf } from './case-talk.js'
import { type Called, refusalOf, say } from './console-call.js'
import type { OpenedCase } from './opened-case.js'
import { sendAssignment, sendDecision, sendWork } from './sealed-writing.js'

interface Props {
  readonly opened: OpenedCase
  readonly changed: () => void
}

export function CaseDecisions({ opened, changed }: Props) {
  const handles = opened.answered.relation === 'assigned'
  return (
    <section class="card noprint" aria-labelledby="decide">
      <h2 id="decide">{say('decide.title')}</h2>
      <Assignment opened={opened} changed={changed} />
      {handles && (
        <>
          <StatusChange opened={opened} changed={changed} />
          <Extension opened={opened} changed={changed} />
          <Category opened={opened} changed={changed} />
          <Rest opened={opened} changed={changed} />
        </>
      )}
    </section>
  )
}

function Assignment({ opened, changed }: Props) {
  const { work, readers } = opened.answered
  const { reader } = casePage
  const [problem, setProblem] = useState('')
  const mine = work.assignedTo.includes(reader)

  async function assign(to: readonly string[]): Promise<void> {
    const sent = await sendAssignment(opened, to)
    if (sent.ok) changed()
    else setProblem(refusalOf(sent.why))
  }

  return (
    <div>
      {!mine && (
        <>
          <p>{say('decide.takeHow')}</p>
          <button type="button" onClick={() => assign([...work.assignedTo, reader])}>
            {say('decide.take')}
          </button>
        </>
      )}
      {mine && (
        <Folded title={say('decide.hand')}>
          {readers.map((id) => (
            <label key={id} class="choice">
              <input
                type="checkbox"
                checked={work.assignedTo.includes(id)}
                onChange={(event) =>
                  assign(
                    event.currentTarget.checked
                      ? [...work.assignedTo, id]
                      : work.assignedTo.filter((one) => one !== id),
                  )
                }
              />
              <span>{nameOf(opened, id)}</span>
            </label>
          ))}
        </Folded>
      )}
      {problem !== '' && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
    </div>
  )
}

function StatusChange({ opened, changed }: Props) {
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
      send={(words) =>
        sendDecision(
          opened,
          'status',
          { sort: reopen ? 'reopened' : to === 'referred' ? 'referral' : 'status', words, to },
          { to, from: complaint.status, on, reopen },
        )
      }
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

function Extension({ opened, changed }: Props) {
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
        id="extension-to"
        type="date"
        min={answerBy}
        value={to}
        onInput={(event) => setTo(event.currentTarget.value)}
      />
    </Decision>
  )
}

function Category({ opened, changed }: Props) {
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

const retentions = ['undecided', 'spam', 'unfounded', 'founded', 'referredCopy'] as const

/** Small things without a reason: a duplicate, how long it is kept, whether it is held. */
function Rest({ opened, changed }: Props) {
  const { work } = opened.answered
  const [number, setNumber] = useState('')
  const [problem, setProblem] = useState('')

  async function send(body: Readonly<Record<string, unknown>>): Promise<void> {
    const sent = await sendWork(opened, body)
    if (sent.ok) changed()
    else setProblem(refusalOf(sent.why))
  }

  return (
    <Folded title={say('decide.rest')}>
      <label for="retention">{say('decide.retention')}</label>
      <select
        id="retention"
        value={work.retention}
        onChange={(event) => send({ kind: 'classified', as: event.currentTarget.value })}
      >
        {retentions.map((one) => (
          <option key={one} value={one}>
            {say(`retention.${one}`)}
          </option>
        ))}
      </select>
      <label class="choice">
        <input
          type="checkbox"
          checked={work.hold}
          onChange={() => send({ kind: work.hold ? 'released' : 'held' })}
        />
        <span>{say('decide.hold')}</span>
      </label>
      <label for="duplicate">{say('decide.duplicate')}</label>
      <div class="row">
        <input
          id="duplicate"
          type="text"
          value={number}
          onInput={(event) => setNumber(event.currentTarget.value)}
        />
        <button
          type="button"
          class="second small"
          disabled={number.trim() === ''}
          onClick={() => send({ kind: 'duplicate', number: number.trim() })}
        >
          {say('decide.link')}
        </button>
        {work.duplicateOf !== undefined && (
          <button type="button" class="second small" onClick={() => send({ kind: 'notDuplicate' })}>
            {say('decide.unlink')}
          </button>
        )}
        {work.answeredOn === undefined && (
          <button type="button" class="second small" onClick={() => send({ kind: 'answered' })}>
            {say('decide.answeredElsewhere')}
          </button>
        )}
      </div>
      {problem !== '' && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
    </Folded>
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
      <form onSubmit={submit}>
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
        {problem !== '' && (
          <p class="problem" role="alert">
            {problem}
          </p>
        )}
        <button type="submit" disabled={!ready}>
          {button}
        </button>
      </form>
    </Folded>
  )
}

function Folded({ title, children }: { readonly title: string; readonly children: ComponentChildren }) {
  return (
    <details class="fold">
      <summary>{title}</summary>
      <Fragment>{children}</Fragment>
    </details>
  )
}
