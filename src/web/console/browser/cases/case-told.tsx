// What was told: answers by question, and the files with them. Where a blotted-out copy was made, that one is shown first; the
// original stays sealed beside it and is shown when asked for.
import { useState } from 'preact/hooks'
import { filesOfBody, isForReporter } from '../../../../features/cases/filing/case-files.js'
import { type TellingPart, tellingParts } from '../../../../features/cases/filing/tip-completeness.js'
import { say } from '../console-call.js'
import { BlottedWords } from './blotted-words.js'
import { Attachment } from './case-attachment.js'
import { chosenWords, partWords } from './case-page-words.js'
import { type OpenedCase, redactionOf } from './officer-case-opening.js'
import { RedactionForm } from './redaction-form.js'

export function CaseTold({
  opened,
  handles,
  changed,
}: {
  readonly opened: OpenedCase
  readonly handles: boolean
  readonly changed: () => void
}) {
  const { body } = opened
  const redacted = redactionOf(opened, 'body')
  const [original, setOriginal] = useState(false)
  const [redacting, setRedacting] = useState(false)
  if (!body) return <p class="problem">{say('case.closedBody')}</p>

  const words = body.texts.map(({ words }, index) => (original ? words : (redacted?.[index] ?? words)))
  return (
    <section class="card" aria-labelledby="told">
      <h2 id="told">{say('told.title')}</h2>
      {redacted && (
        <p class="note row noprint">
          <span>{say(original ? 'told.showsOriginal' : 'told.showsRedacted')}</span>
          <button type="button" class="second small" onClick={() => setOriginal(!original)}>
            {say(original ? 'told.toRedacted' : 'told.toOriginal')}
          </button>
        </p>
      )}
      {tellingParts.map((part) => (
        <Told key={part} opened={opened} part={part} words={words} />
      ))}
      <Files opened={opened} />
      {handles && !redacting && (
        <button type="button" class="second small noprint" onClick={() => setRedacting(true)}>
          {say('redaction.begin')}
        </button>
      )}
      {redacting && (
        <RedactionForm
          opened={opened}
          of="body"
          texts={body.texts.map((text, index) => redacted?.[index] ?? text.words)}
          done={(sent) => {
            setRedacting(false)
            if (sent) changed()
          }}
        />
      )}
    </section>
  )
}

function Told({
  opened,
  part,
  words,
}: {
  readonly opened: OpenedCase
  readonly part: TellingPart
  readonly words: readonly string[]
}) {
  const { body } = opened
  if (!body) return null
  const chosen = body.chosen.filter(({ about }) => about === part).map(chosenWords)
  const told = body.texts.flatMap(({ about }, index) => (about === part ? [words[index] ?? ''] : []))
  const unknown = body.unknown.includes(part)
  if (chosen.length === 0 && told.length === 0 && !unknown) return null
  return (
    <div class="told">
      <h3>{partWords(part)}</h3>
      {chosen.length > 0 && (
        <p>
          {chosen.map((one) => (
            <span key={one} class="chip">
              {one}
            </span>
          ))}
        </p>
      )}
      {told.map((text, index) => (
        <p key={`${part}${index}`} class="words">
          <BlottedWords words={text} />
        </p>
      ))}
      {unknown && told.length === 0 && <p class="quiet">{say('told.unknown')}</p>}
    </div>
  )
}

function Files({ opened }: { readonly opened: OpenedCase }) {
  const files = opened.body ? filesOfBody(opened.body) : []
  if (files.length === 0) return null
  return (
    <div>
      <h3>{say('told.files')}</h3>
      {files.map((file) => {
        const { number, clean, original } = file
        return clean ? (
          <div key={clean.id} class="pair">
            <Attachment {...{ opened, number }} {...clean} />
            <details class="noprint">
              <summary>{say('told.originalFile')}</summary>
              <p class="quiet">{say('told.originalWarning')}</p>
              <Attachment {...{ opened, number }} {...original} original />
            </details>
          </div>
        ) : (
          <Attachment
            key={original.id}
            {...{ opened, number }}
            {...original}
            original
            alone
            withCaseKey={isForReporter(file)}
          />
        )
      })}
    </div>
  )
}
