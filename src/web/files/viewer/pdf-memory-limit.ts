// For the thread in which a PDF is read, before anything else in it: no single piece of memory is larger than any page needs. Some bytes
// can unpack to many gigabytes, and the browser would die of it; so the reader is refused, and that page is said to be damaged.

const mostBytes = 300_000_000

// The browser's own unpacking asks nobody how much it may: without it pdf.js unpacks in pieces of the kind below.
Reflect.deleteProperty(globalThis, 'DecompressionStream')

const Bytes = Uint8Array
globalThis.Uint8Array = new Proxy(Bytes, {
  construct(_target, given, made) {
    if (typeof given[0] === 'number' && given[0] > mostBytes) throw new RangeError('Too large')
    return Reflect.construct(Bytes, given, made === globalThis.Uint8Array ? Bytes : made)
  },
})
