import { expect, test } from 'vitest'

import { headersFor, isPicture, isShown, safeName } from './rules.ts'
import { typeOf } from './sniff.ts'

test('names are made harmless and keep their ending', () => {
  expect(safeName('../../etc/passwd')).toBe('_.._etc_passwd')
  expect(safeName('a\u0000b\u202Egnp.exe')).toBe('abgnp.exe')
  expect(safeName('.env')).toBe('env')
  expect(safeName('   ')).toBe('file')
  expect(safeName(`${'ä'.repeat(300)}.pdf`)).toBe(`${'ä'.repeat(146)}.pdf`)
  expect(safeName('shot.png.png')).toBe('shot.png.png')
})

test('only what cannot run is shown in place', () => {
  expect(['image/png', 'video/mp4'].map(isShown)).toEqual([true, true])
  expect(['image/svg+xml', 'text/html', 'application/pdf', 'image/png+x'].map(isShown)).toEqual(Array(4).fill(false))
  expect(isPicture('image/svg+xml')).toBe(true)
  const headers = headersFor({ name: 'plan "a"\r\nx: y.svg', type: 'image/svg+xml', size: 3 })
  expect(headers['content-disposition']).toMatch(/^attachment; filename="plan _a___x: y\.svg"/)
  expect(headers['content-security-policy']).toContain('sandbox')
})

test('the bytes say what a file is', async () => {
  const bytes = (text: string) => new TextEncoder().encode(text)
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  )
  expect(await typeOf(png)).toBe('image/png')
  expect(await typeOf(bytes('<?xml version="1.0"?>\n<!-- x -->\n<svg xmlns="http://www.w3.org/2000/svg"/>'))).toBe(
    'image/svg+xml',
  )
  expect(await typeOf(bytes('<html><script>alert(1)</script></html>'))).toBe('text/plain')
  expect(await typeOf(bytes('näher').subarray(0, 2))).toBe('text/plain')
  expect(await typeOf(Uint8Array.from([0, 1, 2, 255, 254]))).toBe('application/octet-stream')
})
