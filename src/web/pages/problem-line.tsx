// What went wrong, where it went wrong: read out at once to whoever does not see it. Nothing stands there while all is well.

/** `words` is a whole sentence, or empty. */
export function ProblemLine({ words }: { readonly words: string }) {
  if (words === '') return null
  return (
    <p class="problem" role="alert">
      {words}
    </p>
  )
}
