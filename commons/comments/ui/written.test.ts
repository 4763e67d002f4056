import { describe, expect, test } from 'vitest'

import { shownOf, soughtAt, storedOf, withChosen } from './written.ts'

const named = { Ana: 'id-ana', 'Ana Lindt': 'id-lindt' }

describe('mentions', () => {
  test('are stored with the member that each name means, the longer name first', () => {
    expect(storedOf({ text: 'Hi @Ana Lindt, and @Ana.', named })).toBe(
      'Hi [@Ana Lindt](member:id-lindt), and [@Ana](member:id-ana).',
    )
  })

  test('are only what was chosen: addresses, longer words and unknown names stay text', () => {
    expect(storedOf({ text: 'ana@Ana.com @Anabel @Ben', named })).toBe('ana@Ana.com @Anabel @Ben')
  })

  test('come back as they were written', () => {
    const stored = 'Hi [@Ana Lindt](member:id-lindt), see [the map](https://example.com)'
    const shown = shownOf(stored)
    expect(shown.text).toBe('Hi @Ana Lindt, see [the map](https://example.com)')
    expect(storedOf(shown)).toBe(stored)
  })

  test('of a name with signs that mean something to a pattern', () => {
    expect(storedOf({ text: 'Hi @J. (Jo) B*', named: { 'J. (Jo) B*': 'x' } })).toBe('Hi [@J. (Jo) B*](member:x)')
  })
})

describe('what is sought before the caret', () => {
  const at = (text: string) => soughtAt(text, text.length)

  test('a person after @, with a second word at most; a record after #', () => {
    expect(at('Hi @an')).toEqual({ kind: 'person', text: 'an', from: 3 })
    expect(at('@ana li')).toEqual({ kind: 'person', text: 'ana li', from: 0 })
    expect(at('(#ini-1')).toEqual({ kind: 'record', text: 'ini-1', from: 1 })
    expect(at('Hi @')).toEqual({ kind: 'person', text: '', from: 3 })
  })

  test('nothing within a word, after a longer text, or on another line', () => {
    expect(at('ana@exam')).toBeUndefined()
    expect(at('@ana li and')).toBeUndefined()
    expect(at('@ana\nnext')).toBeUndefined()
  })

  test('is replaced by what was chosen, with one space after it', () => {
    const text = 'Hi @an, you'
    const sought = soughtAt(text, 6)!
    expect(withChosen(text, sought, 6, '@Ana')).toEqual({ text: 'Hi @Ana , you', caret: 8 })
    expect(withChosen('Hi @an you', soughtAt('Hi @an you', 6)!, 6, '@Ana')).toEqual({ text: 'Hi @Ana you', caret: 8 })
  })
})
