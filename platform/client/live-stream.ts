import type { Fact } from './live-rules.ts'

export type ServerFrame =
  | { type: 'ready'; number: number }
  | { type: 'events'; events: Fact[] }
  | { type: 'reset'; number: number }
  | { type: 'pong' }
  | { type: 'bye' }

type Heard = { known: number | undefined; facts: Fact[]; everything: boolean }

/**
 * What one frame means to a tab that has heard everything up to `known`.
 * `everything` asks to read all anew: on the first `ready` too, for what was read before it may have missed an event.
 */
export function hear(known: number | undefined, frame: ServerFrame): Heard {
  switch (frame.type) {
    case 'ready':
      return { known: frame.number, facts: [], everything: frame.number !== known }
    case 'reset':
      return { known: frame.number, facts: [], everything: true }
    case 'events': {
      const facts = frame.events.filter((fact) => known === undefined || fact.number > known)
      return { known: facts.at(-1)?.number ?? known, facts, everything: false }
    }
    default:
      return { known, facts: [], everything: false }
  }
}
