import { refreshes } from '#platform/client/live-rules.ts'

import { inboxChanged, notificationReceived } from '../events.ts'
import { notifications } from './api.ts'

const inbox = () => [notifications.list.key(), notifications.count.key()]

export const live = [refreshes(notificationReceived, inbox), refreshes(inboxChanged, inbox)]
