// Where a person writes: text, a picture or a file; in a group also who speaks and whether the bot is mentioned.
import type { RefObject } from 'preact'
import { useState } from 'preact/hooks'
import type { Words } from './page-words.js'

interface ComposerProps {
  words: Words
  busy: boolean
  camera: RefObject<HTMLInputElement | null>
  members: { userId: string; name: string }[]
  as: string
  speakAs: (userId: string) => void
  send: (text: string, mention: boolean) => Promise<void>
  sendFile: (file: File) => Promise<void>
}

export function Composer({ words, busy, camera, members, as, speakAs, send, sendFile }: ComposerProps) {
  const [text, setText] = useState('')
  const [mention, setMention] = useState(false)
  const submit = () => {
    const said = text.trim()
    if (said === '') return
    setText('')
    void send(said, mention)
  }
  const isGroup = members.length > 0
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      {isGroup && (
        <div class="speaker">
          <label>
            {words.speaksAs}{' '}
            <select value={as} onChange={(event) => speakAs(event.currentTarget.value)}>
              {members.map(({ userId, name }) => (
                <option key={userId} value={userId}>
                  {name}
                </option>
              ))}
            </select>
          </label>
          <label>
            <input type="checkbox" checked={mention} onChange={() => setMention(!mention)} /> {words.mention}
          </label>
        </div>
      )}
      <div class="line">
        <label class="attach" title={words.picture}>
          <span aria-hidden="true">+</span>
          <input
            ref={camera}
            type="file"
            aria-label={words.picture}
            onChange={(event) => {
              const file = event.currentTarget.files?.[0]
              event.currentTarget.value = ''
              if (file) void sendFile(file)
            }}
          />
        </label>
        <textarea
          rows={1}
          value={text}
          aria-label={words.write}
          placeholder={busy ? words.sending : words.write}
          onInput={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            // Enter also ends a word that is still being composed; only then it must not send.
            if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
            event.preventDefault()
            submit()
          }}
        />
        <button type="submit" disabled={text.trim() === ''}>
          {words.send}
        </button>
      </div>
    </form>
  )
}
