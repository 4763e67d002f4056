import type { DomainEvent } from './define-event.ts'

const sayings = new Map<string, string>()

/** Makes known what the events of the server's features say. Assembling does it for all of them. */
export function learnSayings(events: Pick<DomainEvent, 'name' | 'says'>[]) {
  for (const { name, says } of events) sayings.set(name, says)
}

/**
 * What the actor of an event did, as the rest of a sentence that begins with their name. An event that no feature
 * declares any more, or an older version of one, is said by its name: `release.shipped.v1` → “release shipped”.
 */
export const sayingOf = (eventName: string) =>
  sayings.get(eventName) ?? eventName.replace(/\.v\d+$/, '').replaceAll(/[.-]/g, ' ')

/** The names of all events that a feature declares, with what they say. */
export const knownSayings = () => [...sayings].map(([name, says]) => ({ name, says }))
