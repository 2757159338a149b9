// The part of the control API with which the chat page shows the rich menu under a private chat and taps on it.
import type { Response, Router } from 'express'
import { z } from 'zod'
import type { ChatVoice } from '../world/chat-voice.js'
import type { PlatformParts } from '../world/platform-parts.js'

const taps = z.object({ as: z.string(), area: z.int().nonnegative() })
const seenBy = z.object({ as: z.string() })

export function addMenuRoutes(
  api: Router,
  { world }: PlatformParts,
  voiceOf: (chatKey: string, userId: string) => ChatVoice,
): void {
  api.get('/chats/:key/menu', (request, response) => {
    const { as } = seenBy.parse(request.query)
    response.json({ menu: voiceOf(request.params.key, as).richMenu() ?? null })
  })
  api.get('/menus/:id/picture', (request, response) =>
    sendPicture(response, world.richMenus.picture(request.params.id)),
  )
  api.post('/chats/:key/menu-taps', (request, response, next) => {
    const { as, area } = taps.parse(request.body)
    voiceOf(request.params.key, as)
      .tapsRichMenu(area)
      .then((pressed) => response.json(pressed), next)
  })
}

function sendPicture(response: Response, picture: { bytes: Buffer; mime: string } | undefined): void {
  if (!picture) return void response.status(404).json({ message: 'not found' })
  // A menu's picture never changes: another picture is another menu.
  response.setHeader('cache-control', 'private, max-age=31536000, immutable')
  response.type(picture.mime).send(picture.bytes)
}
