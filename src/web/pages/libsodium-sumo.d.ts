// The two builds of libsodium below its wrapper, as far as we touch them.
declare module 'libsodium-sumo' {
  const load: (options: object) => Promise<object>
  // biome-ignore lint/style/noDefaultExport: this is how the package does it.
  export default load
}

/** The same package as CommonJS: the build that can do without WebAssembly. The bundler knows where it is. */
declare module 'libsodium-sumo/plain' {
  const sodium: {
    readonly ready: Promise<void>
    readonly HEAPU8: Uint8Array
    _crypto_pwhash(
      ...numbers: [
        out: number,
        length: number,
        lengthHigh: number,
        password: number,
        size: number,
        sizeHigh: number,
        salt: number,
        passes: number,
        passesHigh: number,
        memory: number,
        algorithm: number,
      ]
    ): number
  }
  // biome-ignore lint/style/noDefaultExport: this is how the package does it.
  export default sodium
}
