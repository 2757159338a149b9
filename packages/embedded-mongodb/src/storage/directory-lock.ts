// One server for a directory. The lock is a local socket named after the directory (device and inode): the system frees it
// when its process dies, however it dies, and no process number can be mistaken for another. Holds between processes of one
// machine, not between containers that share a directory.
import { mkdirSync, rmSync, statSync } from 'node:fs'
import { connect, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Another server has the directory. `pid` when it said so. */
export class DirectoryInUse extends Error {
  constructor(
    readonly directory: string,
    readonly pid: number | undefined,
  ) {
    super(`The embedded database in ${directory} is in use by process ${pid ?? '(unknown)'}`)
    this.name = 'DirectoryInUse'
  }
}

export interface DirectoryLock {
  release(): Promise<void>
}

function lockAddress(directory: string): string {
  const { dev, ino } = statSync(directory, { bigint: true })
  const name = `embedded-mongodb-${dev}-${ino}`
  if (process.platform === 'linux') return `\0${name}`
  if (process.platform === 'win32') return `\\\\.\\pipe\\${name}`
  return join(tmpdir(), `${name}.sock`)
}

/** Throws DirectoryInUse. */
export async function lockDirectory(directory: string): Promise<DirectoryLock> {
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  const address = lockAddress(directory)
  const server = (await listen(address)) ?? (await takeOver(address, directory))
  server.unref()
  return {
    release: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

/** Undefined when somebody listens there already. */
function listen(address: string): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => {
      socket.on('error', () => socket.destroy())
      socket.end(JSON.stringify({ pid: process.pid }))
    })
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(undefined)
      else reject(error)
    })
    server.listen(address, () => resolve(server))
  })
}

/** A socket file can outlive its process (not on Linux or Windows): nobody answers there, so it is removed. */
async function takeOver(address: string, directory: string): Promise<Server> {
  const holder = await askHolder(address)
  if (!holder && address.endsWith('.sock')) {
    rmSync(address, { force: true })
    const server = await listen(address)
    if (server) return server
  }
  throw new DirectoryInUse(directory, holder?.pid)
}

function askHolder(address: string): Promise<{ pid: number | undefined } | undefined> {
  return new Promise((resolve) => {
    let text = ''
    const socket = connect(address)
    socket.setTimeout(1000, () => socket.destroy())
    socket.on('data', (chunk) => {
      text += chunk.toString()
    })
    socket.on('error', () => resolve(undefined))
    socket.on('close', () => resolve({ pid: Number(/"pid":(\d+)/.exec(text)?.[1]) || undefined }))
  })
}
