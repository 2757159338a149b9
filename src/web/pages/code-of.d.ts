// What browser-bundle.ts writes in the place of such imports: a script in one piece, as text, by its path in the project; and a file of a
// package, as bytes.
declare module 'code-of:*' {
  export const code: string
}
declare module 'bytes-of:*' {
  export const bytes: Uint8Array
}
