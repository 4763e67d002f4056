import { describe, expect, test } from 'vitest'

import type { BrowserFeature } from '#platform/client/browser-feature.ts'

import { features as shipped } from './features.ts'
import { chordsOf, commandsOf, navigationOf } from './navigation.ts'

const icon = () => null
const entry = (area: string, label: string, order: number, goKey?: string) => ({
  area,
  label,
  path: `/${label.toLowerCase()}`,
  icon,
  order,
  ...(goKey === undefined ? {} : { goKey }),
})
const features: BrowserFeature[] = [
  { name: 'a', navigation: [entry('recognition', 'Shout-outs', 2, 's'), entry('vision', 'Vision', 1)] },
  { name: 'b', navigation: [entry('recognition', 'Celebrations', 1), entry('top', 'Home', 0, 'h')] },
]

describe('navigationOf', () => {
  test('areas stand in their fixed order, whatever the order of the features', () => {
    const { top, sections } = navigationOf(features)
    expect(top.map(({ label }) => label)).toEqual(['Home'])
    expect(sections.map(({ label }) => label)).toEqual(['Vision', 'Recognition'])
    expect(sections[1]?.entries.map(({ label }) => label)).toEqual(['Celebrations', 'Shout-outs'])
  })
})

describe('chordsOf', () => {
  test('goes by G and creates by N', () => {
    const gone: string[] = []
    const created: string[] = []
    const chords = chordsOf(
      [
        ...features,
        { name: 'c', commands: [{ label: 'Give a shout-out', createKey: 'S', run: () => created.push('s') }] },
      ],
      (path) => gone.push(path),
    )
    chords.get('g s')?.run()
    chords.get('n s')?.run()
    expect(gone).toEqual(['/shout-outs'])
    expect(created).toEqual(['s'])
  })

  test('the first that takes a key keeps it', () => {
    const chords = chordsOf([...features, { name: 'd', navigation: [entry('top', 'Late', 9, 's')] }], () => undefined)
    expect(chords.get('g s')?.label).toBe('Shout-outs')
  })

  test('no two features that are shipped want the same key', () => {
    const entries = shipped.flatMap((feature) => feature.navigation ?? [])
    const wanted = [
      ...entries.flatMap(({ goKey }) => (goKey ? [`g ${goKey.toLowerCase()}`] : [])),
      ...commandsOf(shipped).flatMap(({ createKey }) => (createKey ? [`n ${createKey.toLowerCase()}`] : [])),
    ]
    expect(wanted.length).toBeGreaterThan(10)
    expect(wanted.filter((keys, at) => wanted.indexOf(keys) !== at)).toEqual([])
  })
})
