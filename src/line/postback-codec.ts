// Buttons are typed, dated messages to ourselves: `s1;<button id>.<version>;<minute of making, base 36>;<JSON>`.
// LINE allows 300 characters. What is not ours is told apart from what is ours but old.
const prefix = 's1'
const limit = 300

export interface Postback {
  readonly id: string
  readonly version: number
  readonly madeAt: Date
  readonly data: unknown
}

export class PostbackTooLong extends Error {
  constructor(readonly id: string) {
    super(`The data of button ${id} is longer than LINE's ${limit} characters`)
  }
}

export function writePostback(id: string, version: number, madeAt: Date, data: unknown): string {
  const minute = Math.floor(madeAt.getTime() / 60_000).toString(36)
  const written = `${prefix};${id}.${version};${minute};${JSON.stringify(data ?? null)}`
  if (written.length > limit) throw new PostbackTooLong(id)
  return written
}

/** Answers nothing for data that we never wrote. */
export function readPostback(written: string): Postback | undefined {
  const match = /^s1;([a-zA-Z.-]+)\.(\d{1,4});([0-9a-z]{1,8});(.*)$/su.exec(written)
  if (!match) return undefined
  const [, id, version, minute, json] = match
  if (id === undefined || version === undefined || minute === undefined || json === undefined)
    return undefined
  try {
    return {
      id,
      version: Number(version),
      madeAt: new Date(Number.parseInt(minute, 36) * 60_000),
      data: JSON.parse(json),
    }
  } catch {
    return undefined
  }
}
