// The one way to make a router: paths are matched to the letter, so that what a proxy, a table of rights or a header is set for is
// what is served. Express by itself also answers '/CONSOLE' for '/console'.
import { Router } from 'express'

export const exactRouter = (): Router => Router({ caseSensitive: true })
