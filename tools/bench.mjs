// npm run bench: measures, and prints what it measured.
import { ensureBuilt, ensureInstalled, findNode, root, run } from './lib.mjs'

ensureInstalled()
const node = findNode()
ensureBuilt(node)
process.exit(await run(node, [`${root}/bench/run.ts`, ...process.argv.slice(2)]))
