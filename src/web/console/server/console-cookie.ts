// The cookie of a session: sent to the console only, over https in production, read by no script, brought by no other site. It
// has no end of its own, so that browsers keep it in memory: closing the browser signs out.
import type { Request, Response } from 'express'

export interface ConsoleCookie {
  read(request: Request): string | undefined
  set(response: Response, token: string): void
  clear(response: Response): void
}

export function createConsoleCookie(publicUrl: string): ConsoleCookie {
  const secure = publicUrl.startsWith('https:')
  const name = secure ? '__Secure-sujarit-console' : 'sujarit-console'
  const options = { httpOnly: true, sameSite: 'strict', secure, path: '/console' } as const
  return {
    read(request) {
      const pairs = (request.headers.cookie ?? '').split(/;\s*/).map((pair) => pair.split('='))
      const [, value] = pairs.find(([key]) => key === name) ?? []
      return value !== undefined && /^[\w-]{43}$/.test(value) ? value : undefined
    },
    set: (response, token) => {
      response.cookie(name, token, options)
    },
    clear: (response) => {
      response.clearCookie(name, options)
    },
  }
}
