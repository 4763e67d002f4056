import { readFile, writeFile } from 'node:fs/promises'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const SERVER = `http://127.0.0.1:${process.env.PORT ?? 3000}`

/** Compresses once, at build time, what the server then sends as it is. */
function precompress(): Plugin {
  return {
    name: 'precompress',
    apply: 'build',
    // Reads the files back from disk: before that, chunks still hold placeholders for their preloads.
    async writeBundle(options, bundle) {
      await Promise.all(
        Object.keys(bundle).map(async (name) => {
          if (!/\.(js|css|svg|json|webmanifest)$/.test(name)) return
          const file = `${options.dir}/${name}`
          const source = await readFile(file)
          if (source.length <= 1024) return
          const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }
          await Promise.all([
            writeFile(`${file}.gz`, gzipSync(source, { level: 9 })),
            writeFile(`${file}.br`, brotliCompressSync(source, quality)),
          ])
        }),
      )
    },
  }
}

const FIRST_ROUTE_KB = 180

/** Says after each build how much script the first route loads, and which assets the service worker may keep. */
function firstRoute(): Plugin {
  return {
    name: 'first-route',
    apply: 'build',
    async writeBundle(options, bundle) {
      const first = new Set<string>()
      const visit = (name: string) => {
        const chunk = bundle[name]
        if (first.has(name) || chunk?.type !== 'chunk') return
        first.add(name)
        for (const imported of chunk.imports) visit(imported)
      }
      const entry = Object.values(bundle).find((chunk) => chunk.type === 'chunk' && chunk.isEntry)
      if (entry) visit(entry.fileName)
      let bytes = 0
      for (const name of first) bytes += gzipSync(await readFile(`${options.dir}/${name}`), { level: 9 }).length
      const kb = Math.round(bytes / 1024)
      console.log(`\nfirst route: ${kb} KB of script, gzipped, in ${first.size} files (at most ${FIRST_ROUTE_KB})`)
      if (kb > FIRST_ROUTE_KB) this.warn(`The first route grew to ${kb} KB.`)

      const worker = `${options.dir}/service-worker.js`
      const assets = Object.keys(bundle).filter((name) => name.startsWith('assets/'))
      const source = await readFile(worker, 'utf8')
      await writeFile(worker, source.replace('[/* assets */]', JSON.stringify(assets.map((name) => `/${name}`))))
    },
  }
}

/** Files that lean on each other run in an order that depends on the network, and one finds the other's names empty. */
function noCircles(): Plugin {
  return {
    name: 'no-circles',
    apply: 'build',
    generateBundle(_options, bundle) {
      const done = new Set<string>()
      const visit = (name: string, path: string[]) => {
        const chunk = bundle[name]
        if (path.includes(name)) this.error(`These files lean on each other: ${[...path, name].join(' → ')}`)
        if (done.has(name) || chunk?.type !== 'chunk') return
        for (const imported of chunk.imports) visit(imported, [...path, name])
        done.add(name)
      }
      for (const name of Object.keys(bundle)) visit(name, [])
    },
  }
}

const SHAPES = `
const refuse = () => {
  throw new Error('The server checks what comes and goes; the browser has no shapes to check with.')
}
export const z = new Proxy(() => z, {
  apply: () => z,
  get: (_target, key) => (/^(safe)?parse/i.test(String(key)) ? refuse : key === Symbol.toPrimitive ? () => '' : z),
})
`

/**
 * Contracts and events declare shapes for the server, which checks all that comes and goes. The browser uses their names and
 * types only: without the library behind them it loads a tenth less, and builds no thousand shapes before it draws.
 */
function shapesStayBehind(): Plugin {
  return {
    name: 'shapes-stay-behind',
    enforce: 'pre',
    resolveId: { filter: { id: /^zod$/ }, handler: () => '\0shapes' },
    load: { filter: { id: /^\0shapes$/ }, handler: () => ({ code: SHAPES, moduleSideEffects: false }) },
  }
}

/** Nothing of ours does anything when it is merely imported, so that a page takes along only the parts it draws. */
function importsArePure(): Plugin {
  return {
    name: 'imports-are-pure',
    transform: {
      filter: { id: /\/(design|commons|practices|platform\/(api|events|time))\/.*\.tsx?$/ },
      handler: (code) => ({ code, map: null, moduleSideEffects: false }),
    },
  }
}

export default defineConfig({
  root: 'app/web',
  plugins: [react(), shapesStayBehind(), importsArePure(), noCircles(), firstRoute(), precompress()],
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    target: 'es2022',
    sourcemap: false,
    // An inlined font or picture would need a wider content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // Each file leans only on those above it, so that none is run before what it needs.
          groups: [
            { name: 'react', test: /node_modules\/(react|react-dom|scheduler)\//, priority: 6 },
            {
              name: 'data',
              test: /node_modules\/(@tanstack\/(react-router|react-query)|@orpc|partysocket)\//,
              priority: 5,
            },
            { name: 'client', test: /\/platform\/client\//, priority: 3 },
            // One file each, instead of two small ones for every feature.
            { name: 'asked', test: /\/ui\/api\.ts$/, priority: 2 },
            { name: 'facts', test: /\/(contract|events)\.ts$/, priority: 2 },
            { name: 'heard', test: /\/ui\/live\.ts$/, priority: 1, includeDependenciesRecursively: false },
            { name: 'first', tags: ['$initial'], priority: 1 },
          ],
        },
      },
    },
  },
  server: {
    proxy: {
      // With the slash: a bare '/api' would also swallow a module of that name.
      '^/((api|rpc|files|e)/|files\\?)': SERVER,
      '^/(collab|live)(\\?|$|/)': { target: SERVER.replace('http', 'ws'), ws: true },
    },
  },
})
