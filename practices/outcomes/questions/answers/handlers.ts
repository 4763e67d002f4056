import { implement } from '@orpc/server'

import { type Asked, inWorkspace } from '#platform/api/answer.ts'
import { nextPage } from '#platform/api/page.ts'

import { questions as contract } from '../contract.ts'
import { pageOfPeople, peopleAt } from '../people/queries.ts'
import { groupTypes, propertyNames, propertyValues } from '../properties/queries.ts'
import { findQuestion } from '../queries.ts'
import type { Asking } from './contract.ts'
import { answerOf, asking, AskingRefused, scopeOf } from './lookups.ts'

const api = implement(contract).$context<Asked>().use(inWorkspace)

type Refusals = Record<string, ((options?: { message?: string }) => Error) | undefined>

/** Gives a refusal as the procedure declares it. */
export async function orRefuse<T>(errors: unknown, run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (error) {
    if (!(error instanceof AskingRefused)) throw error
    // Each procedure declares the refusals that its own asking can come to.
    const refuse = (errors as Refusals)[error.code]
    throw refuse ? refuse(error.says === undefined ? undefined : { message: error.says }) : error
  }
}

/** What is asked of the properties of a project needs no question; this one stands for it. */
const NOTHING: Asking = {
  kind: 'stickiness',
  event: { name: null, filters: [] },
  period: 'day',
  range: { last: 1, unit: 'day' },
  filters: [],
}

const ask = api.ask.handler(({ input, errors, context }) => orRefuse(errors, () => answerOf(context, input)))

const answer = api.answer.handler(async ({ input, errors, context }) => {
  const question = await findQuestion(context.tx, context.workspaceId, input.key)
  if (!question) throw errors.NOT_FOUND()
  return orRefuse(errors, () => answerOf(context, question))
})

const people = api.people.handler(({ input, errors, context }) =>
  orRefuse(errors, async () => {
    const { scope } = await scopeOf(context, input)
    return asking(context.services, async (statement) => {
      const found = await peopleAt(statement, scope, input.asking, input.point)
      if (!found) throw new AskingRefused('NO_SUCH_POINT')
      return nextPage(await pageOfPeople(statement, scope, found, input), input.limit, ({ personId }) => personId)
    })
  }),
)

const properties = api.properties.handler(({ input, errors, context }) =>
  orRefuse(errors, async () => {
    const { scope } = await scopeOf(context, { projectId: input.projectId, asking: NOTHING })
    const rows = await asking(context.services, (statement) => statement<{ name: string }>(propertyNames(scope, input)))
    return rows.map(({ name }) => name)
  }),
)

const groupTypesOf = api.groupTypes.handler(({ input, errors, context }) =>
  orRefuse(errors, async () => {
    const { scope } = await scopeOf(context, { projectId: input.projectId, asking: NOTHING })
    const rows = await asking(context.services, (statement) => statement<{ name: string }>(groupTypes(scope)))
    return rows.map(({ name }) => name)
  }),
)

const propertyValuesOf = api.propertyValues.handler(({ input, errors, context }) =>
  orRefuse(errors, async () => {
    const { scope } = await scopeOf(context, { projectId: input.projectId, asking: NOTHING })
    return asking(context.services, (statement) =>
      statement<{ text: string; count: number }>(propertyValues(scope, input.property, input.text)),
    )
  }),
)

export const answerHandlers = {
  ask,
  answer,
  people,
  properties,
  groupTypes: groupTypesOf,
  propertyValues: propertyValuesOf,
}
