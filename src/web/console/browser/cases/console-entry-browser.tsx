// The form for what came by letter, telephone, e-mail or in person. The browser looks whether it names an officer, leaves that
// one out, seals it to the others, and sends it; in clear it is nowhere else.
import { render } from 'preact'
import { useState } from 'preact/hooks'
import { z } from 'zod'
import type complaints from '../../../../../locales/th/complaints.json'
import type telling from '../../../../../locales/th/telling.json'
import { type TellingPart, tellingParts } from '../../../../features/cases/filing/tip-completeness.js'
import { corruptionCategories, generalCategories } from '../../../../features/complaints/complaint-kinds.js'
import { FilePicker } from '../../../files/file-picker.js'
import { useFileShelf } from '../../../files/use-file-shelf.js'
import { readPageData } from '../../../pages/page-data.js'
import { ProblemLine } from '../../../pages/problem-line.js'
import { textTree, wordsFrom } from '../../../pages/words-in-page.js'
import { refusalOf, say } from '../console-call.js'
import { wireSignOut } from '../sign-out-button.js'
import { sayFiles } from './console-file-words.js'
import { type Entry, fileEntry } from './entry-sealing.js'

const channels = z.enum(['letter', 'telephone', 'walkIn', 'email'])
const page = readPageData(
  z.object({
    today: z.string(),
    channels: z.array(channels),
    units: z.array(z.string()),
    complaintWords: textTree,
    tellingWords: textTree,
  }),
)
const complaintWords = wordsFrom<typeof complaints>(page.complaintWords)
const tellingWords = wordsFrom<typeof telling>(page.tellingWords)

const sorts: readonly Entry['sort'][] = [
  ...corruptionCategories.map((category) => ({ kind: 'corruption', category }) as const),
  { kind: 'corruption', category: 'unspecified' },
  ...generalCategories.map((category) => ({ kind: 'general', category }) as const),
]

function EntryForm() {
  const [channel, setChannel] = useState<z.infer<typeof channels>>('letter')
  const [receivedOn, setReceivedOn] = useState(page.today)
  const [sort, setSort] = useState(0)
  const [unit, setUnit] = useState('')
  const [words, setWords] = useState<Partial<Record<TellingPart, string>>>({})
  const shelf = useFileShelf()
  const [state, setState] = useState<'idle' | 'working' | 'done'>('idle')
  const [problem, setProblem] = useState('')

  async function submit(event: Event): Promise<void> {
    event.preventDefault()
    if (shelf.isBusy()) return setProblem(sayFiles('stillWorking'))
    setState('working')
    setProblem('')
    const filed = await fileEntry({
      channel,
      receivedOn,
      sort: sorts[sort] ?? { kind: 'corruption', category: 'unspecified' },
      ...(unit !== '' && { unit }),
      texts: tellingParts.flatMap((about) => {
        const told = (words[about] ?? '').trim()
        return told === '' ? [] : [{ about, words: told }]
      }),
      files: shelf.ready(),
      tell: shelf.mark,
    })
    shelf.stopped()
    setState(filed.ok ? 'done' : 'idle')
    if (!filed.ok) setProblem(refusalOf(filed.why))
  }

  if (state === 'done')
    return (
      <div class="good" role="status">
        <p>{say('entry.done')}</p>
        <p class="row">
          <a class="button" href="/console/cases">
            {say('nav.cases')}
          </a>
          <a class="button second" href="/console/entry">
            {say('entry.another')}
          </a>
        </p>
      </div>
    )
  return (
    <form autocomplete="off" class="card" onSubmit={submit}>
      <p class="note">{say('entry.how')}</p>
      <div class="pair-fields">
        <label>
          {say('entry.channel')}
          <select value={channel} onChange={(event) => setChannel(channels.parse(event.currentTarget.value))}>
            {page.channels.map((one) => (
              <option key={one} value={one}>
                {complaintWords.say(`channels.${one}`)}
              </option>
            ))}
          </select>
        </label>
        <label>
          {say('entry.receivedOn')}
          <input
            autocomplete="off"
            type="date"
            max={page.today}
            required
            value={receivedOn}
            onInput={(event) => setReceivedOn(event.currentTarget.value)}
          />
        </label>
      </div>
      <label>
        {say('entry.category')}
        <select value={String(sort)} onChange={(event) => setSort(Number(event.currentTarget.value))}>
          {sorts.map(({ kind, category }, index) => (
            <option key={`${kind} ${category}`} value={String(index)}>
              {complaintWords.say(`categories.${category}`)}
            </option>
          ))}
        </select>
      </label>
      {page.units.length > 0 && (
        <label>
          {say('facts.unit')} <span class="hint">{say('decide.unitHow')}</span>
          <select value={unit} onChange={(event) => setUnit(event.currentTarget.value)}>
            <option value="">{say('facts.noUnit')}</option>
            {page.units.map((one) => (
              <option key={one} value={one}>
                {one}
              </option>
            ))}
          </select>
        </label>
      )}
      {tellingParts.map((part) => (
        <label key={part}>
          {tellingWords.say(`part.${part}`)}
          <textarea
            rows={part === 'what' ? 6 : 2}
            class={part === 'what' ? '' : 'short'}
            required={part === 'what'}
            maxLength={20_000}
            value={words[part] ?? ''}
            onInput={(event) => setWords({ ...words, [part]: event.currentTarget.value })}
          />
        </label>
      ))}
      <FilePicker
        id="entry-files"
        say={sayFiles}
        shelf={shelf}
        hint={sayFiles('hintEntry')}
        label={sayFiles('add')}
      />
      <ProblemLine words={problem} />
      <button type="submit" disabled={state === 'working'}>
        {say(state === 'working' ? 'entry.sealing' : 'entry.button')}
      </button>
    </form>
  )
}

const place = document.getElementById('app')
if (place) render(<EntryForm />, place)
wireSignOut()
