// The questions of the form, one to a step: choices first, words where they are needed, and "I do not know" at one tap.
// Every one may be skipped but the first, which decides who gets it.
import { type ChoiceAbout, choicesAbout } from '../../../../features/cases/case-body.js'
import type { TellingPart } from '../../../../features/cases/filing/tip-completeness.js'
import { corruptionCategories, generalCategories } from '../../../../features/complaints/complaint-kinds.js'
import { FilePicker } from '../../../files/file-picker.js'
import type { FileShelf } from '../../../files/file-shelf.js'
import type { PageContext } from '../page-context.js'
import { mostCharacters, type ReportAnswers, withPart } from './report-answers.js'
import { StepHeading } from './step-heading.js'

export interface StepProps {
  readonly page: PageContext
  readonly answers: ReportAnswers
  readonly answered: (answers: ReportAnswers) => void
  readonly shelf: FileShelf
}

export function KindStep({ page, answers, answered }: StepProps) {
  const { say } = page.reports
  const categories = answers.kind === 'general' ? generalCategories : corruptionCategories
  return (
    <>
      <StepHeading>{say('kind.title')}</StepHeading>
      <fieldset>
        <legend class="hidden">{say('kind.title')}</legend>
        {page.openKinds.map((kind) => (
          <label class="choice" key={kind}>
            <input
              type="radio"
              name="kind"
              checked={answers.kind === kind}
              onChange={() => answered({ ...withoutCategory(answers), kind })}
            />
            <span>
              <strong>{say(`kind.${kind}`)}</strong>
              <span class="hint">{say(`kind.${kind}Hint`)}</span>
            </span>
          </label>
        ))}
      </fieldset>
      {answers.kind && (
        <fieldset>
          <legend>{say('kind.category')}</legend>
          <label class="choice">
            <input
              type="radio"
              name="category"
              checked={answers.category === undefined}
              onChange={() => answered(withoutCategory(answers))}
            />
            <span>{say('kind.unsure')}</span>
          </label>
          {categories.map((category) => (
            <label class="choice" key={category}>
              <input
                type="radio"
                name="category"
                checked={answers.category === category}
                onChange={() => answered({ ...answers, category })}
              />
              <span>{page.complaints.say(`categories.${category}`)}</span>
            </label>
          ))}
        </fieldset>
      )}
      <fieldset>
        <legend>{say('kind.agency')}</legend>
        {(['own', 'other'] as const).map((agency) => (
          <label class="choice" key={agency}>
            <input
              type="radio"
              name="agency"
              checked={answers.agency === agency}
              onChange={() => answered({ ...answers, agency })}
            />
            <span>{say(`kind.${agency}`, { agency: page.agencyName })}</span>
          </label>
        ))}
        {answers.agency === 'other' && <p class="note words">{page.guide.otherAgency}</p>}
      </fieldset>
    </>
  )
}

function withoutCategory({ category: _gone, ...answers }: ReportAnswers): ReportAnswers {
  return answers
}

export function WhatStep(props: StepProps) {
  const { say } = props.page.reports
  return (
    <>
      <StepHeading>{say('ask.what')}</StepHeading>
      <Words {...props} part="what" label={say('ask.whatHint')} rows={9} />
    </>
  )
}

export function ChosenStep({ part, ...props }: StepProps & { readonly part: ChoiceAbout }) {
  const { page, answers, answered } = props
  const { say } = page.reports
  const answer = answers.parts[part]
  const choose = (chosen: string) => answered(withPart(answers, part, { chosen, unknown: false }))
  return (
    <>
      <StepHeading>{say(`ask.${part}`)}</StepHeading>
      <fieldset>
        <legend class="hidden">{say(`ask.${part}`)}</legend>
        {choicesAbout[part].map((value) => (
          <label class="choice" key={value}>
            <input
              type="radio"
              name={part}
              checked={answer.chosen === value}
              onChange={() => choose(value)}
            />
            <span>{chosenWords(page, part, value)}</span>
          </label>
        ))}
        <label class="choice">
          <input
            type="radio"
            name={part}
            checked={answer.unknown}
            onChange={() => answered(asUnknown(answers, part))}
          />
          <span>{say('unknown')}</span>
        </label>
      </fieldset>
      <Guide {...props} part={part} />
      <Words {...props} part={part} label={say(`ask.${part}Words`)} rows={4} />
    </>
  )
}

/** Which body has a say over people of that level; it advises and sends nobody away. */
function Guide({ page, answers, part }: StepProps & { readonly part: ChoiceAbout }) {
  const level = choicesAbout.who.find((one) => one === answers.parts.who.chosen)
  if (part !== 'who' || answers.kind === 'general' || level === undefined) return null
  return <p class="note words">{page.guide[level]}</p>
}

function asUnknown(answers: ReportAnswers, part: ChoiceAbout): ReportAnswers {
  const { chosen: _gone, ...answer } = answers.parts[part]
  return { ...answers, parts: { ...answers.parts, [part]: { ...answer, unknown: true } } }
}

export function chosenWords({ telling }: PageContext, part: ChoiceAbout, value: string): string {
  switch (part) {
    case 'who':
      return telling.say(`chosen.who.${found(choicesAbout.who, value)}`)
    case 'when':
      return telling.say(`chosen.when.${found(choicesAbout.when, value)}`)
    case 'where':
      return telling.say(`chosen.where.${found(choicesAbout.where, value)}`)
    case 'howKnown':
      return telling.say(`chosen.howKnown.${found(choicesAbout.howKnown, value)}`)
  }
}

function found<Value extends string>(list: readonly [Value, ...Value[]] | readonly Value[], value: string) {
  const one = list.find((known) => known === value)
  if (one === undefined) throw new Error('This page knows no such choice')
  return one
}

export function EvidenceStep(props: StepProps) {
  const { page, shelf } = props
  const { say } = page.files
  return (
    <>
      <StepHeading>{page.reports.say('ask.evidence')}</StepHeading>
      <FilePicker id="evidence" say={say} shelf={shelf} hint={say('hint')} label={say('add')} />
      <Words {...props} part="evidence" label={page.reports.say('ask.evidenceWords')} rows={4} />
    </>
  )
}

function Words({
  page,
  answers,
  answered,
  part,
  label,
  rows,
}: StepProps & { readonly part: TellingPart; readonly label: string; readonly rows: number }) {
  return (
    <label>
      {label} <span class="hint">({page.reports.say('optional')})</span>
      <textarea
        name={`${part}-words`}
        rows={rows}
        maxLength={mostCharacters}
        autocomplete="off"
        spellcheck={false}
        value={answers.parts[part].words}
        onInput={(event) => answered(withPart(answers, part, { words: event.currentTarget.value }))}
      />
    </label>
  )
}
