// Words that narrow down when something happened, in Thai and in English: language data for tip-completeness.ts.

/** A number, a month, a weekday or a daily word: something that narrows the search. */
export const namesTime = (words: string): boolean =>
  /\p{N}|ม\.ค|ก\.พ|มี\.ค|เม\.ย|พ\.ค|มิ\.ย|ก\.ค|ส\.ค|ก\.ย|ต\.ค|พ\.ย|ธ\.ค|มกรา|กุมภา|มีนา|เมษา|พฤษภา|มิถุนา|กรกฎา|สิงหา|กันยา|ตุลา|พฤศจิกา|ธันวา|จันทร์|อังคาร|พุธ|พฤหัส|ศุกร์|เสาร์|อาทิตย์|วันนี้|เมื่อวาน|เมื่อเช้า|เมื่อคืน|ทุกวัน|ทุกเดือน|ทุกสิ้นเดือน|ทุกปี|today|yesterday|daily|monthly|every|january|february|march|april|may|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday/iu.test(
    words,
  )
