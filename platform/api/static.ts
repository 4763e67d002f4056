import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'

import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'

/** The built browser side: assets for ever, the page itself for every other address. */
export function staticRoutes(webFolder: string) {
  const app = new Hono()
  // The middleware joins its root with the working folder, so it is given relative to it.
  const root = path.relative(process.cwd(), webFolder) || '.'
  app.use(
    '/assets/*',
    serveStatic({
      root,
      precompressed: true,
      onFound: (_path, c) => c.header('cache-control', 'public, max-age=31536000, immutable'),
    }),
  )
  app.get('/assets/*', (c) => c.text('There is no such asset.', 404))
  app.use('*', serveStatic({ root, precompressed: true, onFound: (_path, c) => c.header('cache-control', 'no-cache') }))
  const page = path.join(webFolder, 'index.html')
  app.get('*', async (c) => {
    if (!existsSync(page)) return c.text('The browser side is not built. Run npm start, or npm run dev.', 503)
    return c.html(await readFile(page, 'utf8'), 200, { 'cache-control': 'no-cache' })
  })
  return app
}
