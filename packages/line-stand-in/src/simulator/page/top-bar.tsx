// The bar above the phones: opens another chat, brings a new person, switches the page's language.
import { useState } from 'preact/hooks'
import type { Words } from './page-words.js'
import type { PageWorld, Phone } from './simulator-client.js'

interface TopBarProps {
  world: PageWorld
  words: Words
  switchLanguage: () => void
  openPhone: (phone: Phone) => void
  newPerson: (name: string) => Promise<void>
}

export function TopBar({ world, words, switchLanguage, openPhone, newPerson }: TopBarProps) {
  const [name, setName] = useState('')
  return (
    <nav class="top">
      <h1>{words.title}</h1>
      <span class="hint">{words.hint}</span>
      <select
        aria-label={words.addPhone}
        value=""
        onChange={(event) => {
          const [chat, as] = event.currentTarget.value.split(' ')
          if (chat && as) openPhone({ chat, as })
          event.currentTarget.value = ''
        }}
      >
        <option value="">{words.addPhone}</option>
        {world.groups.map(({ groupId, name: groupName, members }) => (
          <option
            key={groupId}
            value={`g:${groupId} ${members[0] ?? ''}`}
          >{`${words.group} ${groupName}`}</option>
        ))}
        {world.people.flatMap((person) =>
          world.channels.map((channel) => (
            <option
              key={`${channel.name} ${person.userId}`}
              value={`p:${channel.name}:${person.userId} ${person.userId}`}
            >
              {world.channels.length > 1 ? `${person.name} · ${channel.botName}` : person.name}
            </option>
          )),
        )}
      </select>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (name.trim() !== '') void newPerson(name.trim()).then(() => setName(''))
        }}
      >
        <input
          value={name}
          placeholder={words.newPerson}
          aria-label={words.newPerson}
          onInput={(event) => setName(event.currentTarget.value)}
        />
        <button type="submit">{words.add}</button>
      </form>
      <button type="button" class="language" onClick={switchLanguage}>
        {words.other}
      </button>
    </nav>
  )
}
