import { expect, test } from 'vitest'

import { toastList } from './toast-list.ts'

test('an undo outlives its toast', () => {
  const toasts = toastList()
  const undone: string[] = []
  const id = toasts.say({ message: 'Moved.', undo: () => undone.push('move') })
  toasts.hide(id)
  expect(toasts.shown()).toEqual([])
  expect(toasts.undoLast()).toBe(true)
  expect(undone).toEqual(['move'])
  expect(toasts.undoLast()).toBe(false)
})

test('the last is undone first, each once', () => {
  const toasts = toastList()
  const undone: number[] = []
  for (const one of [1, 2]) toasts.say({ message: String(one), undo: () => undone.push(one) })
  const second = toasts.shown().at(-1)?.id ?? 0
  toasts.undo(second)
  expect(toasts.undo(second)).toBe(false)
  toasts.undoLast()
  expect(undone).toEqual([2, 1])
})

test('at most three stand at once', () => {
  const toasts = toastList()
  for (const one of [1, 2, 3, 4]) toasts.say({ message: String(one) })
  expect(toasts.shown().map(({ message }) => message)).toEqual(['2', '3', '4'])
})
