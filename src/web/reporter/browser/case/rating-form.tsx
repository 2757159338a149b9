// At the end: how satisfied the reporter is, one to five, and a word that goes to the officers of this case alone.
import { useState } from 'preact/hooks'
import { ProblemLine } from '../../../pages/problem-line.js'
import type { CaseProps } from '../../server/case-props.js'
import { attempted } from '../ask-server.js'
import { newDraft } from './opened-case.js'

export function RatingForm({ page, opened, read, changed }: CaseProps) {
  const { say, lines } = page.followUp
  const [rating, setRating] = useState(0)
  const [word, setWord] = useState('')
  const [problem, setProblem] = useState('')

  async function submit(event: Event): Promise<void> {
    event.preventDefault()
    if (rating === 0) return setProblem(say('rate.needed'))
    const draft = word.trim() === '' ? undefined : newDraft('rating', word)
    const rated = await attempted(
      () => opened.rate(rating, draft),
      () => page.reports.say('sending.broken'),
    )
    if (!rated.ok) return setProblem(rated.sentence)
    setProblem('')
    await changed()
  }

  if (read.given.rating !== undefined)
    return (
      <p class="good" role="status">
        {say('rate.done')} {say('rate.given', { rating: read.given.rating })}
      </p>
    )
  return (
    <form autocomplete="off" class="card" onSubmit={(event) => void submit(event)} noValidate>
      <fieldset>
        <legend>{say('rate.title')}</legend>
        {lines('rate.grades').map((grade, place) => (
          <label class="choice" key={grade}>
            <input
              type="radio"
              name="rating"
              checked={rating === place + 1}
              onChange={() => setRating(place + 1)}
            />
            <span>{grade}</span>
          </label>
        ))}
      </fieldset>
      <label>
        {say('rate.word')}
        <textarea
          name="rating-word"
          rows={3}
          maxLength={2000}
          spellcheck={false}
          value={word}
          onInput={(event) => setWord(event.currentTarget.value)}
        />
      </label>
      <p class="quiet">{say('rate.text')}</p>
      <ProblemLine words={problem} />
      <button type="submit">{say('rate.send')}</button>
    </form>
  )
}
