import { z } from 'zod'

export const CohortId = z.uuid().brand<'CohortId'>()
export type CohortId = z.infer<typeof CohortId>

const NoControl = /^[^`\\\p{Cc}]+$/u

/** The name of a property as it was sent, such as `plan` or `$browser`. */
const PropertyName = z
  .string()
  .min(1, 'Choose a property.')
  .max(200, 'At most 200 characters.')
  .regex(NoControl, 'Such a name cannot be asked for.')

/** The name of an event as it was sent. */
export const EventName = z.string().min(1, 'Choose an event.').max(200, 'At most 200 characters.')

const GroupType = z.string().min(1, 'Choose a kind of group.').max(100, 'At most 100 characters.')

/**
 * A property at the top of an event, or one that the person or their group has now. A number, a text and true or false count by
 * their text; null, an object and what is missing count as not set. The group of an event is the one sent with that event.
 */
export const Property = z.discriminatedUnion('of', [
  z.object({ of: z.literal('event'), name: PropertyName }),
  z.object({ of: z.literal('person'), name: PropertyName }),
  z.object({ of: z.literal('group'), group: GroupType, name: PropertyName }),
  /** The key of the group itself. */
  z.object({ of: z.literal('group key'), group: GroupType }),
])
export type Property = z.infer<typeof Property>

const Text = z.string().max(500, 'At most 500 characters.')

/**
 * What has to hold of an event. Texts are told apart by their letters and case, but `contains` is not. `matches` takes an RE2 pattern.
 * `above` and `below` exclude the number itself and hold for numbers and texts that are one. `in the last` holds for a day or instant
 * of ISO 8601 of at most so many times 24 hours ago and not in the future. A property that is not set fits `not set`, `is not`,
 * `does not contain` and `does not match`, and nothing else.
 */
export const Filter = z.discriminatedUnion('test', [
  z.object({
    test: z.enum(['is', 'is not']),
    property: Property,
    values: z.array(Text).min(1, 'Give at least one value.').max(100, 'At most 100 values.'),
  }),
  z.object({
    test: z.enum(['contains', 'does not contain', 'matches', 'does not match']),
    property: Property,
    text: Text.min(1, 'Write what to look for.'),
  }),
  z.object({ test: z.enum(['above', 'below']), property: Property, number: z.number({ error: 'Write a number.' }) }),
  z.object({ test: z.enum(['set', 'not set']), property: Property }),
  z.object({
    test: z.literal('in the last'),
    property: Property,
    days: z.number().int('Write whole days.').min(1, 'At least one day.').max(3650, 'At most ten years.'),
  }),
  z.object({ test: z.enum(['in cohort', 'not in cohort']), cohortId: CohortId }),
])
export type Filter = z.infer<typeof Filter>

/** Filters that all have to hold. */
export const Filters = z.array(Filter).max(20, 'At most 20 filters.')

/** Events of one name, or of any, that fit every filter. */
export const EventPick = z.object({
  /** Null is any event. */
  name: EventName.nullable(),
  filters: Filters.default([]),
})
export type EventPick = z.infer<typeof EventPick>

/** Splits by a property: the values with most events stand for themselves, the rest together as one. */
export const Breakdown = z.object({
  property: Property,
  top: z.number().int().min(1, 'At least one value.').max(25, 'At most 25 values.').default(8),
})
export type Breakdown = z.infer<typeof Breakdown>

/** A part of a breakdown: everything, one value, those without one, or all the values that are not shown by themselves. */
export const Part = z.object({ kind: z.enum(['all', 'value', 'not set', 'other']), text: z.string() })
export type Part = z.infer<typeof Part>
