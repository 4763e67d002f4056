import { z } from 'zod'

import { command, query, refusals } from '#platform/api/contract.ts'

export const WorkLabelId = z.uuid().brand<'WorkLabelId'>()
export type WorkLabelId = z.infer<typeof WorkLabelId>

/** None of them is a colour of the sides or of status, which stand for those alone. */
export const LABEL_COLOURS = [
  'stone',
  'brown',
  'gold',
  'olive',
  'sky',
  'blue',
  'indigo',
  'violet',
  'plum',
  'rose',
] as const
export const LabelColour = z.enum(LABEL_COLOURS)
export type LabelColour = z.infer<typeof LabelColour>

export const WorkLabel = z.object({ id: WorkLabelId, name: z.string(), colour: LabelColour })
export type WorkLabel = z.infer<typeof WorkLabel>

const Name = z.string().trim().min(1, 'Write a name.').max(50, 'At most 50 characters.')
const taken = refusals({ NAME_TAKEN: 'There is a label of this name already.' })

/** Words that the whole workspace sorts its work items by. */
export const workLabels = {
  byName: query('observer', '/work-labels', 'The labels of work items, by name.').output(
    z.array(WorkLabel.extend({ items: z.number().int() })),
  ),
  add: command('member', '/work-labels', 'Adds a label. Without a colour it gets the one least used.')
    .input(z.object({ name: Name, colour: LabelColour.optional() }))
    .output(WorkLabel)
    .errors({ ...taken, ...refusals({ TOO_MANY_LABELS: 'At most 500 labels. Remove one first.' }) }),
  edit: command('member', '/work-labels/{id}/edit', 'Gives a label another name or colour.')
    .input(z.object({ id: WorkLabelId, name: Name.optional(), colour: LabelColour.optional() }))
    .output(WorkLabel)
    .errors(taken),
  remove: command('member', '/work-labels/{id}/remove', 'Takes a label away, from all of its items too.').input(
    z.object({ id: WorkLabelId }),
  ),
}
