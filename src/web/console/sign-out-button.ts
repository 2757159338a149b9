// The way out on every page: the key leaves the tab first, then the session ends. Runs in the browser.
import { change } from './console-call.js'
import { forgetKey } from './key-in-tab.js'

export function wireSignOut(): void {
  document.querySelector('[data-sign-out]')?.addEventListener('click', async () => {
    forgetKey()
    await change('/console/api/sign-out', {})
    location.replace('/console/sign-in')
  })
}
