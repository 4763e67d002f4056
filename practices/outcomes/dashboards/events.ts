import { z } from 'zod'

import { RecordId } from '#commons/records/contract.ts'
import { defineEvent } from '#platform/events/define-event.ts'

const OfDashboard = z.object({ id: RecordId })

export const dashboardCreated = defineEvent('dashboard.created.v1', OfDashboard, 'made the dashboard')

/** Its title or its tiles are others now. */
export const dashboardChanged = defineEvent('dashboard.changed.v1', OfDashboard, 'changed the dashboard')

export const dashboardRetired = defineEvent('dashboard.retired.v1', OfDashboard, 'retired the dashboard')

export const dashboardBroughtBack = defineEvent('dashboard.brought-back.v1', OfDashboard, 'brought the dashboard back')

/** Somebody may read it by a link now. */
export const dashboardShared = defineEvent('dashboard.shared.v1', OfDashboard, 'shared the dashboard by a link')

/** A link opens it no longer. */
export const dashboardShareTakenBack = defineEvent(
  'dashboard.share-taken-back.v1',
  OfDashboard,
  'took a link to the dashboard back',
)

/** Somebody wants its digest each week, or no longer. */
export const dashboardDigestChosen = defineEvent(
  'dashboard.digest-chosen.v1',
  OfDashboard,
  'chose whether to get the digest',
)
