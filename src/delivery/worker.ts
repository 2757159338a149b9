// The worker: takes an event whose chat is free, has it answered, makes the answer durable, sends it, and only then
// forgets the event. An error waits and tries again; what fails for good is buried and the person gets an apology.
import type { Clock } from '../operation/clock.js'
import { type Log, problemOf } from '../operation/log.js'
import type { Metrics } from '../operation/metrics.js'
import type { Inbox, Received } from './inbox/inbox.js'
import { type Claimed, type InboxClaims, leaseMilliseconds } from './inbox/inbox-claims.js'
import type { InboxRow } from './inbox/inbox-model.js'
import type { Outbox } from './outbox/outbox.js'
import type { Letter } from './outbox/outbox-letter.js'

/** What a turn came to; `done` runs when the letters are durable. What it was about is not told here: see `failed`. */
export interface TurnResult {
  readonly letters: readonly Letter[]
  readonly done?: () => Promise<void>
}

export interface WorkerDeps {
  readonly inbox: Inbox
  readonly claims: InboxClaims
  readonly outbox: Outbox
  readonly clock: Clock
  readonly log: Log
  readonly metrics: Metrics
  readonly takeTurn: (received: Received) => Promise<TurnResult>
  readonly apologise: (received: Received) => Promise<readonly Letter[]>
}

export interface Worker {
  /** Something new is in the inbox. */
  wake(): void
  /** Something new is in the outbox that no turn of a chat sends at once. */
  wakeOutbox(): void
  start(): void
  /** Finishes what is in work and takes no more. */
  stop(): Promise<void>
  /** For tests: resolves when nothing is left that can be done now. */
  drain(): Promise<void>
  running(): boolean
}

/** Turns at the same time. Many wait for the same commit, so that more of them cost little more than few. */
const lanes = 64
const mostAttempts = 5
const mostOpenings = 100
const openAgainAfter = 5 * 60_000
const retryAfter = [500, 2000, 8000, 20_000] as const

export function createWorker(deps: WorkerDeps): Worker {
  const { inbox, claims, outbox, clock, log, metrics } = deps
  const busy = new Set<string>()
  const inWork = new Set<Promise<void>>()
  let stopped = true
  let looking: Promise<void> | undefined
  let lookAgain = false
  let timers: NodeJS.Timeout[] = []

  async function work({ row, withdrawn }: Claimed): Promise<void> {
    const began = performance.now()
    const received = openRow(row)
    if (!received) return await notOpened(row)
    try {
      if (withdrawn) return await inbox.finish(row)
      const result = await deps.takeTurn(received)
      const elsewhere = result.letters.filter(({ to }) => to.key !== row.chat)
      await outbox.post(elsewhere, { sendNow: false })
      if (elsewhere.length > 0) sendDue()
      const answers = result.letters.filter(({ to }) => to.key === row.chat)
      await outbox.post(answers, { sendNow: true })
      await result.done?.()
      await inbox.finish(row)
      metrics.turns.inc({ outcome: 'done' })
      metrics.turnSeconds.observe((performance.now() - began) / 1000)
    } catch (error) {
      await failed(received, error)
    }
  }

  /** Written by its error alone: the name of a step, with its minute, would tell whoever reads the log that somebody reports. */
  async function failed(received: Received, error: unknown): Promise<void> {
    const problem = problemOf(error)
    const wait = retryAfter[received.attempts - 1]
    log.error('turn failed', { outcome: wait === undefined ? 'buried' : 'again', ...problem })
    metrics.turns.inc({ outcome: wait === undefined ? 'buried' : 'failed' })
    if (wait !== undefined && received.attempts < mostAttempts) {
      await inbox.retryAt(received.eventKey, new Date(clock().getTime() + wait), problem.problem)
      return
    }
    try {
      await outbox.post(await deps.apologise(received), { sendNow: true })
    } catch (unsaid) {
      // What broke the turn may break the apology too: the event is buried all the same, or its chat would wait for ever.
      log.error('apology failed', problemOf(unsaid))
    }
    await inbox.bury(received.eventKey, problem.problem)
  }

  function openRow(row: InboxRow): Received | undefined {
    try {
      return inbox.open(row)
    } catch (error) {
      log.error('inbox row cannot be opened', problemOf(error))
      return undefined
    }
  }

  /** SECRET_KEY may be the wrong one: the operator gets hours to put the right one back before the event is given up. */
  async function notOpened(row: InboxRow): Promise<void> {
    metrics.turns.inc({ outcome: row.attempts < mostOpenings ? 'failed' : 'buried' })
    if (row.attempts >= mostOpenings) return inbox.bury(row._id, 'unopened')
    await inbox.retryAt(row._id, new Date(clock().getTime() + openAgainAfter), 'unopened')
  }

  function take(claimed: Claimed): void {
    const { chat } = claimed.row
    if (chat === undefined) return
    busy.add(chat)
    const task: Promise<void> = work(claimed)
      .catch((error) => log.error('turn lost its database', problemOf(error)))
      .then(() => claims.letGo(chat))
      .catch((error) => log.error('lease kept until it runs out', problemOf(error)))
      .then(() => {
        busy.delete(chat)
        inWork.delete(task)
        look()
      })
    inWork.add(task)
  }

  function look(): void {
    if (stopped) return
    if (looking) {
      lookAgain = true
      return
    }
    looking = lookOnce()
      .catch((error) => log.warn('inbox cannot be read', problemOf(error)))
      .then(() => {
        looking = undefined
        if (lookAgain) {
          lookAgain = false
          look()
        }
      })
  }

  async function lookOnce(): Promise<void> {
    const free = lanes - busy.size
    if (free <= 0) return
    const rows = await claims.claim(free, [...busy])
    for (const claimed of rows) take(claimed)
    if (rows.length === free) lookAgain = true
  }

  let sending: Promise<void> | undefined
  function sendDue(): void {
    if (stopped || sending) return
    sending = (async () => {
      while ((await outbox.sendDue()) > 0 && !stopped);
    })()
      .catch((error) => log.warn('outbox cannot be read', problemOf(error)))
      .then(() => {
        sending = undefined
      })
  }

  function wakeAll(): void {
    look()
    sendDue()
  }

  return {
    wake: look,
    wakeOutbox: sendDue,
    start() {
      if (!stopped) return
      stopped = false
      const renew = () => claims.renew().catch((error) => log.warn('leases not renewed', problemOf(error)))
      timers = [setInterval(wakeAll, 500), setInterval(renew, leaseMilliseconds / 3)]
      wakeAll()
    },
    async stop() {
      stopped = true
      for (const timer of timers) clearInterval(timer)
      timers = []
      await looking
      await Promise.all([...inWork])
      await sending
    },
    async drain() {
      for (;;) {
        // Never `wake` while a look is under way: it would order another one, and so on for ever.
        if (!looking) look()
        await looking
        await Promise.all([...inWork])
        sendDue()
        await sending
        if (inWork.size === 0 && !looking && !sending && (await nothingDue(deps))) return
      }
    },
    running: () => !stopped,
  }
}

async function nothingDue({ claims, outbox }: WorkerDeps): Promise<boolean> {
  return (await claims.due()) === 0 && (await outbox.due()) === 0
}
