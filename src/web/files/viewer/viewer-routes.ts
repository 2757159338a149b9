// The pages in which a file is shown: an empty frame with a room of its own. Its rules come with it, however it is opened: no origin,
// no keys and cookies of ours, no address outside, no form, no window; it shows what the page around it hands in, and says how that went.
import type { Router } from 'express'
import { scriptAsset, styleAsset } from '../../pages/page-assets.js'
import { exactRouter } from '../../server/exact-router.js'

interface Frame {
  readonly path: string
  readonly script: string
  /** Beyond our own scripts and letters, which are the same for everybody. */
  readonly scripts: string
  readonly workers: string
}

const frames: readonly Frame[] = [
  { path: '/viewer', script: 'file-viewer', scripts: "'self'", workers: "'none'" },
  // Decoders of scanned pictures are WebAssembly; what reads the PDF is a thread from memory, under the same rules.
  { path: '/viewer/pdf', script: 'pdf-viewer', scripts: "'self' 'wasm-unsafe-eval'", workers: 'blob:' },
]

const policyOf = ({ scripts, workers }: Frame): string =>
  [
    "default-src 'none'",
    ...[`script-src ${scripts}`, `worker-src ${workers}`, "style-src 'self'", "font-src 'self'"],
    ...['img-src blob:', 'media-src blob:'],
    ...["connect-src 'none'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'self'"],
    'sandbox allow-scripts',
  ].join('; ')

export function createViewerRoutes(): Router {
  const router = exactRouter()
  for (const frame of frames)
    router.get(frame.path, async (_request, response) => {
      const script = await scriptAsset(frame.script)
      const style = styleAsset('viewer.css')
      response.set({
        'content-security-policy': policyOf(frame),
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
        'permissions-policy': 'camera=(), microphone=(), geolocation=(), display-capture=()',
      })
      // Of no origin, it gets our own files only as a stranger would: hence the tags.
      response
        .type('html')
        .send(
          `<!doctype html><html><head><meta charset="utf-8"><title>·</title>` +
            `<link rel="stylesheet" href="/assets/${style.name}" integrity="${style.integrity}" crossorigin>` +
            `<script type="module" src="/assets/${script.name}" integrity="${script.integrity}" crossorigin></script>` +
            `</head><body></body></html>`,
        )
    })
  return router
}
