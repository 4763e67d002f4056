import { implement } from '@orpc/server'

import { upOver } from '#commons/links/lookups.ts'
import { registerRecord, updateRecord } from '#commons/records/register.ts'
import { type Asked, inWorkspace, type Inside } from '#platform/api/answer.ts'
import { nextPage } from '#platform/api/page.ts'
import type { Transaction } from '#platform/database/database.ts'

import { answerHandlers, orRefuse } from './answers/handlers.ts'
import { AskingRefused, scopeOf } from './answers/lookups.ts'
import { cohortIdsOf, said } from './answers/rules.ts'
import { cohortsById } from './cohorts/queries.ts'
import { type Asking, questions as contract, type Question } from './contract.ts'
import { questionBroughtBack, questionChanged, questionRetired, questionSaved } from './events.ts'
import {
  addVersion,
  changeQuestion,
  findQuestion,
  type FoundQuestion,
  insertQuestion,
  questionsNewestFirst,
  versionsOf,
} from './queries.ts'

const api = implement(contract).$context<Asked>().use(inWorkspace)

async function sayingsOf(tx: Transaction, workspaceId: string, askings: Asking[]) {
  const names = await cohortsById(tx, workspaceId, askings.flatMap(cohortIdsOf))
  return askings.map((asking) => said(asking, names))
}

async function shown(tx: Transaction, workspaceId: string, found: FoundQuestion[]): Promise<Question[]> {
  const ids = found.map(({ id }) => id)
  const measured = await upOver(tx, workspaceId, 'measures', ids)
  const evidenced = await upOver(tx, workspaceId, 'evidences', ids)
  const sayings = await sayingsOf(
    tx,
    workspaceId,
    found.map(({ asking }) => asking),
  )
  return found.map((question, i) => ({
    ...question,
    state: question.state === 'retired' ? 'retired' : 'in use',
    says: sayings[i]!,
    serves: [...(measured.get(question.id) ?? []), ...(evidenced.get(question.id) ?? [])],
  }))
}

const shownAnew = async ({ tx, workspaceId }: Inside, key: string) =>
  (await shown(tx, workspaceId, [(await findQuestion(tx, workspaceId, key))!]))[0]!

/** Refuses what could not be asked: it is not kept either. */
async function mayBeAsked(context: Inside, asked: { projectId: string; asking: Asking }) {
  try {
    await scopeOf(context, asked)
  } catch (error) {
    throw error instanceof AskingRefused && error.code === 'NOT_FOUND' ? new AskingRefused('NO_PROJECT') : error
  }
}

const save = api.save.handler(({ input, errors, context }) =>
  orRefuse(errors, async () => {
    const { tx, workspaceId, me, now, emit } = context
    const { title, projectId, asking } = input
    await mayBeAsked(context, input)
    const [text] = await sayingsOf(tx, workspaceId, [asking])
    const { id, key } = await registerRecord(tx, workspaceId, {
      type: 'question',
      title,
      text: text!,
      state: 'in use',
      stateGroup: 'active',
      by: me.id,
      now,
    })
    await insertQuestion(tx, { workspaceId, id, projectId, kind: asking.kind, asking, editedAt: now })
    await addVersion(tx, { workspaceId, questionId: id, asking, byId: me.id, at: now })
    emit(questionSaved, { id }, { record: id })
    return shownAnew(context, key)
  }),
)

const change = api.change.handler(({ input, errors, context }) =>
  orRefuse(errors, async () => {
    const { tx, workspaceId, me, now, emit } = context
    const question = await findQuestion(tx, workspaceId, input.key)
    if (!question) throw errors.NOT_FOUND()
    if (input.seenAt && input.seenAt.getTime() !== question.editedAt.getTime()) throw errors.CHANGED_MEANWHILE()
    const { title = question.title, projectId = question.projectId, asking = question.asking } = input
    if (input.asking || input.projectId) await mayBeAsked(context, { projectId, asking })

    const [before, after] = await sayingsOf(tx, workspaceId, [question.asking, asking])
    const isAskedAnew = JSON.stringify([question.projectId, question.asking]) !== JSON.stringify([projectId, asking])
    const changes = [
      ...(title === question.title ? [] : [{ field: 'title', from: question.title, to: title }]),
      ...(before === after ? [] : [{ field: 'question', from: before!, to: after! }]),
    ]
    if (changes.length === 0 && !isAskedAnew) return shownAnew(context, input.key)
    await changeQuestion(tx, workspaceId, question.id, { projectId, asking, kind: asking.kind, editedAt: now })
    await updateRecord(tx, workspaceId, question.id, { title, text: after! }, now)
    if (isAskedAnew) await addVersion(tx, { workspaceId, questionId: question.id, asking, byId: me.id, at: now })
    emit(questionChanged, { id: question.id }, { record: question.id, changes })
    return shownAnew(context, input.key)
  }),
)

const retire = api.retire.handler(async ({ input, errors, context }) => {
  const { tx, workspaceId, now, emit } = context
  const question = await findQuestion(tx, workspaceId, input.key)
  if (!question) throw errors.NOT_FOUND()
  if (question.state !== 'retired') {
    await updateRecord(tx, workspaceId, question.id, { state: 'retired', stateGroup: 'dropped' }, now)
    const changes = [{ field: 'state', from: 'in use', to: 'retired' }]
    emit(questionRetired, { id: question.id }, { record: question.id, changes })
  }
  return shownAnew(context, input.key)
})

const bringBack = api.bringBack.handler(async ({ input, errors, context }) => {
  const { tx, workspaceId, now, emit } = context
  const question = await findQuestion(tx, workspaceId, input.key)
  if (!question) throw errors.NOT_FOUND()
  if (question.state === 'retired') {
    await updateRecord(tx, workspaceId, question.id, { state: 'in use', stateGroup: 'active' }, now)
    const changes = [{ field: 'state', from: 'retired', to: 'in use' }]
    emit(questionBroughtBack, { id: question.id }, { record: question.id, changes })
  }
  return shownAnew(context, input.key)
})

const get = api.get.handler(async ({ input, errors, context: { tx, workspaceId } }) => {
  const found = await findQuestion(tx, workspaceId, input.key)
  if (!found) throw errors.NOT_FOUND()
  return (await shown(tx, workspaceId, [found]))[0]!
})

const list = api.list.handler(async ({ input, context: { tx, workspaceId } }) => {
  const { items, ...rest } = nextPage(await questionsNewestFirst(tx, workspaceId, input), input.limit, ({ id }) => id)
  return { items: await shown(tx, workspaceId, items), ...rest }
})

const versions = api.versions.handler(async ({ input, errors, context: { tx, workspaceId } }) => {
  const question = await findQuestion(tx, workspaceId, input.key)
  if (!question) throw errors.NOT_FOUND()
  const { items, ...rest } = nextPage(
    await versionsOf(tx, workspaceId, question.id, input),
    input.limit,
    ({ number }) => String(number),
  )
  const sayings = await sayingsOf(
    tx,
    workspaceId,
    items.map(({ asking }) => asking),
  )
  return { items: items.map((version, i) => ({ ...version, says: sayings[i]! })), ...rest }
})

export const handlers = api.router({ save, change, retire, bringBack, get, list, versions, ...answerHandlers })
