// Takes a sign off the end of a text. A pattern that looks for it at the end begins anew at every one of them.

/** 'https://a.example//' without '/' is 'https://a.example'. */
export function trimmedEnd(text: string, sign: string): string {
  let end = text.length
  while (end > 0 && text[end - 1] === sign) end -= 1
  return text.slice(0, end)
}
