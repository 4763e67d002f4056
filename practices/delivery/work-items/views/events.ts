import { z } from 'zod'

import { defineEvent } from '#platform/events/define-event.ts'

import { WorkViewId } from './contract.ts'

/** Saved, changed, favoured or forgotten. Of one's own view, and of favourites, only its member hears. */
export const workViewChanged = defineEvent('work-view.changed.v1', z.object({ id: WorkViewId }), 'changed a saved view')
