// The platform as a process of its own, for a bench that must not share its thread with the bot. Options come as JSON in
// the first argument (those of startLinePlatform, and controlPort); the addresses go out as one line of JSON, and to the
// parent over IPC. It stops when asked to (SIGTERM, SIGINT) or when its parent goes away.
import http from 'node:http'
import express from 'express'
import { type LinePlatformOptions, startLinePlatform } from './line-platform.js'

const { controlPort = 0, ...options }: LinePlatformOptions & { controlPort?: number } = JSON.parse(
  process.argv[2] ?? '{}',
)
const platform = await startLinePlatform(options)
const control = http.createServer(express().use('/simulator', platform.router))
await new Promise<void>((resolve) => control.listen(controlPort, '127.0.0.1', resolve))
const address = control.address()
const port = typeof address === 'object' && address ? address.port : controlPort
const { apiBaseUrl, dataApiBaseUrl } = platform
const addresses = { apiBaseUrl, dataApiBaseUrl, controlUrl: `http://127.0.0.1:${port}/simulator` }
process.stdout.write(`${JSON.stringify(addresses)}\n`)
process.send?.(addresses)

const stop = async () => {
  control.closeAllConnections()
  control.close()
  await platform.stop()
  process.exit(0)
}
process.on('SIGTERM', () => void stop())
process.on('SIGINT', () => void stop())
process.on('disconnect', () => void stop())
