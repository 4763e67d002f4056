import { isContractProcedure } from '@orpc/contract'

import type { Database } from '#platform/database/database.ts'
import type { Written } from '#platform/events/outbox.ts'
import { createRelay } from '#platform/events/relay.ts'
import { learnSayings } from '#platform/events/sayings.ts'
import type { Feature } from '#platform/feature.ts'
import type { Services } from '#platform/services.ts'

import type { Host } from './answer.ts'
import { answerWith } from './ask.ts'
import type { ProcedureMeta } from './contract.ts'

export type Procedure = {
  feature: string
  name: string
  kind: 'query' | 'command'
  may: NonNullable<ProcedureMeta['may']>
}

/** Every procedure of the features with what it declares. Throws for one that does not say who may call it. */
export function proceduresOf(features: Feature[]): Procedure[] {
  return features.flatMap(({ name: feature, contract }) =>
    Object.entries(contract).map(([name, procedure]) => {
      if (!isContractProcedure(procedure)) throw new Error(`${feature}.${name} is not a procedure.`)
      const { kind, may } = procedure['~orpc'].meta as ProcedureMeta
      if (!kind || !may) throw new Error(`${feature}.${name} does not declare who may call it.`)
      return { feature, name, kind, may }
    }),
  )
}

/** Puts features together into one host: checks what they declare, wires listeners, and begins nothing yet. */
export function assemble(features: Feature[], database: Database, services: Services) {
  proceduresOf(features)
  const subscribers = features.flatMap((feature) => feature.subscribers)
  refuseTwins(
    'listener',
    subscribers.map((subscriber) => subscriber.name),
  )
  refuseTwins(
    'event',
    features.flatMap((feature) => feature.events.map((event) => event.name)),
  )
  refuseTwins(
    'feature',
    features.map((feature) => feature.name),
  )

  const listeners = Map.groupBy(subscribers, (subscriber) => subscriber.event)
  const hearers: ((workspaceId: string, written: Written[]) => void)[] = []
  const host: Host = {
    database,
    services,
    listenersOf: (eventName, about) =>
      [...(listeners.get(eventName) ?? []), ...(listeners.get('*') ?? [])]
        .filter(({ hears }) => hears?.(about) ?? true)
        .map((subscriber) => subscriber.name),
    committed: (workspaceId, written) => {
      for (const hear of hearers) hear(workspaceId, written)
    },
  }
  learnSayings(features.flatMap((feature) => feature.events))
  for (const { name, contract, handlers } of features) answerWith(name, contract, handlers)
  return {
    host,
    router: Object.fromEntries(features.map((feature) => [feature.name, feature.handlers])),
    contract: Object.fromEntries(features.map((feature) => [feature.name, feature.contract])),
    relay: createRelay(host, subscribers),
    onCommitted: (hear: (workspaceId: string, written: Written[]) => void) => void hearers.push(hear),
  }
}

export type Assembled = ReturnType<typeof assemble>

function refuseTwins(what: string, names: string[]) {
  const twin = names.find((name, i) => names.indexOf(name) !== i)
  if (twin) throw new Error(`Two of the same ${what}: ${twin}`)
}
