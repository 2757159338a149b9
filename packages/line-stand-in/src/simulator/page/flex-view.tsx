// Flex containers in the browser: close enough to LINE to judge a layout, and everything with an action can be pressed.
import type { ComponentChildren, CSSProperties, JSX } from 'preact'
import {
  BUBBLE_WIDTH,
  blockStyle,
  boxStyle,
  buttonStyle,
  fillerStyle,
  iconStyle,
  pictureStyle,
  separatorStyle,
  textStyle,
  wordStyle,
} from './flex-style.js'
import type { Part } from './simulator-client.js'

export type Press = (action: Part) => void

const isPart = (value: unknown): value is Part => typeof value === 'object' && value !== null
const parts = (value: unknown): Part[] => (Array.isArray(value) ? value.filter(isPart) : [])
const said = (value: unknown): string => (typeof value === 'string' ? value : '')

export function FlexContainer({ container, press }: { container: Part; press: Press }) {
  if (container.type === 'carousel') {
    return (
      <div class="carousel">
        {parts(container.contents).map((bubble, index) => (
          <Bubble key={String(index)} bubble={bubble} press={press} />
        ))}
      </div>
    )
  }
  return <Bubble bubble={container} press={press} />
}

function Bubble({ bubble, press }: { bubble: Part; press: Press }) {
  const size = said(bubble.size) || 'mega'
  const styles = isPart(bubble.styles) ? bubble.styles : {}
  const block = (name: 'header' | 'hero' | 'body' | 'footer') => {
    const part = bubble[name]
    if (!isPart(part)) return null
    const style = isPart(styles[name]) ? styles[name] : undefined
    return (
      <div class={`block ${name} ${style?.separator ? 'lined' : ''}`} style={blockStyle(style)}>
        <Component part={part} layout="vertical" press={press} />
      </div>
    )
  }
  return (
    <Pressable
      action={bubble.action}
      press={press}
      className={`bubble ${size}`}
      style={{ width: `${BUBBLE_WIDTH[size]}px` }}
    >
      {block('header')}
      {block('hero')}
      {block('body')}
      {block('footer')}
    </Pressable>
  )
}

interface ComponentProps {
  part: Part
  layout: string
  press: Press
}

function Component({ part, layout, press }: ComponentProps): JSX.Element | null {
  switch (part.type) {
    case 'box':
      return (
        <Pressable action={part.action} press={press} className="box" style={boxStyle(part, layout)}>
          {parts(part.contents).map((child, index) => (
            <Component key={String(index)} part={child} layout={said(part.layout)} press={press} />
          ))}
        </Pressable>
      )
    case 'text':
      return (
        <Pressable action={part.action} press={press} className="words" style={textStyle(part, layout)}>
          {parts(part.contents).length > 0
            ? parts(part.contents).map((span, index) => (
                <span key={String(index)} style={wordStyle(span)}>
                  {said(span.text)}
                </span>
              ))
            : said(part.text)}
        </Pressable>
      )
    case 'button':
      return <FlexButton part={part} layout={layout} press={press} />
    case 'image':
      return (
        <Pressable action={part.action} press={press} className="picture" style={pictureStyle(part, layout)}>
          <img src={said(part.url)} alt="" />
        </Pressable>
      )
    case 'video':
      return <img class="film" src={said(part.previewUrl)} alt="" />
    case 'icon':
      return <img src={said(part.url)} alt="" style={iconStyle(part, layout)} />
    case 'separator':
      return <div class={`separator in-${layout}`} style={separatorStyle(part, layout)} />
    case 'filler':
      return <div style={fillerStyle(part)} />
    default:
      return null
  }
}

function FlexButton({ part, layout, press }: ComponentProps) {
  const action = isPart(part.action) ? part.action : {}
  return (
    <button
      type="button"
      class={`flex-button ${said(part.style) || 'link'} ${said(part.height) || 'md'}`}
      style={buttonStyle(part, layout)}
      onClick={(event) => {
        event.stopPropagation()
        press(action)
      }}
    >
      {said(action.label)}
    </button>
  )
}

interface PressableProps {
  action: unknown
  press: Press
  className: string
  style: CSSProperties
  children: ComponentChildren
}

function Pressable({ action, press, className, style, children }: PressableProps) {
  if (!isPart(action)) {
    return (
      <div class={className} style={style}>
        {children}
      </div>
    )
  }
  const go = (event: Event) => {
    event.stopPropagation()
    press(action)
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a Flex box holds blocks and other buttons, which a <button> may not
    <div
      class={`${className} pressable`}
      style={style}
      role="button"
      tabIndex={0}
      title={said(action.label)}
      onClick={go}
      onKeyDown={(event) => {
        if (event.key === 'Enter') go(event)
      }}
    >
      {children}
    </div>
  )
}
