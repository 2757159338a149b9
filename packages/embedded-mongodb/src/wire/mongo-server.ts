// The server of one directory in this thread: store, commands, sockets, sweeper. Listens on loopback only.
import { realpathSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { runCommand } from '../commands/command-runner.js'
import { Cursors } from '../commands/cursors.js'
import type { ServerState } from '../commands/server-state.js'
import { readServerFile, removeServerFile, writeServerFile } from '../server-file.js'
import { Catalog } from '../storage/catalog.js'
import { lockDirectory } from '../storage/directory-lock.js'
import { DocumentCache } from '../storage/document-cache.js'
import { startOverwriting } from '../storage/freed-pages.js'
import { RecordStore } from '../storage/record-store.js'
import { startSweeper } from '../storage/ttl-sweeper.js'
import { MongoConnection } from './mongo-connection.js'

export interface MongoServerOptions {
  readonly dataDir: string
  /** Default: the port of last time when it is free, otherwise any. */
  readonly port?: number | undefined
  readonly now?: () => Date
  readonly sweepEveryMs?: number
  readonly cacheBytes?: number
}

export interface MongoServer {
  readonly port: number
  /** Removes expired documents now; their number. */
  sweep(): Promise<number>
  /** Writes zeros over what deleted documents left in the file; how many pages. */
  overwriteFreed(): Promise<number>
  stop(): Promise<void>
}

const CACHE_BYTES = 128 * 1024 * 1024

/** Throws DirectoryInUse when another server has the directory. */
export async function openMongoServer(options: MongoServerOptions): Promise<MongoServer> {
  const { dataDir, now = () => new Date(), sweepEveryMs, cacheBytes = CACHE_BYTES } = options
  const directory = join(dataDir, 'mongodb')
  const lock = await lockDirectory(directory)
  try {
    const store = new RecordStore({ directory })
    const state: ServerState = {
      store,
      catalog: new Catalog(store, new DocumentCache(cacheBytes)),
      cursors: new Cursors(() => now().getTime()),
      now,
      startedAt: now().getTime(),
      identity: { directory: realpathSync(dataDir), pid: process.pid },
      connectionCount: 0,
    }
    const connections = new Set<MongoConnection>()
    const server = acceptConnections(state, connections)
    const port = await listenOnLoopback(server, options.port, readServerFile(dataDir)?.port)
    const sweeper = startSweeper(state, sweepEveryMs)
    const overwriting = startOverwriting(store)
    writeServerFile(dataDir, { port, pid: process.pid })
    const stop = async (): Promise<void> => {
      sweeper.stop()
      overwriting.stop()
      removeServerFile(dataDir)
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      await Promise.all([...connections].map((connection) => connection.close()))
      await closed
      await store.close()
      await lock.release()
    }
    let stopping: Promise<void> | undefined
    return {
      port,
      sweep: () => sweeper.sweep(),
      overwriteFreed: () => overwriting.now(),
      stop: () => {
        stopping ??= stop()
        return stopping
      },
    }
  } catch (error) {
    await lock.release()
    throw error
  }
}

function acceptConnections(state: ServerState, connections: Set<MongoConnection>): Server {
  let nextId = 1
  return createServer((socket) => {
    const identity = { id: nextId++, peer: `${socket.remoteAddress}:${socket.remotePort}` }
    const connection = new MongoConnection(socket, (request) => runCommand(state, request, identity))
    connections.add(connection)
    state.connectionCount += 1
    // The client went away; nothing is owed to it any more.
    socket.on('error', () => socket.destroy())
    socket.on('close', () => {
      connections.delete(connection)
      state.connectionCount -= 1
    })
  })
}

async function listenOnLoopback(
  server: Server,
  wanted: number | undefined,
  lastTime: number | undefined,
): Promise<number> {
  const port = wanted ?? lastTime ?? 0
  try {
    await listen(server, port)
  } catch (error) {
    if (wanted !== undefined || port === 0) throw error
    await listen(server, 0)
  }
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server listens on no port')
  return address.port
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      resolve()
    })
  })
}
