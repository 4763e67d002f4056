import { refreshesRecord } from '#platform/client/live-rules.ts'

import { signoffs } from './api.ts'

/** Any change of a record may make its sign-offs stale. */
export const live = [refreshesRecord((recordId) => [signoffs.of.key({ input: { recordId } })])]
