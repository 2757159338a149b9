// Before sending: everything that was told, how far an officer gets with it, and the words that might tell who told it.
// It points and proposes; the reporter decides.
import { type ChoiceAbout, choicesAbout } from '../../../../features/cases/case-body.js'
import { disclosuresIn, neutralised } from '../../../../features/cases/disclosure/self-disclosure.js'
import {
  completenessOf,
  type TellingPart,
  tellingParts,
} from '../../../../features/cases/filing/tip-completeness.js'
import type { FileShelf } from '../../../files/file-shelf.js'
import type { PageContext } from '../page-context.js'
import { type ReportAnswers, sortOf, textsOf, toldTip, withPart } from './report-answers.js'
import { chosenWords, type StepProps } from './report-steps.js'
import { StepHeading } from './step-heading.js'

export type EditableStep = 'kind' | TellingPart

export function ReviewStep({
  page,
  answers,
  answered,
  shelf,
  edit,
}: StepProps & { readonly edit: (step: EditableStep) => void }) {
  const { say } = page.reports
  return (
    <>
      <StepHeading>{say('review.title')}</StepHeading>
      <Meter page={page} answers={answers} />
      <Disclosures page={page} answers={answers} answered={answered} />
      <dl class="told">
        <Told name={page.followUp.say('category')} editWords={say('review.edit')} edit={() => edit('kind')}>
          {page.complaints.say(`categories.${sortOf(answers).category}`)}
        </Told>
        {tellingParts.map((part) => (
          <Told
            key={part}
            name={page.telling.say(`part.${part}`)}
            editWords={say('review.edit')}
            edit={() => edit(part)}
          >
            {wordsOf(page, answers, part, shelf)}
          </Told>
        ))}
      </dl>
    </>
  )
}

function Told({
  name,
  children,
  editWords,
  edit,
}: {
  readonly name: string
  readonly children: string
  readonly editWords: string
  readonly edit: () => void
}) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
      <dd>
        <button type="button" class="second small" onClick={edit} aria-label={`${editWords} ${name}`}>
          {editWords}
        </button>
      </dd>
    </div>
  )
}

/** A file that was left out is named where the others are counted: nobody believes that it was sent. */
function fileLines({ reports, files }: PageContext, shelf: FileShelf): string[] {
  const [ready, refused] = [
    shelf.ready().length,
    shelf.rows().filter(({ state }) => state.at === 'refused').length,
  ]
  return [
    ...(ready > 0 ? [reports.say('review.fileCount', { count: ready })] : []),
    ...(refused > 0 ? [files.say('notAdded', { count: refused })] : []),
  ]
}

function wordsOf(page: PageContext, answers: ReportAnswers, part: TellingPart, shelf: FileShelf): string {
  const { say } = page.reports
  const { words, chosen, unknown } = answers.parts[part]
  const about = choosable(part)
  const told = [
    ...(about && chosen !== undefined ? [chosenWords(page, about, chosen)] : []),
    ...(unknown ? [say('unknown')] : []),
    ...(words.trim() === '' ? [] : [words.trim()]),
    ...(part === 'evidence' ? fileLines(page, shelf) : []),
  ]
  return told.length === 0 ? say('review.notSaid') : told.join('\n')
}

function choosable(part: TellingPart): ChoiceAbout | undefined {
  return part in choicesAbout ? (part as ChoiceAbout) : undefined
}

function Meter({ page, answers }: Pick<StepProps, 'page' | 'answers'>) {
  const { say } = page.reports
  const { score, missing, specific } = completenessOf(toldTip(answers))
  const most = missing.slice(0, 3).map((part) => page.telling.say(`part.${part}`))
  return (
    <div class="card">
      <label for="completeness">{say('review.meter')}</label>
      <meter id="completeness" min={0} max={100} low={40} high={70} optimum={100} value={score}>
        {say('review.score', { score })}
      </meter>
      <p class={specific ? '' : 'quiet'}>
        {say('review.score', { score })} · {say(specific ? 'review.specific' : 'review.notSpecific')}
      </p>
      {most.length > 0 && (
        <p class="quiet">
          {say('review.missing')}: {most.join(' · ')}
        </p>
      )}
    </div>
  )
}

function Disclosures({ page, answers, answered }: Omit<StepProps, 'shelf'>) {
  const { say } = page.reports
  const kinds = new Set(textsOf(answers).flatMap((text) => disclosuresIn(text).map(({ kind }) => kind)))
  if (kinds.size === 0) return null
  const neutralise = () =>
    answered(
      tellingParts.reduce(
        (so, part) => withPart(so, part, { words: neutralised(so.parts[part].words) }),
        answers,
      ),
    )
  return (
    <div class="note">
      <strong>{say('review.disclosures')}</strong>
      <ul>
        {[...kinds].map((kind) => (
          <li key={kind}>{say(`review.kinds.${kind}`)}</li>
        ))}
      </ul>
      <p class="hint">{say('review.disclosuresHint')}</p>
      <button type="button" class="second" onClick={neutralise}>
        {say('review.neutralise')}
      </button>
    </div>
  )
}
