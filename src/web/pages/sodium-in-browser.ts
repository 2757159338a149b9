// How libsodium comes into a browser: as WebAssembly, and where that is missing or blocked (Tor Browser's "Safer", Lockdown
// Mode of iPhones, some offices) as plain JavaScript from a bundle of its own, which nobody else loads. The bundler puts
// this in the place of `libsodium-sumo`.
import { integrity as plainIntegrity } from 'integrity-of:src/web/pages/sodium-plain-browser.ts'
import withWebAssembly from 'libsodium-sumo'
import { importChecked } from './later-script.js'

/** Only its address: a bundle that is named in an import would be packed into every page. */
const plainBundle = '/assets/sodium-plain.js'

/** The smallest module that there is: the letters that each begins with, and its version. */
const emptyModule = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)

/** It may be there and not allowed: by a rule of the page or of the browser. Only trying tells. */
export async function isWebAssemblyAllowed(): Promise<boolean> {
  if (typeof WebAssembly !== 'object') return false
  try {
    await WebAssembly.instantiate(emptyModule)
    return true
  } catch {
    return false
  }
}

/** libsodium's own functions; the wrapper around them waits for it. Rejects when neither way works. */
export async function rawSodium(options: object): Promise<object> {
  if (await isWebAssemblyAllowed()) {
    try {
      return await withWebAssembly(options)
    } catch {
      // A small one may run and this one may not, where memory is short. The other way needs less of it at once.
    }
  }
  const { plainSodium } = await importChecked<typeof import('./sodium-plain-browser.js')>(
    plainBundle,
    plainIntegrity,
  )
  return plainSodium()
}
