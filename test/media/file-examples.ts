// Small files of every kind that people send, each as its programs write it, as far as a reader of kinds looks.
import { strToU8, zipSync } from 'fflate'

const text = (words: string) => Buffer.from(words, 'utf8')
const raw = (words: string) => Buffer.from(words, 'latin1')
const zeros = (count: number) => Buffer.alloc(count)
const zip = (names: readonly string[], stored: Readonly<Record<string, string>> = {}) =>
  Buffer.from(
    zipSync({
      ...Object.fromEntries(
        Object.entries(stored).map(([name, words]) => [name, [strToU8(words), { level: 0 }]]),
      ),
      ...Object.fromEntries(names.map((name) => [name, strToU8('x')])),
    }),
  )
const branded = (brand: string, others = '') =>
  Buffer.concat([Buffer.from([0, 0, 0, 16 + others.length]), raw(`ftyp${brand}\0\0\0\0${others}`), zeros(40)])
const stream = (name: string) =>
  Buffer.concat([
    raw('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'),
    zeros(600),
    Buffer.from(name, 'utf16le'),
    zeros(90),
  ])
const riff = (form: string) => Buffer.concat([raw('RIFF'), Buffer.from([40, 0, 0, 0]), raw(form), zeros(40)])
const openDocument = (kind: string) =>
  zip(['content.xml'], { mimetype: `application/vnd.oasis.opendocument.${kind}` })
const openXml = (folder: string, ...more: readonly string[]) =>
  zip(['[Content_Types].xml', `${folder}/a.xml`, ...more])
/** The first image of a disk begins after 32 KiB. */
const disk = Buffer.concat([zeros(0x8001), raw('CD001'), zeros(20)])
const bitmap = Buffer.concat([raw('BM'), zeros(12), Buffer.from([40, 0, 0, 0]), zeros(60)])
/** "หลักฐาน" as Windows wrote it. */
const oldThai = Buffer.from([0xcb, 0xc5, 0xd1, 0xa1, 0xb0, 0xd2, 0xb9, 0x0d, 0x0a])

/** By the ending under which each opens. */
export const examplesOfKinds: Readonly<Record<string, Buffer>> = {
  jpg: raw('\xff\xd8\xff\xe0\0\x10JFIF'),
  png: raw('\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR'),
  gif: raw('GIF89a\x01\0\x01\0'),
  webp: riff('WEBP'),
  avif: branded('avif'),
  heic: branded('heic', 'mif1'),
  heif: branded('mif1'),
  tiff: raw('II*\0\x08\0\0\0'),
  bmp: bitmap,
  svg: text('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"></svg>'),
  pdf: text('%PDF-1.7\n'),
  doc: stream('WordDocument'),
  docx: openXml('word'),
  docm: openXml('word', 'word/vbaProject.bin'),
  xls: stream('Workbook'),
  xlsx: openXml('xl'),
  xlsm: openXml('xl', 'xl/vbaProject.bin'),
  ppt: stream('PowerPoint Document'),
  pptx: openXml('ppt'),
  odt: openDocument('text'),
  ods: openDocument('spreadsheet'),
  odp: openDocument('presentation'),
  rtf: text('{\\rtf1\\ansi'),
  txt: text('เมื่อวันจันทร์ มีคนเรียกเงินที่เคาน์เตอร์'),
  csv: text('วันที่,จำนวน\n1 ม.ค.,500\n2 ม.ค.,700\n'),
  zip: zip(['a.txt']),
  rar: raw('Rar!\x1a\x07\x01\0'),
  '7z': raw("7z\xbc\xaf'\x1c\0\x04"),
  gz: raw('\x1f\x8b\x08\0'),
  mp4: branded('isom', 'isom'),
  mov: branded('qt  '),
  m4v: branded('M4V '),
  '3gp': branded('3gp5'),
  avi: riff('AVI '),
  mkv: raw('\x1a\x45\xdf\xa3\x93\x42\x82\x88matroska\x01\x02'),
  webm: raw('\x1a\x45\xdf\xa3\x9f\x42\x82\x84webm\x01\x02'),
  mp3: raw('ID3\x03\0\0\0\0\0\0'),
  m4a: branded('M4A '),
  aac: raw('\xff\xf1\x50\x80\x01\x7f\xfc'),
  ogg: Buffer.concat([raw('OggS'), zeros(24), raw('\x01vorbis')]),
  opus: Buffer.concat([raw('OggS'), zeros(24), raw('OpusHead')]),
  wav: riff('WAVE'),
  amr: raw('#!AMR\n\x3c'),
  flac: raw('fLaC\0\0\0\x22'),
  eml: text('Return-Path: <a@example.org>\nFrom: a@example.org\nSubject: เรื่อง\n\nสวัสดี'),
  msg: stream('__properties_version1.0'),
  html: text('<!DOCTYPE html>\n<html><body>หน้า</body></html>'),
}

export const otherWritings = {
  'mp3 without a tag': ['mp3', raw('\xff\xfb\x90\x00\0\0\0\0')],
  'a film without a brand': ['mov', Buffer.concat([Buffer.from([0, 0, 0, 8]), raw('wide'), zeros(30)])],
  'TIFF of a Macintosh': ['tiff', raw('MM\0*\0\0\0\x08')],
  'HEIC of an iPhone': ['heic', branded('mif1', 'mif1heic')],
  'Thai as Windows wrote it': ['txt', oldThai],
  'writing in UTF-16': ['txt', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('หลักฐาน', 'utf16le')])],
  'a script': ['txt', text('WScript.Echo "x"')],
} as const satisfies Readonly<Record<string, readonly [string, Buffer]>>

/** What runs is never saved under a name that a tap would start. */
export const programs: Readonly<Record<string, Buffer>> = {
  Windows: raw('MZ\x90\0\x03'),
  Linux: raw('\x7fELF\x02\x01'),
  macOS: raw('\xcf\xfa\xed\xfe\x07'),
  Java: raw('\xca\xfe\xba\xbe\0\0\0\x37'),
  'a Java archive': zip(['META-INF/MANIFEST.MF', 'A.class']),
  Android: zip(['AndroidManifest.xml', 'classes.dex']),
  'a link of Windows': raw('L\0\0\0\x01\x14\x02\0\0\0'),
  'an image of a disk': disk,
}
