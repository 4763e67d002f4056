import { type ComponentType, createContext, lazy, Suspense, use } from 'react'

import type { BrowserFeature, PanelEntry } from './browser-feature.ts'

export const BrowserFeatures = createContext<BrowserFeature[]>([])

/** All that the features bring, for what is made of many of them: palette, chips, home. */
export const useBrowserFeatures = () => use(BrowserFeatures)

type Panel = ComponentType<Record<string, unknown>>
const loaded = new Map<PanelEntry['load'], Panel>()

function panelOf({ load }: PanelEntry): Panel {
  const known = loaded.get(load)
  if (known) return known
  const panel = lazy(load)
  loaded.set(load, panel)
  return panel
}

/** Shows every panel that a feature brings to this place, each with these props. */
export function Slot({ name, ...props }: { name: string } & Record<string, unknown>) {
  const panels = useBrowserFeatures()
    .flatMap((feature) => feature.panels ?? [])
    .filter((panel) => panel.slot === name)
    .toSorted((a, b) => (a.order ?? 50) - (b.order ?? 50))
  return panels.map((entry, position) => {
    const Shown = panelOf(entry)
    return (
      <Suspense key={position} fallback={null}>
        <Shown {...props} />
      </Suspense>
    )
  })
}
