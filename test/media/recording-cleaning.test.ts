import { expect } from 'chai'
import fc from 'fast-check'
import { cleanRecording as cleaned } from '../../src/media/cleaning/recording-cleaning.js'

function cleanRecording(bytes: Uint8Array) {
  const clean = cleaned(bytes)
  return clean && { ...clean, bytes: Buffer.from(clean.bytes) }
}

function box(type: string, ...content: readonly Buffer[]): Buffer {
  const body = Buffer.concat(content)
  const head = Buffer.alloc(8)
  head.writeUInt32BE(body.length + 8)
  head.write(type, 4, 'latin1')
  return Buffer.concat([head, body])
}
const zeros = (count: number) => Buffer.alloc(count)
const times = Buffer.from([0, 0, 0, 0, 0xe1, 0x23, 0x45, 0x67, 0xe1, 0x23, 0x45, 0x68])
const handler = (kind: string, name: string) =>
  box('hdlr', zeros(8), Buffer.from(kind), zeros(12), Buffer.from(`${name}\0`))
const track = (kind: string) =>
  box(
    'trak',
    box('tkhd', times, zeros(72)),
    box('mdia', box('mdhd', times, zeros(12)), handler(kind, 'CANARY phone')),
  )
const sound = Buffer.from('SOUND-AND-PICTURE')

function movie(...tracks: readonly Buffer[]): Buffer {
  return Buffer.concat([
    box('ftyp', Buffer.from('isom\0\0\0\0isom')),
    box('free', Buffer.from('CANARY free')),
    box(
      'moov',
      box('mvhd', times, zeros(88)),
      ...tracks,
      box('udta', box('\xa9xyz', Buffer.from('+13.7563+100.5018/ CANARY'))),
      box('meta', Buffer.from('com.apple.quicktime.make CANARY')),
    ),
    box('uuid', Buffer.from('CANARY-XMP-0123456789')),
    box('mdat', sound),
  ])
}

describe('Taking out of a recording what hides in it', () => {
  it('When a movie has a place, times, a device and a title, then all are gone and picture and sound stay in their place', () => {
    const original = movie(track('vide'), track('soun'))
    const clean = cleanRecording(original)
    expect(clean?.mime).to.equal('video/mp4')
    expect(clean?.bytes.length).to.equal(original.length)
    expect(clean?.bytes.includes('CANARY')).to.equal(false)
    expect(clean?.bytes.includes('13.7563')).to.equal(false)
    expect(clean?.bytes.includes(Buffer.from([0xe1, 0x23, 0x45]))).to.equal(false)
    expect(clean?.bytes.indexOf(sound)).to.equal(original.indexOf(sound))
    expect(original.includes('CANARY')).to.equal(true)
  })
  it('When it has sound only, then it is a recording', () => {
    expect(cleanRecording(movie(track('soun')))?.mime).to.equal('audio/mp4')
  })
  it('When a track carries something else, as a way that was walked, then it is not called clean', () => {
    expect(cleanRecording(movie(track('vide'), track('meta')))).to.equal(undefined)
    expect(cleanRecording(movie())).to.equal(undefined)
  })
  it('When sizes do not add up or a box is unknown, then it is not called clean', () => {
    const whole = movie(track('vide'))
    expect(cleanRecording(whole.subarray(0, whole.length - 3))).to.equal(undefined)
    expect(cleanRecording(Buffer.concat([whole, box('SECR', Buffer.from('CANARY'))]))).to.equal(undefined)
  })
  it('When an MP3 has tags before and after, then only the sound is left; tags of other kinds are not guessed at', () => {
    const frames = Buffer.concat([Buffer.from([0xff, 0xfb, 0x90, 0x00]), Buffer.alloc(400, 7)])
    const before = Buffer.concat([Buffer.from('ID3\x03\0\0\0\0\0\x0a'), Buffer.from('CANARY-TAG')])
    const after = Buffer.concat([Buffer.from('TAGCANARY'), zeros(119)])
    const clean = cleanRecording(Buffer.concat([before, frames, after]))
    expect(clean?.mime).to.equal('audio/mpeg')
    expect(clean?.bytes.equals(frames)).to.equal(true)
    expect(cleanRecording(Buffer.concat([frames, Buffer.from('APETAGEX CANARY')]))).to.equal(undefined)
  })
  it('When it is plain writing, then it stays as it is; a paper, a page or a program is not called clean', () => {
    expect(cleanRecording(Buffer.from('บันทึกเหตุการณ์'))?.mime).to.equal('text/plain')
    for (const other of ['%PDF-1.7', '<html>', 'PK\x03\x04\0', '{"a":1}', ''])
      expect(cleanRecording(Buffer.from(other)), other).to.equal(undefined)
  })
  it('Whatever comes, it never throws and never changes what it was given', () => {
    const start = Buffer.from('\0\0\0\x10ftypisom\0\0\0\0')
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.boolean(), (bytes, asMovie) => {
        const given = asMovie ? Buffer.concat([start, bytes]) : Buffer.from(bytes)
        const before = Buffer.from(given)
        cleanRecording(given)
        expect(given.equals(before)).to.equal(true)
      }),
    )
  })
})
