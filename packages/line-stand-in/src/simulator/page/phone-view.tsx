// One phone: a chat seen and used by one person (in a group, by whichever member is chosen).
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { type Pressable, pressablesOf } from '../../world/message-actions.js'
import { Composer } from './composer-view.js'
import { MessageBody } from './message-view.js'
import type { Words } from './page-words.js'
import { PickDialog } from './pick-dialog.js'
import { RichMenuBar } from './rich-menu-view.js'
import {
  blocks,
  follows,
  type Outcome,
  type PageChat,
  type PageMessage,
  type PageWorld,
  type Part,
  type Phone,
  presses,
  says,
  sendsFile,
  tapsMenu,
  unsends,
} from './simulator-client.js'

interface PhoneProps {
  phone: Phone
  world: PageWorld
  chat: PageChat | undefined
  words: Words
  change: (phone: Phone) => void
  close: () => void
}

interface Picking {
  messageId: string
  pressable: Pressable
}

export function PhoneView({ phone, world, chat, words, change, close }: PhoneProps) {
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState('')
  const [picking, setPicking] = useState<Picking | null>(null)
  const scroll = useRef<HTMLDivElement>(null)
  const camera = useRef<HTMLInputElement>(null)
  const messages = chat?.messages ?? []
  const newest = messages.at(-1)
  const group = world.groups.find(({ groupId }) => phone.chat === `g:${groupId}`)
  const nameOf = (userId: string) => world.people.find((person) => person.userId === userId)?.name ?? ''
  const channel = world.channels.find(({ name }) => name === chat?.channel)
  const friend = world.people
    .find(({ userId }) => userId === phone.as)
    ?.friendOf.includes(chat?.channel ?? '')

  useLayoutEffect(() => {
    scroll.current?.scrollTo({ top: scroll.current.scrollHeight })
  }, [newest?.id, chat?.loading, trouble])
  // Pictures arrive later than their message and push it down.
  useEffect(() => {
    const list = scroll.current
    const toEnd = () => list?.scrollTo({ top: list.scrollHeight })
    list?.addEventListener('load', toEnd, true)
    return () => list?.removeEventListener('load', toEnd, true)
  }, [])

  const run = async (act: () => Promise<Outcome>) => {
    setBusy(true)
    setTrouble('')
    try {
      const { delivery, kind, text, what } = await act()
      if (delivery && delivery.reason !== 'OK') setTrouble(`${words.botFailed}: ${delivery.detail}`)
      if (kind === 'clipboard') await navigator.clipboard?.writeText(text ?? '')
      if (kind === 'clipboard') setTrouble(words.copied)
      if (kind === 'opens' && what !== 'location') camera.current?.click()
    } catch (error) {
      setTrouble(error instanceof Error ? error.message : String(error))
    } finally {
      setBusy(false)
    }
  }
  const press = (message: PageMessage, action: Part) => {
    if (action.type === 'uri') {
      window.open(String(action.uri ?? action.linkUri), '_blank', 'noreferrer')
      return
    }
    const pressable = pressablesOf(message.content).find((one) => one.action === action)
    if (!pressable) return
    if (action.type === 'datetimepicker') setPicking({ messageId: message.id, pressable })
    else void run(() => presses(phone.chat, phone.as, message.id, pressable.index))
  }
  const quickReplies =
    newest?.from.kind === 'bot' && !newest.quickReplyPressed
      ? pressablesOf(newest.content).filter(({ kind }) => kind === 'quickReply')
      : []

  return (
    <section class="phone" aria-label={group?.name ?? nameOf(phone.as)}>
      <header>
        <div class="who">
          <strong>{group ? `${group.name} (${group.members.length})` : nameOf(phone.as)}</strong>
          <small>{group ? `${words.group} · ${channel?.botName ?? ''}` : (channel?.botName ?? '')}</small>
        </div>
        {!group && (
          <button
            type="button"
            class="head-button"
            onClick={() => run(() => (friend ? blocks : follows)(phone.chat, phone.as))}
          >
            {friend ? words.block : words.follow}
          </button>
        )}
        <button
          type="button"
          class="head-button"
          title={words.close}
          aria-label={words.close}
          onClick={close}
        >
          ×
        </button>
      </header>
      <div class="messages" ref={scroll}>
        {messages.length === 0 && <p class="note">{words.empty}</p>}
        {messages.map((message) => {
          const own = message.from.kind === 'person' && message.from.userId === phone.as
          return (
            <article key={message.id} class={`message ${own ? 'own' : 'other'}`}>
              {!own && <small class="name">{message.from.name}</small>}
              <MessageBody
                message={message}
                words={words}
                nameOf={nameOf}
                press={(action) => press(message, action)}
              />
              <small class="time">
                {own && !message.unsent && (
                  <button
                    type="button"
                    class="unsend"
                    onClick={() => run(() => unsends(phone.chat, phone.as, message.id))}
                  >
                    {words.unsend}
                  </button>
                )}{' '}
                {message.edited && `${words.edited} · `}
                {new Date(message.time).toLocaleTimeString('th-TH', {
                  hour: '2-digit',
                  minute: '2-digit',
                  timeZone: 'Asia/Bangkok',
                })}
              </small>
            </article>
          )
        })}
        {chat?.loading && (
          <div class="typing" role="status">
            {words.loading} …
          </div>
        )}
      </div>
      {trouble && (
        <p class="trouble" role="alert">
          {trouble}
        </p>
      )}
      {newest && quickReplies.length > 0 && (
        <div class="quick-replies">
          {quickReplies.map(({ index, label, action }) => (
            <button type="button" key={String(index)} onClick={() => press(newest, action)}>
              {label}
            </button>
          ))}
        </div>
      )}
      {picking && (
        <PickDialog
          action={picking.pressable.action}
          words={words}
          cancel={() => setPicking(null)}
          choose={(pick) => {
            setPicking(null)
            void run(() => presses(phone.chat, phone.as, picking.messageId, picking.pressable.index, pick))
          }}
        />
      )}
      {!group && (
        <RichMenuBar
          phone={phone}
          freshness={world}
          words={words}
          tap={(area, action) => {
            if (action.type === 'uri') window.open(String(action.uri), '_blank', 'noreferrer')
            else void run(() => tapsMenu(phone.chat, phone.as, area))
          }}
        />
      )}
      <Composer
        words={words}
        busy={busy}
        camera={camera}
        members={group?.members.map((userId) => ({ userId, name: nameOf(userId) })) ?? []}
        as={phone.as}
        speakAs={(as) => change({ ...phone, as })}
        send={(text, mention) => run(() => says(phone.chat, phone.as, text, mention))}
        sendFile={(file) => run(() => sendsFile(phone.chat, phone.as, file))}
      />
    </section>
  )
}
