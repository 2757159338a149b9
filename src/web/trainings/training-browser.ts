// Keeps the projector page fresh: asks once a second, changes the QR code when the code has changed, and counts down.
// What cannot be asked for now is asked for again; the page goes on showing the last code until then.
import { z } from 'zod'

const stateSchema = z.object({
  open: z.boolean(),
  count: z.number(),
  words: z.string(),
  secondsLeft: z.number(),
})

/** Milliseconds. */
const longestWait = 10_000

const here = location.pathname.replace(/\/$/, '')
const query = `lang=${document.documentElement.lang}`

function show(id: string, words: string): void {
  const element = document.getElementById(id)
  if (element && element.textContent !== words) element.textContent = words
}

async function refresh(): Promise<void> {
  const signal = AbortSignal.timeout(longestWait)
  const answer = await fetch(`${here}/state.json?${query}`, { cache: 'no-store', signal })
  if (!answer.ok) return
  const state = stateSchema.parse(await answer.json())
  if (!state.open) return location.reload()
  const qr = document.getElementById('qr')
  if (document.getElementById('code')?.textContent !== state.words && qr instanceof HTMLImageElement)
    qr.src = `${here}/qr.svg?${query}&at=${Date.now()}`
  show('code', state.words)
  show('seconds', String(state.secondsLeft))
  show('count', String(state.count))
}

// A network that is away for a moment is no reason to stop: the next second asks again. One question at a time: behind a line that
// is silent they would pile up.
let asking = false
setInterval(() => {
  if (asking) return
  asking = true
  refresh()
    .catch((problem: unknown) => show('seconds', problem ? '…' : ''))
    .finally(() => {
      asking = false
    })
}, 1000)
