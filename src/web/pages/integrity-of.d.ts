// What browser-bundle.ts writes in the place of such an import: the integrity of another script, by its path in the project.
declare module 'integrity-of:*' {
  export const integrity: string
}
