#!/usr/bin/env node
// Starts what `npm run build` made of src/line-stand-in-program.ts.
import { existsSync } from 'node:fs'
import process from 'node:process'

const program = new URL('./dist/line-stand-in-program.js', import.meta.url)
if (existsSync(program)) await import(program.href)
else {
  process.stderr.write('Not built yet: npm run build\n')
  process.exitCode = 1
}
