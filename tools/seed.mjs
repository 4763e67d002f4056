// npm run seed: the demo team and its year (S, in a second or two); with --size L the data set of the benchmarks (in minutes).
import { parseArgs } from 'node:util'

import { bundle, ensureBuilt, ensureInstalled, findNode, root, run } from './lib.mjs'

const { values } = parseArgs({
  options: {
    size: { type: 'string', default: 'S' },
    scale: { type: 'string' },
    email: { type: 'string' },
    password: { type: 'string' },
  },
})
const { size, scale, ...who } = values
if (size !== 'S' && size !== 'L') {
  console.error(`There is no size ${size}. There are: S, the demo team, and L, the data set of the benchmarks.`)
  process.exit(2)
}
ensureInstalled()
const node = findNode()
const given = (all) => Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [`--${name}`, value]))
if (size === 'L') process.exit(await run(node, [`${root}/bench/seed.ts`, ...given({ scale, ...who })]))
ensureBuilt(node)
process.exit(await run(node, ['--enable-source-maps', bundle, 'seed', ...given(who)], { NODE_ENV: 'production' }))
