// The pages of signing in: spends the link behind '#' at once and takes it out of the address and the history, then asks
// for the code or a passkey. Whatever an earlier officer left in this tab is cleared.

import { change, refusalOf } from '../console-call.js'
import { wireCode } from './code-asking.js'
import { forgetKey } from './key-in-tab.js'
import { wirePasskey } from './passkey-showing.js'

async function spendLink(): Promise<void> {
  const secret = location.hash.slice(1)
  const state = document.getElementById('sign-in-state')
  if (!state || secret === '') return
  history.replaceState(null, '', location.pathname + location.search)
  const called = await change('/console/api/sign-in', { secret })
  if (called.ok) location.replace('/console/second-factor')
  else {
    state.textContent = refusalOf(called.why)
    state.className = 'problem'
  }
}

forgetKey()
await spendLink()
// A new link in the tab of an old one changes only what stands behind '#': the page is not loaded anew.
window.addEventListener('hashchange', () => void spendLink())
const goIn = () => location.replace('/console')
const ways = ['[data-show-passkey] button', '[data-second-factor] input']
ways
  .map((way) => document.querySelector<HTMLElement>(way))
  .find((one) => one !== null)
  ?.focus()
wireCode(goIn)
wirePasskey(goIn)
