// `npx embedded-mongodb`: the server as a process of its own. It prints its address, keeps its data in the folder, and stops on Ctrl+C.
import { parseArgs } from 'node:util'
import { startEmbeddedMongo } from './embedded-mongodb.js'

const usage = `embedded-mongodb [options]
  --data <folder>    where data is kept (default: ./data)
  --port <number>    on 127.0.0.1 (default: 27017)
`

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: './data' },
    port: { type: 'string', default: '27017' },
    help: { type: 'boolean', default: false },
  },
})
if (values.help) {
  process.stdout.write(usage)
  process.exit(0)
}
const server = await startEmbeddedMongo({ dataDir: values.data, port: Number(values.port), thread: 'same' })
process.stdout.write(`${server.uri}\n`)

const stop = () => void server.stop().then(() => process.exit(0))
process.on('SIGTERM', stop)
process.on('SIGINT', stop)
