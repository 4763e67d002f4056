import { implement } from '@orpc/server'

import { acrossWorkspaces, type Asked, inWorkspace } from '#platform/api/answer.ts'
import { nextPage } from '#platform/api/page.ts'

import { DISCIPLINES, people as contract } from './contract.ts'
import { disciplinePlaced, memberChanged, memberLeft, teamChanged, teamFormed, workspaceChanged } from './events.ts'
import { membersAmong } from './lookups.ts'
import {
  adminsOf,
  allTeams,
  archiveTeam as archiveTeamRow,
  changePerson,
  changeTeam,
  changeWorkspace,
  emailOf,
  findPerson,
  findWorkspace,
  insertTeam,
  isPrefixInUse,
  peopleByName,
  placedDisciplines,
  placeDiscipline as placeDisciplineRow,
  setTeamMembers,
  teamsOfMember,
  workspacesOfUser,
} from './queries.ts'
import { RESERVED_PREFIXES, sideOf, whyNotLose } from './rules.ts'
import { handlers as setUpHandlers } from './set-up/handlers.ts'

const os = implement(contract).$context<Asked>()
const api = os.use(inWorkspace)

const me = api.me.handler(
  async ({
    errors,
    context: {
      tx,
      workspaceId,
      me: { id },
    },
  }) => {
    const [member, workspace, email, teamIds] = [
      await findPerson(tx, workspaceId, id),
      await findWorkspace(tx, workspaceId),
      await emailOf(tx, workspaceId, id),
      await teamsOfMember(tx, workspaceId, id),
    ]
    if (!member || !workspace) throw errors.NOT_FOUND()
    return { member, workspace, email, teamIds }
  },
)

const myWorkspaces = os.myWorkspaces
  .use(acrossWorkspaces)
  .handler(({ context: { tx, who } }) => workspacesOfUser(tx, who.userId!))

const list = api.list.handler(async ({ input, context: { tx, workspaceId } }) =>
  nextPage(await peopleByName(tx, workspaceId, input), input.limit, (person) => person.id),
)

const teams = api.teams.handler(({ context: { tx, workspaceId } }) => allTeams(tx, workspaceId))

const createTeam = api.createTeam.handler(async ({ input, errors, context: { tx, workspaceId, now, emit } }) => {
  const known = await membersAmong(tx, workspaceId, input.memberIds)
  if (known.size < new Set(input.memberIds).size) throw errors.NOT_A_MEMBER()
  if (RESERVED_PREFIXES.includes(input.prefix) || (await isPrefixInUse(tx, workspaceId, input.prefix)))
    throw errors.PREFIX_TAKEN()
  const id = await insertTeam(tx, workspaceId, { ...input, now })
  if (!id) throw errors.PREFIX_TAKEN()
  await setTeamMembers(tx, workspaceId, id, input.memberIds, [])
  emit(teamFormed, { id })
  return (await allTeams(tx, workspaceId, id))[0]!
})

const editTeam = api.editTeam.handler(async ({ input, errors, context: { tx, workspaceId, emit } }) => {
  const [team] = await allTeams(tx, workspaceId, input.id)
  if (!team) throw errors.NOT_FOUND()
  const named = [...(input.memberIds ?? []), ...(input.leadIds ?? [])]
  const known = await membersAmong(tx, workspaceId, named)
  if (known.size < new Set(named).size) throw errors.NOT_A_MEMBER()
  await changeTeam(tx, workspaceId, team.id, { name: input.name, purpose: input.purpose })
  if (input.memberIds || input.leadIds) {
    await setTeamMembers(tx, workspaceId, team.id, input.memberIds ?? team.memberIds, input.leadIds ?? team.leadIds)
  }
  emit(teamChanged, { id: team.id })
  return (await allTeams(tx, workspaceId, team.id))[0]!
})

const archiveTeam = api.archiveTeam.handler(async ({ input, errors, context: { tx, workspaceId, now, emit } }) => {
  if (!(await archiveTeamRow(tx, workspaceId, input.id, now))) throw errors.NOT_FOUND()
  emit(teamChanged, { id: input.id }, { changes: [{ field: 'state', from: 'open', to: 'closed' }] })
})

