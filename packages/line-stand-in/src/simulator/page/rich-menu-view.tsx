// The rich menu under a private chat: a bar that opens the picture, and the places on it that can be tapped.
import { useEffect, useState } from 'preact/hooks'
import type { Words } from './page-words.js'
import { loadMenu, type PageMenu, type Part, type Phone } from './simulator-client.js'

interface RichMenuProps {
  phone: Phone
  /** Changes whenever a menu may have changed. */
  freshness: unknown
  words: Words
  tap: (area: number, action: Part) => void
}

export function RichMenuBar({ phone, freshness, words, tap }: RichMenuProps) {
  const [menu, setMenu] = useState<PageMenu | null>(null)
  const [open, setOpen] = useState<boolean | null>(null)
  useEffect(() => {
    let late = false
    const show = (found: PageMenu | null) => {
      if (!late) setMenu(found)
    }
    loadMenu(phone.chat, phone.as).then(show, () => show(null))
    return () => {
      late = true
    }
  }, [phone.chat, phone.as, freshness])
  if (!menu) return null
  const shown = open ?? menu.selected
  return (
    <div class="rich-menu">
      {shown && (
        <div class="rich-menu-picture" style={{ aspectRatio: `${menu.size.width} / ${menu.size.height}` }}>
          <img
            class="rich-menu-image"
            src={`api/menus/${menu.richMenuId}/picture`}
            alt={menu.areas.map(({ label }) => label).join(', ')}
          />
          {menu.areas.map(({ label, bounds, action }, area) => (
            <button
              type="button"
              class="rich-menu-area"
              key={String(area)}
              title={label}
              aria-label={label}
              style={{
                left: percent(bounds.x, menu.size.width),
                top: percent(bounds.y, menu.size.height),
                width: percent(bounds.width, menu.size.width),
                height: percent(bounds.height, menu.size.height),
              }}
              onClick={() => tap(area, action)}
            />
          ))}
        </div>
      )}
      <button
        type="button"
        class="rich-menu-bar"
        aria-expanded={shown}
        title={words.menu}
        onClick={() => setOpen(!shown)}
      >
        {menu.chatBarText} {shown ? '▾' : '▴'}
      </button>
    </div>
  )
}

const percent = (part: number, whole: number): string => `${(part / whole) * 100}%`
