// What a page of ours loads and runs, read as a browser reads it, and what of that the signed list does not vouch for. It is
// strict: whatever our own pages never have is named, also where it would do no harm.
import { type DefaultTreeAdapterTypes, parse } from 'parse5'

type Node = DefaultTreeAdapterTypes.Node
type Element = DefaultTreeAdapterTypes.Element

/** Something that no page of ours has, for whoever reads the answer: a tag or an attribute. */
export interface PageRead {
  readonly unexpected: readonly string[]
  /** Where its links lead outside: the list says nothing about them. */
  readonly outside: readonly string[]
}

/** They load, run or turn what the list knows nothing of. */
const never = new Set(['iframe', 'frame', 'object', 'embed', 'base', 'applet', 'portal', 'style'])
const addresses = new Set(['href', 'src', 'srcset', 'action', 'formaction', 'poster', 'data', 'xlink:href'])

/** `listed` is integrity by path. */
export function readPage(html: string, origin: string, listed: ReadonlyMap<string, string>): PageRead {
  const elements = [...elementsIn(parse(html))]
  return {
    unexpected: elements.flatMap((element) => unexpectedIn(element, origin, listed)),
    outside: [...new Set(elements.flatMap((element) => outsideOf(element, origin)))].sort(),
  }
}

function* elementsIn(node: Node): Generator<Element> {
  if ('tagName' in node) yield node
  if ('content' in node) yield* elementsIn(node.content)
  if ('childNodes' in node) for (const child of node.childNodes) yield* elementsIn(child)
}

const attributesOf = ({ attrs }: Element): ReadonlyMap<string, string> =>
  new Map(attrs.map(({ name, value }) => [name, value]))

function unexpectedIn(element: Element, origin: string, listed: ReadonlyMap<string, string>): string[] {
  const attributes = attributesOf(element)
  const shown = `<${element.tagName}${['src', 'href', 'rel', 'type', 'http-equiv']
    .flatMap((name) => (attributes.has(name) ? [` ${name}="${attributes.get(name)?.slice(0, 100)}"`] : []))
    .join('')}>`
  const byAttribute = [...attributes].flatMap(([name, value]) => {
    if (/^on/.test(name) || name === 'style' || name === 'srcdoc') return [`${shown} ${name}`]
    if (!addresses.has(name)) return []
    if (/^\s*(?:javascript|vbscript)\s*:/i.test(value.replaceAll(/[\t\n\r]/g, '')))
      return [`${shown} ${name}`]
    const isLink = element.tagName === 'a' && name === 'href'
    return isLink || isOwn(value, origin) ? [] : [`${shown} ${name}`]
  })
  return [...(isExpectedElement(element, attributes, listed) ? [] : [shown]), ...byAttribute]
}

function isExpectedElement(
  { tagName, childNodes }: Element,
  attributes: ReadonlyMap<string, string>,
  listed: ReadonlyMap<string, string>,
): boolean {
  const vouched = (path: string | undefined) =>
    path !== undefined && listed.has(path) && attributes.get('integrity') === listed.get(path)
  if (never.has(tagName)) return false
  if (tagName === 'meta') return !attributes.has('http-equiv')
  if (tagName === 'link') {
    if (attributes.get('rel') === 'icon') return attributes.get('href') === 'data:,'
    return attributes.get('rel') === 'stylesheet' && vouched(attributes.get('href'))
  }
  if (tagName !== 'script') return true
  // JSON is read and never run.
  if (attributes.get('type') === 'application/json') return !attributes.has('src')
  return childNodes.length === 0 && vouched(attributes.get('src'))
}

const urlOf = (address: string, origin: string): URL | undefined =>
  URL.canParse(address, origin) ? new URL(address, origin) : undefined

function isOwn(address: string, origin: string): boolean {
  if (/^(?:data:,?$|data:image\/)/.test(address)) return true
  const url = urlOf(address, origin)
  return url?.origin === origin
}

function outsideOf(element: Element, origin: string): string[] {
  const href = element.tagName === 'a' ? attributesOf(element).get('href') : undefined
  const url = href === undefined ? undefined : urlOf(href, origin)
  return url && url.origin !== origin ? [url.protocol === 'tel:' ? url.href : url.origin] : []
}

/** Directives that let in more than our own pages' do; `undefined` for a page without a policy. */
export function loosePolicy(policy: string | null): readonly string[] | undefined {
  if (policy === null) return undefined
  const directives = new Map(
    policy.split(';').map((directive) => {
      const [name = '', ...sources] = directive.trim().split(/\s+/)
      return [name.toLowerCase(), sources]
    }),
  )
  const allowed = {
    'script-src': ["'self'", "'wasm-unsafe-eval'", "'none'"],
    'style-src': ["'self'", "'none'"],
    'worker-src': ["'self'", 'blob:', "'none'"],
    'connect-src': ["'self'", "'none'"],
    'form-action': ["'self'", "'none'"],
    'base-uri': ["'none'"],
  }
  return Object.entries(allowed).flatMap(([name, most]) => {
    // These two fall back to nothing, the others to what holds for all.
    const fallback = /^(?:form-action|base-uri)$/.test(name) ? undefined : directives.get('default-src')
    const sources = directives.get(name) ?? fallback
    return sources?.every((source) => most.includes(source)) ? [] : [name]
  })
}
