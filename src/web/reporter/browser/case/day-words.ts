// Days as people read them, in the browser: the Buddhist era in Thai. 'YYYY-MM-DD' in, no clock and no time zone.

/** '20 พ.ย. 2569' · '20 Nov 2026' */
export function dayWords(day: string, language: 'th' | 'en'): string {
  const locale = language === 'th' ? 'th-TH-u-ca-buddhist-nu-latn' : 'en-GB'
  const shape = { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' } as const
  const parts = new Intl.DateTimeFormat(locale, shape).formatToParts(new Date(`${day}T00:00:00Z`))
  // Without the era's name, which some browsers add.
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? ''
  return `${part('day')} ${part('month')} ${part('year')}`
}
