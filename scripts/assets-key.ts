// npm run assets-key: makes the agency's key for the list of scripts, and shows the fingerprint that is to be published elsewhere.
// It writes nothing: the line goes into the environment of the server, and a copy to where the agency keeps its secrets.
import { randomBytes } from 'node:crypto'
import type th from '../locales/th/assets.json'
import { textsOf } from '../src/i18n/texts.js'
import { agencyKeyFrom, seedBytes } from '../src/security/agency-key.js'
import { languageAsked, print } from './script-words.js'

const say = textsOf<typeof th>('assets')
const language = languageAsked(process.argv.slice(2))

const seed = randomBytes(seedBytes)
const { fingerprint } = await agencyKeyFrom(seed)
process.exitCode = print(say(language, 'key.made', { seed: seed.toString('base64'), fingerprint }))
