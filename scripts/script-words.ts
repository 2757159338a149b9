// How our scripts speak: what was asked for goes to stdout, complaints to stderr, and the number is the exit code.
import { ConfigRefused } from '../src/config/config-refused.js'
import { type Language, languages } from '../src/i18n/texts.js'

/** The value of `--lang`, found without understanding the rest, so that wrong arguments are complained about in it. */
export function languageAsked(args: readonly string[]): Language {
  const at = args.findIndex((arg) => arg === '--lang' || arg.startsWith('--lang='))
  const value = args[at] === '--lang' ? args[at + 1] : args[at]?.slice('--lang='.length)
  return languages.find((one) => one === value) ?? 'th'
}

export function isLanguage(asked: string | undefined): boolean {
  return asked === undefined || languages.some((one) => one === asked)
}

/**
 * What was typed, with each `--public-key` and its key made one word. A key is random base64url: one in 64 begins with a dash
 * and would be read as an option of its own.
 */
export function withKeysJoined(args: readonly string[]): string[] {
  return args.flatMap((arg, at) => {
    if (args[at - 1] === '--public-key' && publicKeyWritten.test(arg)) return []
    const next = args[at + 1]
    return arg === '--public-key' && next !== undefined && publicKeyWritten.test(next)
      ? [`${arg}=${next}`]
      : [arg]
  })
}

/** 32 bytes in base64url. */
const publicKeyWritten = /^[\w-]{43}$/u

export function print(words: string): number {
  console.log(words)
  return 0
}

export function complain(words: string): number {
  console.error(words)
  return 1
}

/** What the JSON says; a byte order mark, which some editors put before it, is no fault. Nothing when it is no JSON. */
export function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/u, ''))
  } catch {
    // What JSON.parse says names a byte; the place of the file is enough.
    return undefined
  }
}

/** Whether `parseArgs` refused what was typed. */
export function isBadArguments(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
}

/** For the operator: what is wrong with the configuration, or the error's own sentence. */
export function reasonOf(error: unknown): string {
  if (error instanceof ConfigRefused) return error.message
  return error instanceof Error ? error.message : String(error)
}
