import { pathOf } from '#commons/records/ui/embeds.tsx'
import { defineBrowserFeature } from '#platform/client/browser-feature.ts'

export const searchInBrowser = defineBrowserFeature({
  name: 'search',
  find: async (text, signal) => {
    const { search } = await import('./api.ts')
    const found = await search.find.call({ text, limit: 12 }, { signal })
    return found.map(({ type, key, title, state }) => ({ type, key, title, state, path: pathOf({ type, key }) }))
  },
})
