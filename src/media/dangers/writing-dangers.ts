// What writing could do to whoever opens it: pages and drawings that run or fetch something, scripts of machines, letters that carry
// what runs. Every pattern is bounded: the words are somebody else's.
import { nameRuns } from './danger-signs.js'
import type { FileDanger } from './known-dangers.js'

const pageRuns =
  /<(?:script|iframe|frame|object|embed|applet|foreignObject|form|hta:application)[\s>/]|[\s"'/]on[a-z]{3,25}\s{0,20}=|(?:java|vb)script:|data:text\/html|<meta\s[^>]{0,200}refresh/i
const pageFetches =
  /(?:src|href|srcset|poster|background|action)=["']?(?:https?:|ftp:|file:|\/\/|\\\\)|url\(["']?(?:https?:|\/\/)|@import|<!ENTITY/i

/** Any way in which a page or a drawing starts something, or fetches something, when it is opened. */
export function pageDangers(words: string): FileDanger[] {
  return [
    ...(pageRuns.test(words) ? (['pageRuns'] as const) : []),
    ...(pageFetches.test(words.replace(/\s/g, '')) ? (['fetches'] as const) : []),
  ]
}

/** A letter that carries what runs, by its name there; what it carries is not unpacked. */
export function letterDangers(words: string): FileDanger[] {
  const names = words
    .split(/name/i)
    .slice(1)
    .flatMap((rest) => rest.slice(0, 300).split(/["\r\n;]/))
    .map((name) => name.trim())
  const hasPage = /<html[\s>]/i.test(words) ? pageDangers(words) : []
  return [...(names.some(nameRuns) ? (['archiveRuns'] as const) : []), ...hasPage]
}

const beginnings =
  /^[ \t\ufeff]{0,40}(?:#!|@?echo off|@?setlocal|rem[ \t]|\[(?:internetshortcut|autorun|desktop entry)\]|windows registry editor|regedit4|set-executionpolicy|#@~\^)/im
const calls =
  /\b(?:WScript\.|CreateObject\(|ActiveXObject|Invoke-Expression|Invoke-WebRequest|DownloadString|FromBase64String|IEX\s{0,9}\(|Start-Process|New-Object\s|powershell(?:\.exe)?\s{1,20}[-/]|cmd(?:\.exe)?\s{1,20}\/[ck]|mshta|rundll32|regsvr32|certutil\s|child_process|eval\s{0,9}\(|os\.system|subprocess\.)/i

/** Of Windows, of the shell, of PowerShell, of Python: signs with which such programs are written, anywhere in it. */
export const isScript = (words: string): boolean => beginnings.test(words) || calls.test(words)
