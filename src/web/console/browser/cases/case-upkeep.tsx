// Whose case it is, and the small things without a reason: how long it is kept, whether it is held, what it is a duplicate of.

import { type ComponentChildren, Fragment } from 'preact'
import { useState } from 'preact/hooks'
import { ProblemLine } from '../../../pages/problem-line.js'
import { refusalOf, say } from '../console-call.js'
import { casePage } from './case-page-words.js'
import { muteSource } from './case-source.js'
import { nameOf } from './case-talk.js'
import type { OpenedCase } from './officer-case-opening.js'
import { sendAssignment, sendUnit, sendWork } from './sealed-writing.js'

export interface WorkProps {
  readonly opened: OpenedCase
  readonly changed: () => void
}

export function CaseAssignment({ opened, changed }: WorkProps) {
  const { work, readers } = opened.answered
  const { reader } = casePage
  const [problem, setProblem] = useState('')
  const [sent, setSent] = useState<{ readonly opened: OpenedCase; readonly to: readonly string[] }>()
  const mine = work.assignedTo.includes(reader)
  // The whole list is sent: the next choice waits until what became of the last one is shown.
  const waits = sent?.opened === opened
  const holders = waits ? sent.to : work.assignedTo

  async function assign(to: readonly string[]): Promise<void> {
    setSent({ opened, to })
    const answer = await sendAssignment(opened, to)
    if (answer.ok) return changed()
    setSent(undefined)
    setProblem(refusalOf(answer.why))
  }

  return (
    <div>
      {!mine && (
        <>
          <p>{say('decide.takeHow')}</p>
          <button type="button" disabled={waits} onClick={() => assign([...work.assignedTo, reader])}>
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
                checked={holders.includes(id)}
                disabled={waits}
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
      <ProblemLine words={problem} />
    </div>
  )
}

/** Counted only in the split by unit, which shows no few. A unit that has left the roster stays chosen. */
export function CaseUnit({ opened, changed }: WorkProps) {
  const { unit = '', choices } = opened.answered.concerned
  const [problem, setProblem] = useState('')

  async function choose(chosen: string): Promise<void> {
    const sent = await sendUnit(opened, chosen === '' ? null : chosen)
    if (sent.ok) changed()
    else setProblem(refusalOf(sent.why))
  }

  return (
    <Folded title={say('decide.unit')}>
      <p class="quiet">{say('decide.unitHow')}</p>
      <label for="unit">{say('facts.unit')}</label>
      <select id="unit" value={unit} onChange={(event) => choose(event.currentTarget.value)}>
        <option value="">{say('facts.noUnit')}</option>
        {[...new Set([...choices, ...(unit === '' ? [] : [unit])])].map((one) => (
          <option key={one} value={one}>
            {one}
          </option>
        ))}
      </select>
      <ProblemLine words={problem} />
    </Folded>
  )
}

const retentions = ['undecided', 'spam', 'unfounded', 'founded', 'referredCopy'] as const

/** Small things without a reason: a duplicate, how long it is kept, whether it is held. */
export function CaseUpkeep({ opened, changed }: WorkProps) {
  const { work } = opened.answered
  const [number, setNumber] = useState('')
  const [problem, setProblem] = useState('')

  async function send(body: Readonly<Record<string, unknown>>): Promise<void> {
    const sent = await sendWork(opened, body)
    if (!sent.ok) return setProblem(refusalOf(sent.why))
    if (body.as === 'spam') await muteSource(opened)
    changed()
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
          autocomplete="off"
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
      <ProblemLine words={problem} />
    </Folded>
  )
}

export function Folded({
  title,
  children,
}: {
  readonly title: string
  readonly children: ComponentChildren
}) {
  return (
    <details class="fold">
      <summary>{title}</summary>
      <Fragment>{children}</Fragment>
    </details>
  )
}
