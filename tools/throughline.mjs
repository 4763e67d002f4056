#!/usr/bin/env node
// Any verb of the command line: node tools/throughline.mjs help
import { bundle, ensureBuilt, ensureInstalled, findNode, root, run } from './lib.mjs'

ensureInstalled()
const node = findNode()
ensureBuilt(node)
const code = await run(node, ['--enable-source-maps', bundle, ...process.argv.slice(2)], {
  NODE_ENV: process.env.NODE_ENV ?? 'production',
  NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? `${root}/node_modules/.cache/node`,
})
process.exit(code)
