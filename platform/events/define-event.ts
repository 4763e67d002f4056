import type { z } from 'zod'

/** A fact that others may hear of. Its name is past tense and ends in a version. */
export type DomainEvent<Name extends string = string, Data = unknown> = {
  name: Name
  data: z.ZodType<Data>
  /** What its actor did, as the rest of a sentence that begins with their name: "shipped the release". */
  says: string
}

/** Declares a fact: `defineEvent('release.shipped.v1', z.object({ … }), 'shipped the release')`. */
export function defineEvent<Name extends `${string}.v${number}`, Data>(
  name: Name,
  data: z.ZodType<Data>,
  says: string,
): DomainEvent<Name, Data> {
  return { name, data, says }
}
