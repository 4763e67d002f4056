// npm start: installs and builds what is missing, then serves Throughline.
import { bundle, ensureBuilt, ensureInstalled, findNode, root, run } from './lib.mjs'

ensureInstalled()
const node = findNode()
ensureBuilt(node)
const code = await run(node, ['--enable-source-maps', bundle, 'serve', ...process.argv.slice(2)], {
  NODE_ENV: 'production',
  NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? `${root}/node_modules/.cache/node`,
})
process.exit(code)
