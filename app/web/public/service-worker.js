// Keeps the built files, whose names change with their content, and a page for when the server is out of reach.
// Never keeps an answer of the API: what people read is always the server's.
const ASSETS = new Set([/* assets */])
const KEPT = 'throughline-files'
const OFFLINE = ['/offline.html', '/offline.css', '/offline.js', '/icon.svg']

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(KEPT)
      .then((kept) => kept.addAll(OFFLINE.map((path) => new Request(path, { cache: 'reload' }))))
      .then(() => self.skipWaiting()),
  )
})

self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .open(KEPT)
      .then(async (kept) => {
        const requests = await kept.keys()
        const old = requests.filter(({ url }) => {
          const { pathname } = new URL(url)
          return pathname.startsWith('/assets/') && !ASSETS.has(pathname)
        })
        await Promise.all(old.map((request) => kept.delete(request)))
      })
      .then(() => self.clients.claim()),
  )
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== self.location.origin) return
  if (request.mode === 'navigate') {
    event.respondWith(fetch(request).catch(() => caches.match('/offline.html')))
    return
  }
  if (OFFLINE.includes(url.pathname)) {
    event.respondWith(fetch(request).catch(() => caches.match(url.pathname)))
    return
  }
  if (!ASSETS.has(url.pathname)) return
  event.respondWith(
    caches.match(url.pathname).then(
      (kept) =>
        kept ??
        fetch(request).then((answer) => {
          if (answer.ok) {
            const copy = answer.clone()
            event.waitUntil(caches.open(KEPT).then((files) => files.put(url.pathname, copy)))
          }
          return answer
        }),
    ),
  )
})
