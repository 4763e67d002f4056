import type { z } from 'zod'

/** A fact that others may hear of. Its name is past tense and ends in a version. */
export type DomainEvent<Name extends string = string, Data = unknown> = {
  name: Name
  data: z.ZodType<Data>
  /** What its actor did, as the rest of a sentence that begins with their name: "shipped the release". */
  says: string
}

/** As single digits: `.v${number}` would take the `.v` of `metric.value-recorded.v1` for the version. */
type Version = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9

/** Declares a fact: `defineEvent('release.shipped.v1', z.object({ … }), 'shipped the release')`. */
export function defineEvent<Name extends `${string}.v${Version}`, Data>(
  name: Name,
  data: z.ZodType<Data>,
  says: string,
): DomainEvent<Name, Data> {
  return { name, data, says }
}
