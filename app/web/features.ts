import { recordsInBrowser } from '#commons/records/ui/routes.tsx'
import { signoffsInBrowser } from '#commons/signoffs/ui/routes.tsx'
import type { BrowserFeature } from '#platform/client/browser-feature.ts'

/** Every feature's browser side, in no order: navigation sorts itself. */
export const features: BrowserFeature[] = [recordsInBrowser, signoffsInBrowser]
