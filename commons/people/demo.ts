import { sql } from 'drizzle-orm'

import type { Host } from '#platform/api/answer.ts'
import { ask } from '#platform/api/ask.ts'
import { MemberId } from '#platform/auth/identity.ts'
import { newId } from '#platform/database/ids.ts'
import type { Demo } from '#platform/feature.ts'

import { type Discipline, people } from './contract.ts'
import { memberJoined } from './events.ts'
import { sideOf } from './rules.ts'
import { members } from './tables.ts'

type Fill = (host: Host, workspaceId: string, now: Date) => Promise<void>

let known: Fill | undefined

/** Names what fills a demo: all features together do, and only the app knows them all. */
export const fillDemoWith = (fill: Fill | undefined) => void (known = fill)

export const demoOfServer = () => known

type Role = 'admin' | 'member'
const TEAM: [name: string, discipline: Discipline, title: string, timeZone: string, role?: Role][] = [
  ['Mara Lindqvist', 'product management', 'Head of product', 'Europe/Stockholm', 'admin'],
  ['Tomás Ferreira', 'design', 'Product designer', 'Europe/Lisbon'],
  ['Aiko Tanaka', 'research', 'User researcher', 'Europe/Berlin'],
  ['Priya Nair', 'product management', 'Product manager, courier app', 'Europe/London'],
  ['Jonas Weber', 'support', 'Courier support', 'Europe/Berlin'],
  ['Daniel Okafor', 'engineering', 'Head of engineering', 'Europe/London', 'admin'],
  ['Lena Fischer', 'engineering', 'Web engineer', 'Europe/Berlin'],
  ['Rafael Costa', 'engineering', 'App engineer', 'Europe/Lisbon'],
  ['Mei Chen', 'quality', 'Quality engineer', 'Europe/Amsterdam'],
  ['Sam Whitaker', 'operations', 'Site reliability engineer', 'Europe/London'],
  ['Noor Haddad', 'data', 'Data engineer', 'Europe/Amsterdam'],
]

const TEAMS = [
  {
    name: 'Web',
    prefix: 'WEB',
    purpose: 'The dispatcher’s side: planning routes, assigning jobs and watching them arrive.',
    leads: ['Mara Lindqvist', 'Daniel Okafor'],
    members: ['Tomás Ferreira', 'Lena Fischer', 'Sam Whitaker', 'Noor Haddad'],
  },
  {
    name: 'Courier app',
    prefix: 'APP',
    purpose: 'What couriers hold in their hand: the next stop, the way there and proof of delivery.',
    leads: ['Priya Nair', 'Rafael Costa'],
    members: ['Aiko Tanaka', 'Jonas Weber', 'Mei Chen'],
  },
]

/** The team of Fernway, which makes a route planner for bicycle couriers. None of them can sign in. */
export const demo: Demo = {
  order: 0,
  async fill({ workspaceId, members: present, as, kept, now }) {
    const founder = present[0]
    if (!founder) throw new Error('A demo needs somebody who looks at it.')
    const joinedAt = new Date(now.getTime() - 400 * 86_400_000)
    await as(founder.name, joinedAt, async (context) => {
      const { tx, emit } = context.within!
      const team = TEAM.map(([name, discipline, title, timeZone, role = 'member']) => ({
        workspaceId,
        id: MemberId.parse(newId()),
        name,
        discipline,
        title,
        timeZone,
        role,
        side: sideOf(discipline),
        joinedAt,
      }))
      await tx.insert(members).values(team)
      for (const { id } of team) emit(memberJoined, { id })
      await tx.execute(sql`update workspaces set time_zone = 'Europe/Berlin' where workspace_id = ${workspaceId}`)
      const idOf = (name: string) => team.find((person) => person.name === name)!.id
      for (const one of TEAMS) {
        const [leads, others] = [one.leads.map(idOf), one.members.map(idOf)]
        const made = await ask(people, context).createTeam({ ...one, memberIds: [...leads, ...others] })
        await ask(people, context).editTeam({ id: made.id, leadIds: leads })
        kept.set(`team:${one.prefix}`, made.id)
      }
    })
  },
}
