// ๐ to ๙, as formal letters print them and some people type them.

const zero = 0x0e50

/** 2569 or 'พ.ศ. 2569' becomes '๒๕๖๙' or 'พ.ศ. ๒๕๖๙'. */
export const toThaiDigits = (text: string | number): string =>
  String(text).replace(/[0-9]/g, (digit) => String.fromCodePoint(zero + Number(digit)))

export const fromThaiDigits = (text: string): string =>
  text.replace(/[๐-๙]/g, (digit) => String((digit.codePointAt(0) ?? zero) - zero))
