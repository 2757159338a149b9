// Our durable 200 against the SDK's echo example, which stores nothing: 32 connections, one event a body, the same bodies.
// The two are measured in turn, several times in one run, because the machine's speed drifts; what counts is the ratio.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startChild } from './child.js'
import { type Load, rawLoad } from './raw-load.js'
import { signedBodies } from './signed-bodies.js'

const secret = 'bench-secret'
const rounds = 5
const seconds = 4
const nowhere = 'http://127.0.0.1:9'

/** `follow` has no work in the echo example; every event has its own id, so ours stores each of them. */
function load(port: number): Promise<Load> {
  const bodies = signedBodies({
    count: 60_000,
    people: 1000,
    secret,
    event: () => ({ type: 'follow', replyToken: 'token', follow: { isUnblocked: false } }),
  })
  return rawLoad({ port, connections: 32, seconds, bodies })
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}

export async function benchWebhook() {
  const dataDir = await mkdtemp(join(tmpdir(), 'sujarit-bench-'))
  const echo = await startChild('echo-server.ts', [secret, nowhere])
  const door = await startChild('door-server.ts', [secret, nowhere, dataDir])
  const runs: { echo: Load; door: Load }[] = []
  try {
    await load(echo.port)
    await load(door.port)
    for (let round = 0; round < rounds; round += 1) {
      runs.push({
        echo: await load(echo.port),
        door: await load(door.port),
      })
    }
  } finally {
    await echo.stop()
    await door.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
  return {
    echoPerSecond: median(runs.map((run) => run.echo.perSecond)),
    doorPerSecond: median(runs.map((run) => run.door.perSecond)),
    ratioPerSecond: median(runs.map((run) => run.door.perSecond / run.echo.perSecond)),
    echoP99Milliseconds: median(runs.map((run) => run.echo.p99)),
    doorP99Milliseconds: median(runs.map((run) => run.door.p99)),
    ratioP99: median(runs.map((run) => run.door.p99 / run.echo.p99)),
    echoP50Milliseconds: median(runs.map((run) => run.echo.p50)),
    doorP50Milliseconds: median(runs.map((run) => run.door.p50)),
    failed: runs.reduce((sum, run) => sum + run.door.failed + run.echo.failed, 0),
  }
}
