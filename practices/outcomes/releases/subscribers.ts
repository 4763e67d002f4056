import { defineNotice, notify } from '#commons/notifications/notify.ts'
import { when } from '#platform/events/listeners.ts'

import { effectDeclared, releaseShipped } from './events.ts'
import { releasesById } from './lookups.ts'
import { releasesWithIds } from './queries.ts'
import { readEffects } from './readings/handlers.ts'

const TO_SIGN = defineNotice({
  key: 'release.effect-declared',
  label: 'The effect of a release you lead waits for your signature',
  group: 'Outcomes',
  mail: true,
})

export const subscribers = [
  // One that is written down weeks after it went out has horizons that are over already.
  when(releaseShipped, 'read the horizons that are over', async (heard) => {
    await readEffects({ ...heard, now: heard.at }, await releasesWithIds(heard.tx, heard.workspaceId, [heard.data.id]))
  }),
  when(effectDeclared, 'ask the leads of a release to sign', async (heard) => {
    const { tx, workspaceId, data, eventId, by } = heard
    const release = (await releasesById(tx, workspaceId, [data.id])).get(data.id)
    // A later declaration asks for itself; after shipping nothing waits any more.
    if (release?.state !== 'planned' || release.effect?.revision !== data.revision) return
    await notify(heard, {
      notice: TO_SIGN,
      to: Object.values(release.leadIds).filter((id) => id !== null),
      because: eventId,
      by,
      text: `declared what ${release.title} should change, and asks you to sign it`,
      recordId: release.id,
    })
  }),
]
