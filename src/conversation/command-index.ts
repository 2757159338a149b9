// Finds the command that a text names, from the commands' own records. Two commands with one word refuse to start.

import { composed } from '../i18n/letters/composed.js'
import { hasAnyRole } from '../security/roles.js'
import type { Command, Feature } from './feature.js'
import type { Place, Turn } from './turn.js'

export interface NamedCommand {
  readonly command: Command
  readonly argument: string
}

export interface CommandIndex {
  readonly all: readonly Command[]
  /** The command whose word begins the text (the longest word wins); in a group only after "/". */
  find(text: string, place: Place): NamedCommand | undefined
}

export class CommandWordTaken extends Error {
  constructor(word: string, first: string, second: string) {
    super(`The word "${word}" names two commands: ${first} and ${second}`)
  }
}

function normal(word: string): string {
  return composed(word).replace(/\s+/gu, ' ').trim().toLowerCase()
}

const withoutSlash = (text: string): string => text.replace(/^\s*[/／]\s*/u, '')

export const hasSlash = (text: string): boolean => /^\s*[/／]/u.test(text)

export function createCommandIndex(features: readonly Feature[]): CommandIndex {
  const all = features.flatMap(({ commands }) => commands ?? [])
  const words = new Map<string, Command>()
  const shortcuts = new Map<string, NamedCommand>()
  /** A word names one command. */
  const claim = (word: string, command: Command) => {
    const other = words.get(word) ?? shortcuts.get(word)?.command
    if (other && other !== command) throw new CommandWordTaken(word, other.id, command.id)
  }
  for (const command of all) {
    for (const word of [...command.words.th, ...command.words.en].map(normal)) {
      claim(word, command)
      words.set(word, command)
    }
    for (const [text, argument] of Object.entries(command.shortcuts ?? {})) {
      claim(normal(text), command)
      shortcuts.set(normal(text), { command, argument })
    }
  }
  const longestFirst = [...words].sort(([a], [b]) => b.length - a.length)

  return {
    all,
    find(text) {
      const said = normal(withoutSlash(text))
      const short = shortcuts.get(said)
      if (short) return short
      for (const [word, command] of longestFirst) {
        if (said === word) return { command, argument: '' }
        if (!said.startsWith(`${word} `)) continue
        if (command.argument === 'none') continue
        return { command, argument: argumentAfter(withoutSlash(text), word) }
      }
      return undefined
    },
  }
}

/** The argument as it was typed: its case and its line breaks may matter. */
function argumentAfter(text: string, word: string): string {
  let rest = text.trim()
  for (let part = word.split(' ').length; part > 0; part -= 1) {
    const blank = rest.search(/\s/u)
    if (blank < 0) return ''
    rest = rest.slice(blank).trimStart()
  }
  return rest
}

export function mayRun(who: Command['who'], turn: Turn): boolean {
  return who === 'everyone' || hasAnyRole(turn.person.roles, who)
}
