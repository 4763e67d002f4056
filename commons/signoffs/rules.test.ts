import { expect, test } from 'vitest'

import { isJoint, missingSides, whyNotJoint, whyNotSign } from './rules.ts'

const agreed = (side: 'product' | 'engineering', version = 3) => ({
  version,
  side,
  verdict: 'agreed' as const,
  memberId: side,
})

test('joint is what both sides have agreed to in exactly this version', () => {
  expect(whyNotJoint([], 3)).toBe('NEEDS_BOTH_SIDES')
  expect(whyNotJoint([agreed('engineering')], 3)).toBe('NEEDS_PRODUCT')
  expect(whyNotJoint([agreed('product')], 3)).toBe('NEEDS_ENGINEERING')
  expect(isJoint([agreed('product'), agreed('engineering')], 3)).toBe(true)
})

test('an agreement to another version, and a no, count for nothing', () => {
  expect(missingSides([agreed('product', 2), agreed('engineering')], 3)).toEqual(['product'])
  expect(missingSides([{ ...agreed('product'), verdict: 'declined' }, agreed('engineering')], 3)).toEqual(['product'])
})

test('one signs for a side, and only the version there is', () => {
  expect(whyNotSign(null, 3, 3)).toBe('NO_SIDE')
  expect(whyNotSign('product', 2, 3)).toBe('STALE_VERSION')
  expect(whyNotSign('product', 3, 3)).toBeUndefined()
})
