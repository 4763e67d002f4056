import { downOver } from '#commons/links/lookups.ts'
import { defineNotice, notify } from '#commons/notifications/notify.ts'
import { when } from '#platform/events/listeners.ts'
import { visionPublished } from '#practices/vision/visions/events.ts'

import { objectiveActivated, objectiveProposed, objectiveReopened, reaffirmationAsked } from './events.ts'
import { askToReaffirm, findObjective } from './queries.ts'

const toAccept = defineNotice({
  key: 'objective.to-accept',
  label: 'Targets of an objective that you own wait for your acceptance',
  group: 'Objectives',
  mail: true,
})

const runs = defineNotice({
  key: 'objective.activated',
  label: 'An objective that you own is active',
  group: 'Objectives',
})

const toReaffirm = defineNotice({
  key: 'objective.to-reaffirm',
  label: 'The vision changed under an objective that you own',
  group: 'Objectives',
})

type Owned = { productOwnerId: string | null; engineeringOwnerId: string | null }

const ownersOf = ({ productOwnerId, engineeringOwnerId }: Owned) =>
  [productOwnerId, engineeringOwnerId].filter((id) => id !== null)

export const subscribers = [
  when(
    visionPublished,
    'objectives look again when their clause changes',
    async ({ data, at, tx, workspaceId, emit }) => {
      const moved = [...data.changed, ...data.retired]
      const serving = await downOver(tx, workspaceId, 'serves', moved)
      const ids = [...serving.values()].flat().filter((record) => record.type === 'objective')
      const asked = await askToReaffirm(
        tx,
        workspaceId,
        ids.map((record) => record.id),
        at,
      )
      for (const id of asked) emit(reaffirmationAsked, { id }, { record: id })
    },
  ),
  when(reaffirmationAsked, 'owners hear that the vision changed under them', async ({ data, eventId, ...where }) => {
    const objective = await findObjective(where.tx, where.workspaceId, data.id)
    if (!objective) return
    const text = `The vision changed. Does #${objective.key} still serve it?`
    const told = { notice: toReaffirm, to: ownersOf(objective), because: eventId, text, by: null }
    await notify(where, { ...told, recordId: objective.id })
  }),
  ...[objectiveProposed, objectiveReopened].map((event) =>
    when(event, `owners hear of ${event.name}`, async ({ data, eventId, by, ...where }) => {
      const objective = await findObjective(where.tx, where.workspaceId, data.id)
      if (!objective) return
      const text =
        event === objectiveProposed
          ? `asks you to accept the targets of #${objective.key}`
          : `changed the targets of #${objective.key}. They need your acceptance again`
      const told = { notice: toAccept, to: ownersOf(objective), because: eventId, text, by }
      await notify(where, { ...told, recordId: objective.id })
    }),
  ),
  when(objectiveActivated, 'owners hear that their objective runs', async ({ data, eventId, by, ...where }) => {
    const objective = await findObjective(where.tx, where.workspaceId, data.id)
    if (!objective) return
    const told = { notice: runs, to: ownersOf(objective), because: eventId, by }
    await notify(where, { ...told, text: `activated #${objective.key}`, recordId: objective.id })
  }),
]
