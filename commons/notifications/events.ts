import { z } from 'zod'

import { defineEvent } from '#platform/events/define-event.ts'

/** Somebody's inbox holds something new. Heard only by those whose inbox it is. */
export const notificationReceived = defineEvent('notification.received.v1', z.object({}), 'was told something')

/** A member read, put away or brought back a notification, so that their other tabs follow. Heard only by them. */
export const inboxChanged = defineEvent('inbox.changed.v1', z.object({}), 'changed their inbox')
