// What a page shows before anything can be typed into it: that the browser is looked at, that it can or cannot encrypt, and
// how long that will take where it is slow.
import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { type BrowserFound, checkBrowser } from './browser-check.js'
import { durationWords, shortWait } from './case/duration-words.js'
import type { PageContext } from './page-context.js'

export function CheckedBrowser({
  page,
  children,
}: {
  readonly page: PageContext
  readonly children: (found: BrowserFound) => ComponentChildren
}) {
  const { say } = page.reports
  const [found, setFound] = useState<BrowserFound | 'impossible' | 'looking'>('looking')

  useEffect(() => {
    document.getElementById('not-started')?.remove()
    void checkBrowser().then((known) => setFound(known ?? 'impossible'))
  }, [])

  if (found === 'looking')
    return (
      <p role="status" class="quiet" id="checking">
        {say('check.looking')}
      </p>
    )
  if (found === 'impossible')
    return (
      <div class="problem" role="alert" id="impossible">
        <strong>{say('check.impossibleTitle')}</strong>
        <p>{say('check.impossible')}</p>
        <p class="words">{page.otherBodies}</p>
        <button type="button" class="second" onClick={() => location.reload()}>
          {say('sending.again')}
        </button>
      </div>
    )
  return children(found)
}

/** Nothing for an ordinary browser. */
export function SlowBrowser({
  page: {
    reports: { say },
  },
  found: { seconds, standsStill },
  ahead = false,
}: {
  readonly page: PageContext
  readonly found: BrowserFound
  /** The work is done while the reader answers. */
  readonly ahead?: boolean
}) {
  const time = durationWords(say, seconds)
  if (standsStill) return <p class="note slow">{say('check.standsStill', { time })}</p>
  if (seconds <= shortWait) return null
  return <p class="note slow">{say(ahead ? 'check.slowAhead' : 'check.slow', { time })}</p>
}
