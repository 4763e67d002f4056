import type { AnyContractRouter } from '@orpc/contract'
import type { AnyRouter } from '@orpc/server'
import type { Hono } from 'hono'

import type { Asked, Host } from '#platform/api/answer.ts'
import type { Who } from '#platform/auth/identity.ts'
import type { Job } from '#platform/jobs/job.ts'

import type { DomainEvent } from './events/define-event.ts'
import type { Subscriber } from './events/listeners.ts'

/** Fills a workspace with demo data through the feature's own commands, as the member whom `as` names. */
export type Demo = { order: number; fill: (demo: DemoStage) => Promise<void> }

export type DemoStage = {
  workspaceId: string
  /** The context of a member of the demo team at an instant of its year, to `ask` in. */
  as: <T>(member: string, at: Date, run: (context: Asked) => Promise<T>) => Promise<T>
  members: { id: string; name: string }[]
  /** What earlier features left for later ones, by name. */
  kept: Map<string, string>
  now: Date
}

/** Who knocks at a plain route, in the workspace of this slug or id. */
export type WhoIs = (headers: Headers, workspace: string | undefined) => Promise<Who>

export type Feature = {
  name: string
  contract: AnyContractRouter
  handlers: AnyRouter
  // The data of each event differs; the list only passes them on.
  events: DomainEvent<string, never>[] | DomainEvent<string, unknown>[]
  subscribers: Subscriber[]
  jobs: Job[]
  /** Plain HTTP for what no contract can hold: bodies that must be read byte for byte, files. */
  routes?: (host: Host, now: () => Date, whoIs: WhoIs) => Hono
  /** Work that goes on for as long as the server runs. */
  begin?: (this: void, host: Host) => { stop: () => Promise<void> }
  demo?: Demo
}

/** The manifest of a feature: all that the server has to know of it. */
export function defineFeature(feature: {
  name: string
  contract: AnyContractRouter
  handlers: AnyRouter
  events?: unknown[]
  subscribers?: Subscriber[]
  jobs?: Job[]
  routes?: (host: Host, now: () => Date, whoIs: WhoIs) => Hono
  begin?: (this: void, host: Host) => { stop: () => Promise<void> }
  demo?: Demo
}): Feature {
  const { events = [], subscribers = [], jobs = [], ...rest } = feature
  return { ...rest, events: events as DomainEvent<string, unknown>[], subscribers, jobs }
}
