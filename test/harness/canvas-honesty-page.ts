// Puts what is tested where a test of a page can reach it.
import { drawsTruly } from '../../src/web/files/canvas-honesty.js'

Object.assign(globalThis, { drawsTruly })
