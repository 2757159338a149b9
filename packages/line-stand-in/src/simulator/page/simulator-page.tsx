// The chat page: several phones side by side, live. It holds no state of its own but which phones are open.
import { render } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { words as allWords, type Language } from './page-words.js'
import { PhoneView } from './phone-view.js'
import {
  addPerson,
  listen,
  loadChat,
  loadWorld,
  type PageChat,
  type PageMessage,
  type PageWorld,
  type Phone,
} from './simulator-client.js'
import { TopBar } from './top-bar.js'

type Chats = Record<string, PageChat>

function Page() {
  const [language, setLanguage] = useState<Language>('th')
  const [world, setWorld] = useState<PageWorld | null>(null)
  const [phones, setPhones] = useState<Phone[] | null>(null)
  const [chats, setChats] = useState<Chats>({})
  const [online, setOnline] = useState(true)
  const words = allWords[language]

  useEffect(() => {
    const refresh = () => void loadWorld().then(setWorld, () => setOnline(false))
    listen({
      people: refresh,
      message: (chat, message) => setChats((known) => withMessage(known, chat, message)),
      loading: (chat) => setChats((known) => withLoading(known, chat)),
      connection: (open) => {
        setOnline(open)
        // Whatever happened while nobody listened is loaded again.
        if (open) {
          setChats({})
          refresh()
        }
      },
    })
  }, [])
  const open = world ? (phones ?? firstPhones(world)) : []
  const missing = open.map(({ chat }) => chat).filter((chat) => !(chat in chats))
  useEffect(() => {
    for (const chat of new Set(missing)) {
      loadChat(chat).then(
        (loaded) => setChats((known) => ({ ...known, [chat]: loaded })),
        () => setPhones(open.filter((phone) => phone.chat !== chat)),
      )
    }
  }, [missing.join(' ')])
  useEffect(() => {
    document.documentElement.lang = language
    document.title = words.title
  }, [language])

  if (!world) return <p class="note">{online ? '…' : words.offline}</p>
  const openPhone = (phone: Phone) => setPhones([...open, phone])
  return (
    <>
      <TopBar
        world={world}
        words={words}
        switchLanguage={() => setLanguage(language === 'th' ? 'en' : 'th')}
        openPhone={openPhone}
        newPerson={async (name) => {
          const { userId } = await addPerson(name)
          setWorld(await loadWorld())
          openPhone({ chat: `p:${world.channels[0]?.name ?? ''}:${userId}`, as: userId })
        }}
      />
      {!online && (
        <p class="trouble" role="alert">
          {words.offline}
        </p>
      )}
      <main class="phones">
        {open.length === 0 && <p class="note">{words.noPeople}</p>}
        {open.map((phone, place) => (
          <PhoneView
            key={`${phone.chat} ${place}`}
            phone={phone}
            world={world}
            chat={chats[phone.chat]}
            words={words}
            change={(changed) => setPhones(open.map((one, index) => (index === place ? changed : one)))}
            close={() => setPhones(open.filter((_, index) => index !== place))}
          />
        ))}
      </main>
    </>
  )
}

/** The phones that the product chose, or the first group and the first three people. */
function firstPhones(world: PageWorld): Phone[] {
  if (world.phones.length > 0) return world.phones
  const groups = world.groups
    .slice(0, 1)
    .map(({ groupId, members }) => ({ chat: `g:${groupId}`, as: members[0] ?? '' }))
  const people = world.people.slice(0, 3).map(({ userId, friendOf }) => {
    const channel = friendOf[0] ?? world.channels[0]?.name ?? ''
    return { chat: `p:${channel}:${userId}`, as: userId }
  })
  return [...groups, ...people]
}

function withMessage(chats: Chats, key: string, message: PageMessage): Chats {
  const chat = chats[key]
  if (!chat) return chats
  const place = chat.messages.findIndex(({ id }) => id === message.id)
  const messages = place < 0 ? [...chat.messages, message] : chat.messages.with(place, message)
  return { ...chats, [key]: { ...chat, messages, loading: place < 0 ? false : chat.loading } }
}

function withLoading(chats: Chats, key: string): Chats {
  const chat = chats[key]
  return chat ? { ...chats, [key]: { ...chat, loading: true } } : chats
}

const place = document.getElementById('page')
if (place) render(<Page />, place)
