import type { ComponentType } from 'react'

import type { LiveRule } from './live-rules.ts'

type Icon = ComponentType<{ size?: number | string; stroke?: number | string }>
/** Props of a page or panel come from the address and the slot; nothing is passed by the manifest. */
// oxlint-disable-next-line typescript/no-explicit-any -- a slot's props differ from slot to slot
type Load = () => Promise<{ default: ComponentType<any> }>

export type PageEntry = {
  /** Below `/w/$workspace`: `/shout-outs`, `/initiatives/$key`. `/` is the workspace's home. */
  path: string
  load: Load
}

export type NavigationEntry = {
  /** One of the areas, `top` for what stands above them, or `me` for the menu of the one signed in. */
  area: string
  label: string
  path: string
  icon: Icon
  /** Lower comes first within the area. */
  order: number
  /** `G`, then this key, goes there. One letter or digit. */
  goKey?: string
}

export type CommandEntry = {
  label: string
  icon?: Icon
  /** Other words under which people look for it. */
  words?: string
  /** `N`, then this key, does it. One letter or digit. */
  createKey?: string
} & ({ path: string } | { run: () => void })

export type RecordEntry = { type: string; word: string; icon: Icon; prefix?: string }

export type PanelEntry = {
  /** Where it may be shown, such as `record.aside` or `home.today`. */
  slot: string
  order?: number
  load: Load
}

/** A record as the palette shows it. */
export type Found = { type: string; key: string; title: string; state?: string; path: string }

/** What a feature brings to the browser. Pages, panels and live rules load only when they are needed. */
export type BrowserFeature = {
  name: string
  pages?: PageEntry[]
  /** Outside any workspace, for those who are not signed in: `/shared/$token`. */
  openPages?: PageEntry[]
  navigation?: NavigationEntry[]
  commands?: CommandEntry[]
  live?: () => Promise<{ live: LiveRule[] }>
  records?: RecordEntry[]
  panels?: PanelEntry[]
  /** Finds records for the palette, best first. */
  find?: (text: string, signal: AbortSignal) => Promise<Found[]>
}

/** Declares what a feature brings to the browser. Lives in its `ui/routes.tsx`. */
export function defineBrowserFeature(feature: BrowserFeature): BrowserFeature {
  return feature
}
