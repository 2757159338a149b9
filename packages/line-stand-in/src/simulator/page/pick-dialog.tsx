// The date and time picker that a datetimepicker action opens on a phone.
import { useState } from 'preact/hooks'
import type { Words } from './page-words.js'
import type { Part } from './simulator-client.js'

const INPUT: Record<string, 'date' | 'time' | 'datetime-local'> = {
  date: 'date',
  time: 'time',
  datetime: 'datetime-local',
}

interface PickProps {
  action: Part
  words: Words
  choose: (pick: string) => void
  cancel: () => void
}

export function PickDialog({ action, words, choose, cancel }: PickProps) {
  const moment = (value: unknown) => (typeof value === 'string' ? value.replace('t', 'T') : '')
  const [pick, setPick] = useState(moment(action.initial))
  return (
    <form
      class="pick"
      onSubmit={(event) => {
        event.preventDefault()
        choose(pick)
      }}
    >
      <input
        type={INPUT[String(action.mode)] ?? 'date'}
        required
        aria-label={String(action.label ?? words.pick)}
        value={pick}
        min={moment(action.min)}
        max={moment(action.max)}
        onInput={(event) => setPick(event.currentTarget.value)}
      />
      <button type="submit">{words.pick}</button>
      <button type="button" onClick={cancel}>
        {words.cancel}
      </button>
    </form>
  )
}
