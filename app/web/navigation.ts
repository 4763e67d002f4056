import type { BrowserFeature, CommandEntry, NavigationEntry } from '#platform/client/browser-feature.ts'

/** The seven areas in their fixed order. They are sections of the navigation and nothing else. */
export const AREAS = [
  { area: 'vision', label: 'Vision' },
  { area: 'communication', label: 'Communication' },
  { area: 'empathy', label: 'Empathy' },
  { area: 'planning', label: 'Planning' },
  { area: 'delivery', label: 'Delivery' },
  { area: 'outcomes', label: 'Outcomes' },
  { area: 'recognition', label: 'Recognition' },
] as const

export type Section = { area: string; label: string; entries: NavigationEntry[] }

/** What stands in the navigation: the top entries, then each area that has something to show. */
export function navigationOf(features: BrowserFeature[]): { top: NavigationEntry[]; sections: Section[] } {
  const entries = features
    .flatMap((feature) => feature.navigation ?? [])
    .toSorted((a, b) => a.order - b.order || a.label.localeCompare(b.label))
  const under = (area: string) => entries.filter((entry) => entry.area === area)
  return {
    top: under('top'),
    sections: AREAS.map((section) => ({ ...section, entries: under(section.area) })).filter(
      ({ entries: shown }) => shown.length > 0,
    ),
  }
}

export const commandsOf = (features: BrowserFeature[]): CommandEntry[] =>
  features.flatMap((feature) => feature.commands ?? [])

export type Chord = { keys: string; label: string; run: () => void }

/** All chords of all features. The first that takes a key keeps it. */
export function chordsOf(features: BrowserFeature[], go: (path: string) => void): Map<string, Chord> {
  const chords = new Map<string, Chord>()
  const add = (keys: string, label: string, run: () => void) => {
    if (!chords.has(keys)) chords.set(keys, { keys, label, run })
  }
  for (const { goKey, label, path } of features.flatMap((feature) => feature.navigation ?? []))
    if (goKey) add(`g ${goKey.toLowerCase()}`, label, () => go(path))
  for (const command of commandsOf(features))
    if (command.createKey)
      add(
        `n ${command.createKey.toLowerCase()}`,
        command.label,
        'run' in command ? command.run : () => go(command.path),
      )
  return chords
}
