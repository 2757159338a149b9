// The way out on every page: the key leaves the tab first, then the session ends, and every other tab leaves with it. A page that
// nobody touches for as long as a session may rest leaves by itself; one that the browser kept for the way back is asked for anew.
import { z } from 'zod'
import { readPageData } from '../../pages/page-data.js'
import { call, change, say } from './console-call.js'
import { forgetKey } from './officers/key-in-tab.js'

const { idleMinutes } = readPageData(z.object({ idleMinutes: z.number() }))
const otherTabs = new BroadcastChannel('sujarit console')
const minute = 60_000

/** Nothing of the page stays on the screen, nor behind the button that leads back. */
function leave(): void {
  forgetKey()
  document.body.replaceChildren()
  location.replace('/console/sign-in')
}

export function wireSignOut(): void {
  document.querySelector('[data-sign-out]')?.addEventListener('click', async () => {
    forgetKey()
    await change('/console/api/sign-out', {})
    otherTabs.postMessage('signed out')
    leave()
  })
  document.querySelector('[data-sign-out-everywhere]')?.addEventListener('click', async () => {
    const asked = await call('GET', '/console/api/sessions', z.object({ count: z.number() }))
    if (!asked.ok || !window.confirm(say('signOut.sureEverywhere', { count: asked.value.count }))) return
    const ended = z.object({ ok: z.literal(true), count: z.number() })
    const done = await call('POST', '/console/api/sign-out-everywhere', ended, {})
    if (!done.ok) return
    otherTabs.postMessage('signed out')
    leave()
  })
  otherTabs.addEventListener('message', leave)
  window.addEventListener('pageshow', ({ persisted }) => {
    if (persisted) location.reload()
  })
  let touchedAt = Date.now()
  for (const sign of ['pointerdown', 'keydown', 'scroll'] as const)
    window.addEventListener(sign, () => (touchedAt = Date.now()), { passive: true, capture: true })
  setInterval(() => {
    if (Date.now() - touchedAt >= idleMinutes * minute) leave()
  }, minute / 4)
}
