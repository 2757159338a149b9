// What a driver or a tool asks about the server itself. We present ourselves as a stand-alone server: sessions are accepted,
// retryable writes and transactions are not offered (a driver then sends no transaction numbers).
import { hostname, totalmem } from 'node:os'
import { LARGEST_DOCUMENT } from '../storage/stored-changes.js'
import { LARGEST_MESSAGE } from '../wire/op-msg.js'
import { MongoError } from './mongo-errors.js'
import type { Answer, Command } from './server-state.js'

const VERSION = '7.0.0'
const WIRE_VERSION = 21
const MOST_STATEMENTS = 100_000

export function hello({ state, connection, name }: Command): Answer {
  return {
    ...(name === 'hello' ? { isWritablePrimary: true } : { ismaster: true, isWritablePrimary: true }),
    helloOk: true,
    maxBsonObjectSize: LARGEST_DOCUMENT,
    maxMessageSizeBytes: LARGEST_MESSAGE,
    maxWriteBatchSize: MOST_STATEMENTS,
    localTime: state.now(),
    logicalSessionTimeoutMinutes: 30,
    connectionId: connection.id,
    minWireVersion: 0,
    maxWireVersion: WIRE_VERSION,
    readOnly: false,
    ok: 1,
  }
}

export const done = (): Answer => ({ ok: 1 })

export function buildInfo(): Answer {
  return {
    version: VERSION,
    versionArray: [...VERSION.split('.').map(Number), 0],
    gitVersion: 'embedded',
    modules: ['embedded'],
    allocator: 'system',
    javascriptEngine: 'none',
    sysInfo: 'deprecated',
    bits: 64,
    debug: false,
    maxBsonObjectSize: LARGEST_DOCUMENT,
    storageEngines: ['lmdb'],
    ok: 1,
  }
}

export function hostInfo({ state }: Command): Answer {
  return {
    system: {
      currentTime: state.now(),
      hostname: hostname(),
      cpuAddrSize: 64,
      memSizeMB: Math.floor(totalmem() / 2 ** 20),
    },
    os: { type: process.platform, name: process.platform, version: process.version },
    extra: {},
    ok: 1,
  }
}

export function serverStatus({ state }: Command): Answer {
  const uptime = (state.now().getTime() - state.startedAt) / 1000
  return {
    host: hostname(),
    version: VERSION,
    process: 'embedded',
    pid: state.identity.pid,
    uptime,
    localTime: state.now(),
    connections: { current: state.connectionCount, available: 1000 },
    storageEngine: { name: 'lmdb' },
    metrics: { cursor: { open: { total: state.cursors.count } } },
    ok: 1,
  }
}

export function connectionStatus(): Answer {
  return {
    authInfo: { authenticatedUsers: [], authenticatedUserRoles: [], authenticatedUserPrivileges: [] },
    ok: 1,
  }
}

export const whatsmyuri = ({ connection }: Command): Answer => ({ you: connection.peer, ok: 1 })

export const getLog = (): Answer => ({ totalLinesWritten: 0, log: [], ok: 1 })

export const getCmdLineOpts = (): Answer => ({ argv: ['embedded'], parsed: {}, ok: 1 })

export function getParameter({ body }: Command): Answer {
  if (body.getParameter === '*' || body.allParameters)
    return { featureCompatibilityVersion: { version: '7.0' }, ok: 1 }
  if ('featureCompatibilityVersion' in body) return { featureCompatibilityVersion: { version: '7.0' }, ok: 1 }
  throw new MongoError(72, 'no option found to get')
}

/** Not MongoDB's: how a script makes sure that it found the server of its own directory. */
export const embeddedIdentity = ({ state }: Command): Answer => ({ ...state.identity, ok: 1 })

export function refuseSasl({ body }: Command): Answer {
  throw new MongoError(
    334,
    `Received authentication for mechanism ${String(body.mechanism)} which is not enabled: the embedded database has no users`,
  )
}

export function refuseTransaction({ name }: Command): Answer {
  throw new MongoError(20, `Transaction numbers are only allowed on a replica set member or mongos (${name})`)
}
