import { describe, expect, test } from 'vitest'

import { CHORD_MS, keyPressed, nextChord } from './chords.ts'

const press = (key: string, held: Partial<Record<'shiftKey' | 'metaKey' | 'ctrlKey' | 'altKey', boolean>> = {}) =>
  keyPressed({ key, shiftKey: false, metaKey: false, ctrlKey: false, altKey: false, ...held })

describe('nextChord', () => {
  test('G then a key is one chord', () => {
    const first = nextChord(undefined, 'g', 0)
    expect(first).toEqual({ pending: { opener: 'g', at: 0 } })
    expect(nextChord(first.pending, 'h', 300)).toEqual({ pending: undefined, chord: 'g h' })
  })

  test('the second key may be an opener itself', () => {
    const { pending } = nextChord(undefined, 'g', 0)
    expect(nextChord(pending, 'n', 10).chord).toBe('g n')
  })

  test('a chord begun too long ago is forgotten', () => {
    const { pending } = nextChord(undefined, 'n', 0)
    expect(nextChord(pending, 'h', CHORD_MS + 1)).toEqual({ pending: undefined })
    expect(nextChord(pending, 'g', CHORD_MS + 1)).toEqual({ pending: { opener: 'g', at: CHORD_MS + 1 } })
  })

  test('a named key ends it without a chord', () => {
    const { pending } = nextChord(undefined, 'n', 0)
    expect(nextChord(pending, 'Escape', 5)).toEqual({ pending: undefined })
  })

  test('shift+G opens nothing', () => {
    expect(nextChord(undefined, 'G', 0)).toEqual({ pending: undefined })
  })
})

describe('keyPressed', () => {
  test('letters and named keys carry what is held', () => {
    expect(press('A', { shiftKey: true })).toBe('shift+a')
    expect(press('Enter', { ctrlKey: true })).toBe('mod+enter')
    expect(press('ArrowUp', { shiftKey: true })).toBe('shift+up')
    expect(press('k', { metaKey: true })).toBe('mod+k')
  })

  test('signs that need shift to be typed are themselves', () => {
    expect(press('?', { shiftKey: true })).toBe('?')
  })
})
