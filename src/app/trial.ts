// A trial run without a LINE account: the LINE stand-in, its chat page, and a demo agency. Production never loads this
// file's stand-ins: config.ts refuses first.
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Router } from 'express'
import type { ChannelConfig } from '../config/config-channels.js'
import type { Product } from './product.js'

export interface Trial {
  readonly channels: readonly ChannelConfig[]
  readonly apiBaseUrl: string
  readonly dataApiBaseUrl: string
  readonly simulator: Router
  /** Puts the demo agency in, once; a restart finds it there. */
  fill(product: Product): Promise<{ staff: number; units: number }>
  /** What may come while visitors are there already. */
  fillFurther(product: Product): Promise<void>
  stop(): Promise<void>
}

export async function startTrial(dataDir: string, port: number): Promise<Trial> {
  const { startLinePlatform } = await import('line-stand-in')
  const { standInChannel } = await import('../demo/stand-in-channel.js')
  await mkdir(dataDir, { recursive: true })
  const platform = await startLinePlatform({
    channels: [{ ...standInChannel, webhookUrl: `http://127.0.0.1:${port}/webhook` }],
    stateFile: join(dataDir, 'line-platform.json'),
    monthlyQuota: 30_000,
  })
  return {
    channels: [
      {
        name: standInChannel.name,
        secrets: [standInChannel.secret],
        accessToken: standInChannel.accessToken,
      },
    ],
    apiBaseUrl: platform.apiBaseUrl,
    dataApiBaseUrl: platform.dataApiBaseUrl,
    simulator: platform.router,
    async fill(product) {
      const { fillTrial } = await import('../demo/fill-trial.js')
      return fillTrial(platform, product, (name, words) => keepNew(dataDir, name, words))
    },
    async fillFurther(product) {
      const { fillTrialFurther } = await import('../demo/fill-trial.js')
      await fillTrialFurther(product)
    },
    stop: () => platform.stop(),
  }
}

/** Never over an older file: it may hold the only key to what another database keeps. */
async function keepNew(folder: string, name: string, words: string): Promise<void> {
  for (let copy = 1; ; copy += 1) {
    try {
      const file = copy === 1 ? name : name.replace(/(\.[^.]*)?$/, `-${copy}$1`)
      await writeFile(join(folder, file), words, { mode: 0o600, flag: 'wx' })
      return
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    }
  }
}
