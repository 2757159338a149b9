// The part of LINE's door that is about rich menus. Asked with fetch and a time limit of its own, as content is: the SDK
// has none. What LINE refuses is thrown with its own words, which name fields and never people.
import { z } from 'zod'
import type { LineRichMenu } from './rich-menu-file.js'

export interface ListedRichMenu {
  readonly richMenuId: string
  readonly name: string
}

export interface RichMenuClient {
  list(): Promise<readonly ListedRichMenu[]>
  /** Menu ids by alias. */
  aliases(): Promise<ReadonlyMap<string, string>>
  defaultMenu(): Promise<string | undefined>
  hasPicture(richMenuId: string): Promise<boolean>
  validate(name: string, menu: LineRichMenu): Promise<void>
  /** At most 100 an hour. */
  create(name: string, menu: LineRichMenu): Promise<string>
  /** Once per menu. */
  upload(richMenuId: string, picture: Buffer, mime: string): Promise<void>
  createAlias(alias: string, richMenuId: string): Promise<void>
  moveAlias(alias: string, richMenuId: string): Promise<void>
  removeAlias(alias: string): Promise<void>
  makeDefault(richMenuId: string): Promise<void>
  remove(richMenuId: string): Promise<void>
  /** At most 500 people; all are refused when one id is malformed. Who is no friend is passed over. */
  link(richMenuId: string, userIds: readonly string[]): Promise<void>
  unlink(userIds: readonly string[]): Promise<void>
}

/** LINE said no, or (`status` absent) nothing in time. */
export class RichMenuRefused extends Error {
  override readonly name = 'RichMenuRefused'
  constructor(
    readonly what: string,
    readonly status: number | undefined,
    readonly requestId: string | undefined,
    details: readonly string[],
  ) {
    super([`LINE: ${what}: ${status ?? 'no answer'}`, ...details].join('; '))
  }
}

interface Ask {
  readonly method: 'GET' | 'POST' | 'DELETE'
  readonly path: string
  readonly json?: unknown
  readonly file?: { readonly bytes: Buffer; readonly mime: string }
}

const refusal = z.object({
  message: z.string().default(''),
  details: z
    .array(z.object({ message: z.string().default(''), property: z.string().default('') }))
    .default([]),
})
const made = z.object({ richMenuId: z.string() })
const listed = z.object({ richmenus: z.array(z.object({ richMenuId: z.string(), name: z.string() })) })
const aliasList = z.object({
  aliases: z.array(z.object({ richMenuAliasId: z.string(), richMenuId: z.string() })),
})

const menus = '/v2/bot/richmenu'

export function createRichMenuClient(options: {
  readonly accessToken: string
  readonly apiBaseUrl?: string
  readonly dataApiBaseUrl?: string
  /** Milliseconds for one call. */
  readonly timeout?: number
}): RichMenuClient {
  const {
    accessToken,
    apiBaseUrl = 'https://api.line.me',
    dataApiBaseUrl = 'https://api-data.line.me',
  } = options
  const timeout = options.timeout ?? 10_000

  async function ask(what: Ask, on: string = apiBaseUrl): Promise<Response> {
    const { method, path, json, file } = what
    const type = file?.mime ?? (json === undefined ? undefined : 'application/json')
    const answer = await fetch(`${on}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${accessToken}`,
        ...(type !== undefined && { 'content-type': type }),
      },
      ...(file && { body: new Uint8Array(file.bytes) }),
      ...(json !== undefined && { body: JSON.stringify(json) }),
      // A picture of one megabyte may take its time.
      signal: AbortSignal.timeout(file ? timeout * 6 : timeout),
    }).catch(() => {
      throw new RichMenuRefused(`${method} ${pathWithoutIds(path)}`, undefined, undefined, [])
    })
    if (!answer.ok) throw await refused(what, answer)
    return answer
  }

  /** For what may be absent: 404 is an answer. */
  async function askFor(what: Ask, on?: string): Promise<Response | undefined> {
    try {
      return await ask(what, on)
    } catch (error) {
      if (error instanceof RichMenuRefused && error.status === 404) return undefined
      throw error
    }
  }

  const get = (path: string): Ask => ({ method: 'GET', path })
  const post = (path: string, json?: unknown): Ask => ({
    method: 'POST',
    path,
    ...(json !== undefined && { json }),
  })
  const remove = (path: string): Ask => ({ method: 'DELETE', path })
  const content = (richMenuId: string) => `${menus}/${encodeURIComponent(richMenuId)}/content`

  return {
    list: async () => listed.parse(await (await ask(get(`${menus}/list`))).json()).richmenus,
    async aliases() {
      const { aliases } = aliasList.parse(await (await ask(get(`${menus}/alias/list`))).json())
      return new Map(aliases.map(({ richMenuAliasId, richMenuId }) => [richMenuAliasId, richMenuId]))
    },
    async defaultMenu() {
      const answer = await askFor(get('/v2/bot/user/all/richmenu'))
      return answer && made.parse(await answer.json()).richMenuId
    },
    async hasPicture(richMenuId) {
      const answer = await askFor(get(content(richMenuId)), dataApiBaseUrl)
      await answer?.body?.cancel()
      return answer !== undefined
    },
    async validate(name, menu) {
      await ask(post(`${menus}/validate`, { ...menu, name }))
    },
    async create(name, menu) {
      return made.parse(await (await ask(post(menus, { ...menu, name }))).json()).richMenuId
    },
    async upload(richMenuId, bytes, mime) {
      await ask({ ...post(content(richMenuId)), file: { bytes, mime } }, dataApiBaseUrl)
    },
    async createAlias(richMenuAliasId, richMenuId) {
      await ask(post(`${menus}/alias`, { richMenuAliasId, richMenuId }))
    },
    async moveAlias(alias, richMenuId) {
      await ask(post(`${menus}/alias/${encodeURIComponent(alias)}`, { richMenuId }))
    },
    async removeAlias(alias) {
      await askFor(remove(`${menus}/alias/${encodeURIComponent(alias)}`))
    },
    async makeDefault(richMenuId) {
      await ask(post(`/v2/bot/user/all/richmenu/${encodeURIComponent(richMenuId)}`))
    },
    async remove(richMenuId) {
      await askFor(remove(`${menus}/${encodeURIComponent(richMenuId)}`))
    },
    async link(richMenuId, userIds) {
      await ask(post(`${menus}/bulk/link`, { richMenuId, userIds }))
    },
    async unlink(userIds) {
      await ask(post(`${menus}/bulk/unlink`, { userIds }))
    },
  }
}

async function refused({ method, path }: Ask, answer: Response): Promise<RichMenuRefused> {
  const body = refusal.safeParse(await answer.json().catch(() => undefined))
  const lines = body.success
    ? [body.data.message, ...body.data.details.map(({ property, message }) => `${property}: ${message}`)]
    : []
  return new RichMenuRefused(
    `${method} ${pathWithoutIds(path)}`,
    answer.status,
    answer.headers.get('x-line-request-id') ?? undefined,
    lines.filter((line) => line !== ''),
  )
}

const pathWithoutIds = (path: string): string => path.replace(/richmenu-[0-9a-f]+/g, '…')
