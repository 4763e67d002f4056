import { expect, test } from 'vitest'

import { explained } from './problems.ts'

test.each([
  ['initdb: error: could not write file "x": No space left on device', 'The disk that holds /here is full'],
  ['initdb: error: could not look up effective user ID 12345: user does not exist', 'has no name on this system'],
  ["postgres: /lib/libc.so.6: version `GLIBC_2.28' not found", 'does not run on this system. Set DATABASE_URL'],
  ['initdb: error: could not create directory "x": Permission denied', '/here may not be written to'],
  ['Error: EROFS: read-only file system, mkdir', '/here is on a read-only disk'],
  ['something never seen', 'did not start. It said:\nsomething never seen'],
])('%s', (said, told) => {
  expect(explained(said, '/here').message).toContain(told)
})
