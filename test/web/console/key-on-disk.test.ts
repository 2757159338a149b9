// What an officer's own computer keeps: a browser with a profile on the disk, an officer who works in it, and then the whole
// profile is searched as whoever takes the computer would search it.
import { expect } from 'chai'
import { z } from 'zod'
import { killBrowser, type Visit, visitWithProfile, withBrowserProfile } from '../../harness/browser.js'
import { filesBelow, formsOf, formsOfBytes, searchFor, unpacked } from '../../harness/leak-search.js'
import { withConsoleWorld } from './console-world.js'
import { officerAtBrowser, passphrase } from './officer-at-browser.js'

const planted = 'planted-where-a-key-once-lay-0123456789'
const told = 'เรียกรับเงินค่าตรวจงานหลังอาคาร'

/** A key as text, and as the bytes that it stands for, in every form that a file can hold. */
const formsOfKey = (key: string): Buffer[] => [
  ...formsOf(key),
  ...formsOfBytes(Buffer.from(key, 'base64url')),
]

describe('What an officer’s computer keeps', () => {
  const world = withConsoleWorld()
  const profile = withBrowserProfile()

  async function holds(forms: readonly Buffer[]): Promise<string[]> {
    const files = (await filesBelow(profile())).flatMap(([path, bytes]) => unpacked(path, bytes))
    expect(files.length).to.be.greaterThan(10)
    const search = searchFor([{ what: 'wanted', forms }])
    return files.filter(([, bytes]) => search(bytes).size > 0).map(([path]) => path)
  }

  async function works(own: Visit) {
    const officer = await officerAtBrowser(world(), own, await world().person(['ethics']))
    const { page } = own
    await officer.signIn()
    const { keys, recoveryKey } = await officer.makeKey('นางสาวผู้อ่าน')
    const [{ id = '' } = {}] = await world().product.features.console.keys.all()
    const caseId = await world().file([{ id, publicKey: keys.publicKey }], [], told)
    await page.getByRole('button', { name: 'ล็อกกุญแจ' }).click()
    await officer.unlock()
    await page.getByRole('button', { name: 'ล็อกกุญแจ' }).waitFor()
    // From page to page the key stays open, and is asked for once.
    await officer.go(`cases/${caseId}`)
    await page.getByText(told).first().waitFor()
    await officer.go('cases')
    await officer.go(`cases/${caseId}`)
    await page.getByText(told).first().waitFor()
    // The positive control lies where the key once lay.
    await page.evaluate((words) => {
      sessionStorage.setItem('planted', words)
      localStorage.setItem('planted', words)
    }, planted)
    const last = own.requests.findLast((request) => request.url().endsWith('/tab-secret'))
    const { secret } = z
      .object({ secret: z.string().length(43) })
      .parse(await (await last?.response())?.json())
    const cookie = (await own.context.cookies()).find(({ name }) => name.includes('sujarit'))?.value ?? ''
    expect(cookie).to.have.length(43)
    return { keys, recoveryKey, secret, cookie }
  }

  for (const ending of ['closed', 'killed'] as const)
    it(`When the browser is ${ending} after work, then no file of its profile holds the key, the passphrase or a word of a case`, async () => {
      const own = await visitWithProfile(profile())
      const { page, context } = own
      const { keys, recoveryKey, secret, cookie } = await works(own)
      if (ending === 'killed') {
        // What lay beside the control is written when the control is.
        while ((await holds(formsOf(planted))).length === 0) await page.evaluate(() => document.title)
        await killBrowser(own)
      } else await context.close()

      expect(await holds(formsOf(planted)), 'the control is found').not.to.deep.equal([])
      // Neither the key, nor what opens what is left of it, nor what asks for that.
      for (const key of [keys.privateKey, secret, cookie])
        expect(await holds(formsOfKey(key)), key).to.deep.equal([])
      for (const words of [passphrase, recoveryKey, recoveryKey.replaceAll(/[- ]/g, ''), told])
        expect(await holds(formsOf(words)), words).to.deep.equal([])
    })

  it('When the session is over, another began, or what the tab kept was changed, then it is forgotten and the passphrase is asked for', async () => {
    const own = await visitWithProfile(profile())
    const { page } = own
    const officer = await officerAtBrowser(world(), own, await world().person(['ethics']))
    await officer.signIn()
    await officer.makeKey('นางสาวผู้อ่าน')
    const kept = () => page.evaluate(() => sessionStorage.getItem('sujarit officer key, sealed'))
    const faults = [
      () => page.evaluate(() => sessionStorage.setItem('sujarit officer key, sealed', '{"version":1}')),
      () =>
        page.evaluate(() => {
          const place = 'sujarit officer key, sealed'
          const words = sessionStorage.getItem(place) ?? ''
          sessionStorage.setItem(
            place,
            words.replace(/.(?=.{20}"}$)/, (one) => (one === 'A' ? 'B' : 'A')),
          )
        }),
      async () => void (await officer.isIn()),
    ]
    for (const fault of faults) {
      await fault()
      await officer.go('key')
      await page.getByText('กุญแจที่เปิดไว้ในแท็บนี้ถูกล็อกแล้ว').waitFor()
      await officer.looksRight()
      expect(await kept()).to.equal(null)
      await officer.unlock()
      await page.getByRole('button', { name: 'ล็อกกุญแจ' }).waitFor()
      expect(await kept()).not.to.equal(null)
    }
    // What an earlier version left in clear goes with the first page.
    await page.evaluate(() => sessionStorage.setItem('sujarit officer key', '{"privateKey":"x"}'))
    await officer.go('key')
    await page.getByRole('button', { name: 'ล็อกกุญแจ' }).waitFor()
    expect(await page.evaluate(() => sessionStorage.getItem('sujarit officer key'))).to.equal(null)
    expect(own.problems).to.deep.equal([])
  })
})
