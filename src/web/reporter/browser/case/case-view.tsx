// A case as its reporter sees it: where it stands, what was told, what was said since. Everything here was opened in this
// browser.
import { filesOfBody, firstNumbers, isForReporter } from '../../../../features/cases/filing/case-files.js'
import { tellingParts } from '../../../../features/cases/filing/tip-completeness.js'
import type { CaseProps } from '../../server/case-props.js'
import { chosenWords } from '../report/report-steps.js'
import { StepHeading } from '../report/step-heading.js'
import { CaseActions } from './case-actions.js'
import { CaseFile, SealedFile } from './case-file.js'
import { dayWords } from './day-words.js'
import type { TalkPart } from './opened-case.js'

export function CaseView(props: CaseProps & { readonly signOut: () => void }) {
  const { page, opened, read, signOut } = props
  const { say } = page.followUp
  const numbers = firstNumbers(read.body, read.talk)
  return (
    <>
      <Standing page={page} read={read} />
      <section class="card">
        <h2>{say('talk.title')}</h2>
        {read.talk.length === 0 && <p class="quiet">{say('talk.empty')}</p>}
        <ol class="talk">
          {read.talk.map((part) => (
            <Said
              key={part.id}
              page={page}
              opened={opened}
              part={part}
              firstNumber={numbers.get(part.id) ?? 1}
            />
          ))}
        </ol>
      </section>
      <CaseActions {...props} />
      <details class="card">
        <summary>{say('told')}</summary>
        <Told page={page} opened={opened} read={read} />
      </details>
      <button type="button" class="second" onClick={signOut}>
        {say('signOut')}
      </button>
    </>
  )
}

function Standing({ page, read: { given } }: Pick<CaseProps, 'page' | 'read'>) {
  const { say } = page.followUp
  const days = (count: number) => say(count < 0 ? 'overdue' : 'daysLeft', { days: Math.abs(count) })
  return (
    <section class="card">
      <StepHeading>{page.complaints.say(`statuses.${given.status}`)}</StepHeading>
      {given.withdrawnOn !== undefined && (
        <p class="note">{say('withdrawnOn', { day: dayWords(given.withdrawnOn, page.language) })}</p>
      )}
      <dl>
        <dt>{say('category')}</dt>
        <dd>{page.complaints.say(`categories.${given.category}`)}</dd>
        <dt>{say('receivedOn')}</dt>
        <dd>{dayWords(given.receivedOn, page.language)}</dd>
        {given.closedOn === undefined ? (
          <>
            <dt>{say('answerBy')}</dt>
            <dd>
              {dayWords(given.answerBy, page.language)}{' '}
              <span class={given.daysLeft < 0 ? 'chip bad' : 'chip'}>{days(given.daysLeft)}</span>
            </dd>
          </>
        ) : (
          <>
            <dt>{say('closedOn')}</dt>
            <dd>{dayWords(given.closedOn, page.language)}</dd>
          </>
        )}
      </dl>
      {given.extended && <p class="quiet">{say('extended')}</p>}
    </section>
  )
}

function Said({
  page,
  opened,
  part: { from, day, message },
  firstNumber,
}: Pick<CaseProps, 'page' | 'opened'> & { readonly part: TalkPart; readonly firstNumber: number }) {
  const { say } = page.followUp
  const sort = message?.sort ?? 'words'
  const who = from === 'agency' ? say('talk.agency') : say('talk.you')
  const title = sort === 'words' ? who : say(`talk.${sort}`)
  return (
    <li class={from}>
      <p class="quiet">
        <strong>{title}</strong> · {dayWords(day, page.language)}
      </p>
      <p class="words">{message ? message.words : say('talk.unreadable')}</p>
      {message?.attachments.map((attachment, place) => (
        <CaseFile
          key={attachment.id}
          page={page}
          opened={opened}
          file={attachment}
          number={firstNumber + place}
        />
      ))}
    </li>
  )
}

function Told({ page, opened, read: { body } }: Pick<CaseProps, 'page' | 'opened' | 'read'>) {
  const { say } = page.followUp
  return (
    <>
      <dl class="told">
        {tellingParts.map((part) => {
          const chosen = body.chosen.find(({ about }) => about === part)
          const words = [
            ...(chosen ? [chosenWords(page, chosen.about, chosen.value)] : []),
            ...body.texts.filter(({ about }) => about === part).map((text) => text.words),
            ...(body.unknown.includes(part) ? [say('unknown')] : []),
          ]
          return (
            words.length > 0 && (
              <div key={part}>
                <dt>{page.telling.say(`part.${part}`)}</dt>
                <dd>{words.join('\n')}</dd>
              </div>
            )
          )
        })}
      </dl>
      {filesOfBody(body).map((file) => {
        const { number, clean, original } = file
        const common = { page, opened, number }
        if (clean) return <CaseFile key={clean.id} {...common} file={clean} />
        if (isForReporter(file))
          return <CaseFile key={original.id} {...common} file={original} as="original" />
        return <SealedFile key={original.id} page={page} mime={original.mime} number={number} />
      })}
    </>
  )
}
