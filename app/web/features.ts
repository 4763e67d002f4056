import type { BrowserFeature } from '#platform/client/browser-feature.ts'

/** Every feature's browser side, in no order: navigation sorts itself. */
export const features: BrowserFeature[] = []
