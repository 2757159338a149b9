// Every route that a product registers, asked as nobody should ask: paths, queries, headers and bodies broken, with a session and
// without one. A mistake of the visitor's is answered as one (4xx), never as the server's.
import fc from 'fast-check'
import type { ConsoleWorld, Session } from '../web/console/console-world.js'
import { oneOf, type Surface } from './fuzz-run.js'
import { broken, brokenBytes, hostileJson, hostileText, type Json, writtenJson } from './hostile-values.js'
import { type LiveThings, liveThings } from './live-things.js'
import { type Example, routeExamples } from './route-examples.js'

/** How many cases one set of passes, cases and sessions lasts: much of it is used up or spoilt by then. */
const casesPerLife = 400

/** Half a pair cannot be written into an address. */
const wellFormed = (text: string): string => Buffer.from(text).toString()

const query = fc.array(
  fc.tuple(
    fc.constantFrom(
      'lang',
      'month',
      'fiscalYear',
      'version',
      'status',
      'page',
      'kind',
      'as',
      'name',
      '__proto__',
      'a[b]',
    ),
    fc.oneof(
      hostileText.map((text) => text.slice(0, 200)),
      fc.constantFrom('2569-11', '2569', 'th', '-1', '9'.repeat(400)),
    ),
  ),
  { maxLength: 3 },
)
const badPart = fc.oneof(
  fc.constantFrom(
    '%',
    '%E0%B8',
    '%00',
    '..',
    '.',
    '%2e%2e%2f',
    '__proto__',
    '0'.repeat(26),
    ' ',
    '%ED%A0%80',
  ),
  hostileText.map((text) => encodeURIComponent(wellFormed(text.slice(0, 300)))),
)
const header = fc.constantFrom<Readonly<Record<string, string>>>(
  ...[
    {},
    {},
    {},
    {},
    { 'content-type': 'text/plain' },
    { 'content-type': 'application/json; charset=utf-7' },
  ],
  ...[
    { 'content-encoding': 'gzip' },
    { 'content-encoding': 'nothing' },
    { authorization: 'Bearer x' },
    { cookie: '=;;a' },
  ],
  ...[
    { 'accept-language': 'xx-!!' },
    { 'x-change-token': 'x' },
    { range: 'bytes=9-1' },
    { 'x-forwarded-for': 'nobody' },
  ],
)
const request = fc.record({
  route: fc.nat(),
  query,
  bad: badPart,
  breaksPath: fc.integer({ min: 0, max: 9 }).map((one) => one === 0),
  header,
  signedIn: fc.integer({ min: 0, max: 4 }).map((one) => one > 0),
  noise: fc.integer({ min: 0, max: 9 }).map((one) => one === 0),
  body: fc.nat(),
  address: fc.integer({ min: 1, max: 2 ** 24 }),
})

/** `routes`: as they are registered, 'POST /report/api/begin'; those of the stand-in lie below `/simulator/api`. */
export function routeSurface(
  world: ConsoleWorld,
  routes: readonly string[],
): Surface & { without(): string[] } {
  let life: { live: LiveThings; examples: Readonly<Record<string, Example>> } | undefined
  let left = 0

  async function send(seed: number): Promise<string | undefined> {
    const asked = oneOf(request, seed)
    const route = routes[asked.route % routes.length] ?? 'GET /health'
    // A stream never ends; it takes no body, and its path says nothing.
    if (route.endsWith(' /stream')) return undefined
    if (!life) throw new Error('Nothing is prepared')
    const { live, examples } = life
    const example = examples[route] ?? { body: null }
    const [method = 'GET', path = ''] = route.split(' ')
    const filled = path.replace(/:(\w+)/g, (_, name: string) =>
      asked.breaksPath ? asked.bad : (example.params?.[name] ?? '0'.repeat(26)),
    )
    const below = isTrial(path) ? '/simulator/api' : isTrialPage(path) ? '/simulator' : ''
    const search = new URLSearchParams(asked.query.map(([name, value]) => [name, wellFormed(value)]))
    const answer = await fetch(`${world.url}${below}${filled}${search.size > 0 ? `?${search}` : ''}`, {
      method,
      redirect: 'manual',
      headers: {
        'x-forwarded-for': `10.${asked.address >> 16}.${(asked.address >> 8) & 255}.${asked.address & 255}`,
        ...(asked.signedIn && sessionHeaders(live.session)),
        ...(method !== 'GET' && {
          'content-type': isBytes(example.body) ? 'application/octet-stream' : 'application/json',
        }),
        ...example.headers,
        ...asked.header,
      },
      ...(method !== 'GET' && { body: new Uint8Array(bodyOf(example, asked.noise, asked.body)) }),
      signal: AbortSignal.timeout(60_000),
    })
    await answer.arrayBuffer()
    if (answer.status === 401 && asked.signedIn) left = 0
    return answer.status >= 500 ? `${route} answered ${answer.status}` : undefined
  }

  return {
    name: 'bodies of every route',
    share: 30,
    without: () =>
      routes.filter((route) => !route.startsWith('GET ') && life !== undefined && !(route in life.examples)),
    async prepare() {
      if (!life || left <= 0) {
        const live = await liveThings(world)
        life = { live, examples: routeExamples(live) }
        left = casesPerLife
      }
      left -= 1
    },
    async attack(seed) {
      const what = await send(seed)
      world.passTime(1000)
      return what
    },
  }
}

const isTrial = (path: string): boolean =>
  /^\/(people|groups|chats|world|deliveries|accepted|contents|menus)\b/.test(path)
const isTrialPage = (path: string): boolean => /^\/(simulator\..*)?$/.test(path)
const isBytes = (body: Example['body']): body is Uint8Array => body instanceof Uint8Array

const sessionHeaders = ({ cookie, changeToken }: Session) => ({ cookie, 'x-change-token': changeToken })

function bodyOf({ body }: Example, noise: boolean, seed: number): Uint8Array {
  if (isBytes(body)) return oneOf(brokenBytes(body), seed)
  const value: fc.Arbitrary<Json> = noise ? hostileJson : fc.oneof(broken(body), fc.constant(body))
  return oneOf(value.chain(writtenJson), seed)
}
