// An upload as nobody's browser sends it: through a bare socket, with whatever head and body an attacker likes.
import { connect } from 'node:net'

/** Answers what came back when the server has closed, or we have: as soon as `hangUp` resolves. */
export async function rawUpload(
  url: string,
  head: readonly string[],
  body: Buffer,
  hangUp?: () => Promise<void>,
): Promise<string> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  let heard = ''
  socket.on('data', (data) => {
    heard += data.toString('latin1')
  })
  socket.on('error', () => undefined)
  const lines = ['POST /report/api/upload HTTP/1.1', 'host: x', 'connection: close', ...head]
  socket.write(`${lines.join('\r\n')}\r\n\r\n`)
  socket.write(body)
  if (hangUp) {
    await hangUp()
    socket.destroy()
  }
  await new Promise((done) => socket.on('close', done))
  return heard
}
