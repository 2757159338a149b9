// One message in a chat, of any type that LINE has; what is not drawn is told by its readable text.
import { filledText, textOf } from '../../world/message-actions.js'
import { FlexContainer, type Press } from './flex-view.js'
import type { Words } from './page-words.js'
import type { PageMessage, Part } from './simulator-client.js'

const isPart = (value: unknown): value is Part => typeof value === 'object' && value !== null
const parts = (value: unknown): Part[] => (Array.isArray(value) ? value.filter(isPart) : [])
const said = (value: unknown): string => (typeof value === 'string' ? value : '')

interface BodyProps {
  message: PageMessage
  words: Words
  press: Press
  nameOf: (userId: string) => string
}

export function MessageBody({ message, words, press, nameOf }: BodyProps) {
  const { content } = message
  if (message.unsent) return <div class="note">{words.unsent}</div>
  switch (message.type) {
    case 'text':
      return <div class="speech">{linked(said(content.text))}</div>
    case 'textV2':
      return <div class="speech">{linked(filledText(content, nameOf))}</div>
    case 'image':
      return <Picture message={message} words={words} />
    case 'flex':
      return isPart(content.contents) ? <FlexContainer container={content.contents} press={press} /> : null
    case 'template':
      return isPart(content.template) ? <Template template={content.template} press={press} /> : null
    case 'sticker':
      return (
        <div class="speech">{`${words.sticker} ${said(content.packageId)}/${said(content.stickerId)}`}</div>
      )
    case 'location':
      return (
        <div class="speech">{`${words.place}: ${textOf(content)} (${content.latitude}, ${content.longitude})`}</div>
      )
    case 'video':
    case 'audio':
      return <div class="speech">{words[message.type]}</div>
    case 'file':
      return <div class="speech">{`${words.file}: ${said(content.fileName)}`}</div>
    case 'imagemap':
      return <Imagemap content={content} press={press} />
    default:
      return <div class="speech">{`${message.type} ${textOf(content)}`}</div>
  }
}

function Picture({ message, words }: { message: PageMessage; words: Words }) {
  const sent = said(message.content.originalContentUrl)
  const address = sent || `api/contents/${message.id}`
  const small = said(message.content.previewImageUrl) || address
  return (
    <a class="photo" href={address} target="_blank" rel="noreferrer">
      <img src={small} alt={words.picture} />
    </a>
  )
}

function Imagemap({ content, press }: { content: Part; press: Press }) {
  return (
    <div class="template">
      <img class="wide" src={`${said(content.baseUrl)}/460`} alt={said(content.altText)} />
      <Buttons actions={parts(content.actions)} press={press} />
    </div>
  )
}

function Template({ template, press }: { template: Part; press: Press }) {
  const columns = parts(template.columns)
  if (columns.length === 0) return <Column column={template} press={press} />
  return (
    <div class="carousel">
      {columns.map((column, index) => (
        <Column key={String(index)} column={column} press={press} />
      ))}
    </div>
  )
}

function Column({ column, press }: { column: Part; press: Press }) {
  const picture = said(column.thumbnailImageUrl) || said(column.imageUrl)
  const actions = isPart(column.action) ? [column.action] : parts(column.actions)
  return (
    <div class="template">
      {picture && <img class="wide" src={picture} alt="" />}
      {said(column.title) && <div class="title">{said(column.title)}</div>}
      {said(column.text) && <div class="text">{said(column.text)}</div>}
      <Buttons actions={actions} press={press} />
    </div>
  )
}

function Buttons({ actions, press }: { actions: Part[]; press: Press }) {
  return (
    <div class="buttons">
      {actions.map((action, index) => (
        <button type="button" key={String(index)} onClick={() => press(action)}>
          {said(action.label) || said(action.text) || said(action.linkUri) || '•'}
        </button>
      ))}
    </div>
  )
}

/** Web addresses in a text can be followed, as in LINE. */
function linked(text: string) {
  return text.split(/(https?:\/\/[^\s]+)/g).map((piece, index) =>
    index % 2 === 1 ? (
      <a key={String(index)} href={piece} target="_blank" rel="noreferrer">
        {piece}
      </a>
    ) : (
      piece
    ),
  )
}
