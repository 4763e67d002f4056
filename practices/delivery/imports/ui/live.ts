import { refreshes } from '#platform/client/live-rules.ts'

import { importAdvanced, importBegun, importDiscussed, importEnded, importFetched, importUndone } from '../events.ts'
import { imports } from './api.ts'

const all = () => [imports.key()]

export const live = [
  refreshes(importBegun, all),
  refreshes(importFetched, all),
  refreshes(importDiscussed, all),
  refreshes(importAdvanced, all),
  refreshes(importEnded, all),
  refreshes(importUndone, all),
]