const reopenTeam = api.reopenTeam.handler(async ({ input, errors, context: { tx, workspaceId, emit } }) => {
  if (!(await archiveTeamRow(tx, workspaceId, input.id, null))) throw errors.NOT_FOUND()
  emit(teamChanged, { id: input.id }, { changes: [{ field: 'state', from: 'closed', to: 'open' }] })
  return (await allTeams(tx, workspaceId, input.id))[0]!
})

const editWorkspace = api.editWorkspace.handler(async ({ input, context: { tx, workspaceId, emit } }) => {
  const before = (await findWorkspace(tx, workspaceId))!
  if (Object.keys(input).length > 0) await changeWorkspace(tx, workspaceId, input)
  const after = { ...before, name: input.name ?? before.name, timeZone: input.timeZone ?? before.timeZone }
  const changes = (['name', 'timeZone'] as const).flatMap((field) =>
    after[field] === before[field] ? [] : [{ field, from: before[field], to: after[field] }],
  )
  if (changes.length > 0) emit(workspaceChanged, {}, { changes })
  return after
})

const editProfile = api.editProfile.handler(async ({ input, errors, context }) => {
  const { tx, workspaceId, emit } = context
  if (Object.keys(input).length > 0) await changePerson(tx, workspaceId, context.me.id, input)
  emit(memberChanged, { id: context.me.id })
  const person = await findPerson(tx, workspaceId, context.me.id)
  if (!person) throw errors.NOT_FOUND()
  return person
})

const assign = api.assign.handler(async ({ input, errors, context: { tx, workspaceId, emit } }) => {
  const person = await findPerson(tx, workspaceId, input.id)
  if (!person || person.hasLeft || person.kind === 'token') throw errors.NOT_FOUND()
  if (input.role && input.role !== 'admin' && person.role === 'admin') {
    const refusal = whyNotLose(await adminsOf(tx, workspaceId), person.id)
    if (refusal) throw errors[refusal]()
  }
  const discipline = input.discipline ?? person.discipline
  const side = sideOf(discipline, await placedDisciplines(tx, workspaceId))
  await changePerson(tx, workspaceId, person.id, { role: input.role ?? person.role, discipline, side })
  const changes = (['role', 'discipline'] as const).flatMap((field) =>
    input[field] && input[field] !== person[field] ? [{ field, from: person[field], to: input[field] }] : [],
  )
  emit(memberChanged, input, { changes })
  return { ...person, role: input.role ?? person.role, discipline, side }
})

const remove = api.remove.handler(async ({ input, errors, context: { tx, workspaceId, now, emit } }) => {
  const person = await findPerson(tx, workspaceId, input.id)
  if (!person || person.hasLeft || person.kind === 'token') throw errors.NOT_FOUND()
  if (person.role === 'admin') {
    const refusal = whyNotLose(await adminsOf(tx, workspaceId), person.id)
    if (refusal) throw errors[refusal]()
  }
  await changePerson(tx, workspaceId, person.id, { leftAt: now })
  emit(memberLeft, { id: person.id })
})

const sides = api.sides.handler(async ({ context: { tx, workspaceId } }) => {
  const placed = await placedDisciplines(tx, workspaceId)
  return DISCIPLINES.map((discipline) => ({ discipline, side: sideOf(discipline, placed) }))
})

const placeDiscipline = api.placeDiscipline.handler(async ({ input, context: { tx, workspaceId, emit } }) => {
  await placeDisciplineRow(tx, workspaceId, input.discipline, input.side)
  emit(disciplinePlaced, input)
})

export const handlers = os.router({
  me,
  myWorkspaces,
  list,
  teams,
  createTeam,
  editTeam,
  editProfile,
  assign,
  remove,
  sides,
  placeDiscipline,
  archiveTeam,
  reopenTeam,
  editWorkspace,
  ...setUpHandlers,
})
