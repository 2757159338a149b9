// The cookie of a session: sent to the console only, over https in production, read by no script, brought by no other site.
import type { Request, Response } from 'express'
import { longestHours } from '../../features/console/sign-in-rules.js'

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
      response.cookie(name, token, { ...options, maxAge: longestHours * 3_600_000 })
    },
    clear: (response) => {
      response.clearCookie(name, options)
    },
  }
}
