// What pdf.js would fetch: decoders of pictures that scanners make (JBIG2, fax, JPEG 2000), and the two fonts of signs that no PDF has to
// bring. They lie in the script. The tables for Chinese, Japanese and Korean fonts that a PDF does not bring are not here: too large.
import { bytes as signs } from 'bytes-of:pdfjs-dist/standard_fonts/FoxitDingbats.pfb'
import { bytes as symbols } from 'bytes-of:pdfjs-dist/standard_fonts/FoxitSymbol.pfb'
import { bytes as jbig2 } from 'bytes-of:pdfjs-dist/wasm/jbig2.wasm'
import { bytes as jpeg2000 } from 'bytes-of:pdfjs-dist/wasm/openjpeg.wasm'

const parts: ReadonlyMap<string, Uint8Array> = new Map([
  ['FoxitDingbats.pfb', signs],
  ['FoxitSymbol.pfb', symbols],
  ['jbig2.wasm', jbig2],
  ['openjpeg.wasm', jpeg2000],
])

/** In the place of the part of pdf.js that fetches. */
export class BinaryParts {
  async fetch({ filename }: { readonly filename: string }): Promise<Uint8Array> {
    const found = parts.get(filename)
    if (!found) throw new Error('Not in this script')
    // It is handed over to the reader, and may be asked for again.
    return found.slice()
  }
}
