// People who talk as nobody should: commands with hostile arguments, answers to dialogs, buttons of ours that were changed, and
// files that are not what they say; by strangers, staff, officers and executives, in private and in a group.
import fc from 'fast-check'
import type { ChatVoice } from 'line-stand-in'
import { readPostback } from '../../src/line/postback-codec.js'
import type { ConsoleWorld } from '../web/console/console-world.js'
import { oneOf, type Surface } from './fuzz-run.js'
import { broken, hostileBytes, hostileJson, hostileText, type Json } from './hostile-values.js'

type Act =
  | { readonly kind: 'says'; readonly said: string }
  | { readonly kind: 'press'; readonly which: number }
  | {
      readonly kind: 'postback'
      readonly button: string
      readonly data: Json
      /** Of those that we sent ourselves, not one out of nothing. */
      readonly sentOnes: boolean
      readonly which: number
      readonly seed: number
    }
  | {
      readonly kind: 'file'
      readonly bytes: Buffer
      readonly as: 'picture' | 'video' | 'audio' | 'file'
      readonly name: string
    }

export async function chatSurface(world: ConsoleWorld): Promise<Surface> {
  const { platform, product, settle, passTime } = world
  const features = product.features.list
  const commands = features.flatMap(({ commands = [] }) =>
    commands.flatMap(({ words }) => [...words.th, ...words.en]),
  )
  const buttons = features.flatMap(({ buttons = [] }) => buttons.map(({ id, version }) => `${id}.${version}`))
  const { people } = product.features
  await people.rules.importRoster([
    { employeeCode: 'E1', name: 'บุคลากร', unit: 'กองคลัง', position: 'เจ้าหน้าที่' },
  ])
  const citizen = platform.addPerson({ name: 'ประชาชน', friend: true })
  const officer = await world.person(['officer', 'ethics', 'admin'])
  const executive = await world.person(['executive'])
  const staff = platform.addPerson({ name: 'บุคลากร', friend: true })
  await staff.says('ลงทะเบียน E1')
  await settle()
  const group = platform.addGroup({ name: 'กองคลัง', members: [officer, staff, executive] })
  await officer.in(group).says(`/ลงทะเบียนกลุ่ม ${(await people.rules.inviteGroup('กองคลัง')).code}`)
  await settle()
  const voices: readonly ChatVoice[] = [
    citizen,
    officer,
    executive,
    staff,
    officer.in(group),
    staff.in(group),
  ]

  const words = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...commands) },
    {
      weight: 4,
      arbitrary: fc
        .tuple(fc.constantFrom('', '/'), fc.constantFrom(...commands), hostileText)
        .map(([slash, word, text]) => `${slash}${word} ${text}`.slice(0, 5000)),
    },
    { weight: 3, arbitrary: hostileText },
  )
  const acts: fc.Arbitrary<Act> = fc.oneof(
    { weight: 4, arbitrary: words.map((said): Act => ({ kind: 'says', said })) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('press' as const), which: fc.nat() }) },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant('postback' as const),
        button: fc.constantFrom(...buttons),
        data: hostileJson,
        sentOnes: fc.boolean(),
        which: fc.nat(),
        seed: fc.nat(),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('file' as const),
        bytes: hostileBytes,
        as: fc.constantFrom('picture' as const, 'video' as const, 'audio' as const, 'file' as const),
        name: hostileText,
      }),
    },
  )
  const talk = fc.record({ who: fc.nat(voices.length - 1), act: acts })

  async function does(voice: ChatVoice, act: Act): Promise<unknown> {
    switch (act.kind) {
      case 'says':
        return voice.says(act.said)
      case 'press': {
        const labels = voice.chat().pressableLabels()
        const label = labels[act.which % Math.max(labels.length, 1)]
        // A quick reply that is gone cannot be pressed on a telephone either.
        return label === undefined
          ? voice.says('ช่วยเหลือ')
          : voice.presses(label).catch(() => voice.says('ยกเลิก'))
      }
      case 'postback': {
        const sent = sentDataIn(voice.lastMessages().map(({ content }) => content))
        const one = act.sentOnes ? sent[act.which % Math.max(sent.length, 1)] : undefined
        const json = one === undefined ? act.data : oneOf(broken(one.json), act.seed)
        const head = one?.head ?? `s1;${act.button};tf0000`
        return voice.postback({ data: `${head};${JSON.stringify(json)}`.slice(0, 300) })
      }
      case 'file': {
        const { bytes, name } = act
        if (act.as === 'picture') return voice.sendsPicture(bytes)
        if (act.as === 'video') return voice.sendsVideo(bytes)
        if (act.as === 'audio') return voice.sendsAudio(bytes)
        return voice.sendsFile(bytes, name)
      }
    }
  }

  return {
    name: 'chat, postbacks and files',
    share: 20,
    async attack(seed) {
      const one = oneOf(talk, seed)
      const voice = voices[one.who]
      if (!voice) throw new Error('Nobody speaks')
      await does(voice, one.act)
      await settle()
      passTime(7000)
      const dead = await world.connection.collection('inbox').countDocuments({ state: 'dead' })
      if (dead > 0) await world.connection.collection('inbox').deleteMany({ state: 'dead' })
      return dead > 0 ? `an event was given up: ${JSON.stringify(one.act).slice(0, 300)}` : undefined
    },
  }
}

/** The data of every button in these messages, in two parts: what names it, and what it carries. */
function sentDataIn(contents: readonly unknown[]): { readonly head: string; readonly json: Json }[] {
  const found: { head: string; json: Json }[] = []
  const walk = (value: unknown): void => {
    const read = typeof value === 'string' ? readPostback(value) : undefined
    if (read && typeof value === 'string')
      found.push({ head: value.split(';', 3).join(';'), json: read.data as Json })
    else if (typeof value === 'object' && value !== null)
      for (const inner of Object.values(value)) walk(inner)
  }
  walk(contents)
  return found
}
