import { expect, test } from 'vitest'

import { timeWords } from './when.tsx'

const NOW = Date.UTC(2026, 10, 22, 12)
const ago = (minutes: number) => timeWords(new Date(NOW - minutes * 60_000), NOW, 'UTC')

test('what is near is said by how long ago, what is far by its date', () => {
  expect([0, 5, 120, 60 * 30].map(ago)).toEqual(['just now', '5 min. ago', '2 hr. ago', 'yesterday'])
  expect(ago(60 * 24 * 30)).toMatch(/23/)
  expect(ago(60 * 24 * 400)).toMatch(/2025/)
  expect(timeWords(new Date(NOW + 3 * 3_600_000), NOW, 'UTC')).toBe('in 3 hr.')
})
