import { actingAs } from '#commons/people/imported.ts'
import { askedAs, when } from '#platform/events/listeners.ts'

import { questionChanged } from '../events.ts'
import { countFeed } from './handlers.ts'
import { feedsFrom } from './queries.ts'
import { HISTORY_DAYS } from './rules.ts'

export const subscribers = [
  // A series of which one half counts something else would be none.
  when(questionChanged, 'count the metrics of a changed question anew', async (heard) => {
    const { tx, workspaceId, data } = heard
    for (const feed of await feedsFrom(tx, workspaceId, data.id)) {
      const me = await actingAs(tx, workspaceId, feed.setById)
      if (!me) continue
      const asked = { ...askedAs(heard, me), now: heard.at }
      await countFeed({ ...heard, now: heard.at, asked }, feed, HISTORY_DAYS)
    }
  }),
]
