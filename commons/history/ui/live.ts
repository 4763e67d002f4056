import { refreshesRecord } from '#platform/client/live-rules.ts'

import { history } from './api.ts'

export const live = [refreshesRecord((recordId) => [history.of.key({ input: { recordId } })])]
