import type { InferContractRouterOutputs } from '@orpc/contract'

import type { visions as contract } from '../contract.ts'

/** What the page reads of the vision. */
export type Vision = InferContractRouterOutputs<typeof contract>['get']
