/** The files of a new feature, by their names in its folder. */
export function filesOf({ area, feature, single, many, Many, One, one, table, words, word, Words }) {
  return {
    'contract.ts': `import { z } from 'zod'

import { command, page, pageOf, query, refusals } from '#platform/api/contract.ts'
import { MemberId } from '#platform/auth/identity.ts'

export const ${One}Id = z.uuid().brand<'${One}Id'>()
export type ${One}Id = z.infer<typeof ${One}Id>

/** One ${word}: what it says, and who added it. */
export const ${One} = z.object({ id: ${One}Id, title: z.string(), by: MemberId, addedAt: z.date() })
export type ${One} = z.infer<typeof ${One}>

const Title = z.string().trim().min(1, 'Give it a title.').max(200, 'At most 200 characters.')

/** ${Words} of a workspace, newest first. */
export const ${many} = {
  add: command('contributor', '/${feature}', 'Adds a ${word}.')
    .input(z.object({ title: Title }))
    .output(${One})
    .errors(refusals({ SAID_ALREADY: 'Another ${word} says the same.' })),
  list: query('observer', '/${feature}', 'The newest ${words}.')
    .input(page.extend({ after: ${One}Id.optional() }))
    .output(pageOf(${One})),
}
`,
    'events.ts': `import { z } from 'zod'

import { defineEvent } from '#platform/events/define-event.ts'

import { ${One}Id } from './contract.ts'

export const ${one}Added = defineEvent('${single}.added.v1', z.object({ id: ${One}Id }), 'added a ${word}')
`,
    'rules.ts': `/** Two titles that differ only in case and spaces say the same. */
export const saysTheSame = (one: string, other: string) => plain(one) === plain(other)

export function whyNotAdd(title: string, others: string[]) {
  if (others.some((other) => saysTheSame(title, other))) return 'SAID_ALREADY'
}

const plain = (title: string) => title.trim().replaceAll(/\\s+/g, ' ').toLowerCase()
`,
    'rules.test.ts': `import { expect, test } from 'vitest'

import { whyNotAdd } from './rules.ts'

test('nothing is said twice, whatever its case and spaces', () => {
  expect(whyNotAdd('  Ship  IT ', ['ship it'])).toBe('SAID_ALREADY')
  expect(whyNotAdd('Ship it soon', ['Ship it'])).toBeUndefined()
})
`,
    'tables.ts': `import { foreignKey, index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'

import { members } from '#commons/people/tables.ts'
import type { MemberId } from '#platform/auth/identity.ts'
import { instant, workspaceId } from '#platform/database/columns.ts'

import type { ${One}Id } from './contract.ts'

export const ${many} = pgTable(
  '${table}',
  {
    workspaceId: workspaceId(),
    id: uuid().notNull().$type<${One}Id>(),
    title: text().notNull(),
    by: uuid('by_id').notNull().$type<MemberId>(),
    addedAt: instant('added_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index('${table}_newest').on(t.workspaceId, t.addedAt.desc(), t.id),
    foreignKey({ columns: [t.workspaceId, t.by], foreignColumns: [members.workspaceId, members.id] }),
  ],
)
`,
    'queries.ts': `import { and, desc, eq, sql } from 'drizzle-orm'

import type { Transaction } from '#platform/database/database.ts'

import type { ${One} } from './contract.ts'
import { ${many} } from './tables.ts'

export const insert${One} = (tx: Transaction, workspaceId: string, ${one}: ${One}) =>
  tx.insert(${many}).values({ workspaceId, ...${one} })

/** Titles that begin alike enough to be compared by the rules. */
export async function titlesLike(tx: Transaction, workspaceId: string, title: string) {
  const plain = sql\`lower(regexp_replace(trim(\${${many}.title}), '\\\\s+', ' ', 'g'))\`
  const rows = await tx
    .select({ title: ${many}.title })
    .from(${many})
    .where(
      and(
        eq(${many}.workspaceId, workspaceId),
        sql\`\${plain} = lower(regexp_replace(trim(\${title}), '\\\\s+', ' ', 'g'))\`,
      ),
    )
    .limit(1)
  return rows.map((row) => row.title)
}

/** One row more than asked for, which tells whether there is a next page. */
export function newest${Many}(
  tx: Transaction,
  workspaceId: string,
  { after, limit }: { after?: string | undefined; limit: number },
) {
  const last = sql\`select added_at, id from ${table} where id = \${after} and workspace_id = \${workspaceId}\`
  const older = after ? sql\`(\${${many}.addedAt}, \${${many}.id}) < (\${last})\` : undefined
  return tx
    .select({ id: ${many}.id, title: ${many}.title, by: ${many}.by, addedAt: ${many}.addedAt })
    .from(${many})
    .where(and(eq(${many}.workspaceId, workspaceId), older))
    .orderBy(desc(${many}.addedAt), desc(${many}.id))
    .limit(limit + 1)
}
`,
    'handlers.ts': `import { implement } from '@orpc/server'

import { type Asked, inWorkspace } from '#platform/api/answer.ts'
import { nextPage } from '#platform/api/page.ts'
import { newId } from '#platform/database/ids.ts'

import { ${many} as contract, ${One}Id } from './contract.ts'
import { ${one}Added } from './events.ts'
import { insert${One}, newest${Many}, titlesLike } from './queries.ts'
import { whyNotAdd } from './rules.ts'

const api = implement(contract).$context<Asked>().use(inWorkspace)

const add = api.add.handler(async ({ input, errors, context: { tx, workspaceId, me, now, emit } }) => {
  const refusal = whyNotAdd(input.title, await titlesLike(tx, workspaceId, input.title))
  if (refusal) throw errors[refusal]()

  const ${one} = { id: ${One}Id.parse(newId()), title: input.title, by: me.id, addedAt: now }
  await insert${One}(tx, workspaceId, ${one})
  emit(${one}Added, { id: ${one}.id })
  return ${one}
})

const list = api.list.handler(async ({ input, context: { tx, workspaceId } }) =>
  nextPage(await newest${Many}(tx, workspaceId, input), input.limit, ({ id }) => id),
)

export const handlers = api.router({ add, list })
`,
    'feature.ts': `import { defineFeature } from '#platform/feature.ts'

import { ${many} as contract } from './contract.ts'
import { ${one}Added } from './events.ts'
import { handlers } from './handlers.ts'

export const ${many}Feature = defineFeature({ name: '${many}', contract, handlers, events: [${one}Added] })
`,
    [`${feature}.test.ts`]: `import { expect, test } from 'vitest'

import { newWorkspace } from '#tests/support/workspace.ts'

const refused = (code: string) => ({ code })

test('what people may rely on', () => {
  expect.fail('Write here what ${words} promise beyond being added and listed. Then make it true.')
})

test('a ${word} is seen by all, and the rest is told', async () => {
  const { ana, ben, told } = await newWorkspace('Ana', 'Ben')
  const added = await ana.api.${many}.add({ title: 'The first' })

  expect((await ben.api.${many}.list({})).items).toEqual([added])
  expect(await told()).toContain('${single}.added.v1')
})

test('nothing is said twice', async () => {
  const { ana, ben } = await newWorkspace('Ana', 'Ben')
  await ana.api.${many}.add({ title: 'The first' })
  await expect(ben.api.${many}.add({ title: 'the  FIRST' })).rejects.toMatchObject(refused('SAID_ALREADY'))
})

test('observers read, contributors add', async () => {
  const { ivy, olaf } = await newWorkspace({ name: 'Ivy', role: 'contributor' }, { name: 'Olaf', role: 'observer' })
  await ivy.api.${many}.add({ title: 'The first' })
  expect((await olaf.api.${many}.list({})).items).toHaveLength(1)
  await expect(olaf.api.${many}.add({ title: 'Mine' })).rejects.toMatchObject(refused('NOT_ALLOWED'))
})

test('another workspace sees nothing, and may say the same', async () => {
  const { ana } = await newWorkspace('Ana')
  const { eve } = await newWorkspace('Eve')
  await ana.api.${many}.add({ title: 'The first' })
  expect((await eve.api.${many}.list({})).items).toEqual([])
  await eve.api.${many}.add({ title: 'The first' })
})

test('pages follow each other without gap or repeat', async () => {
  const { ana } = await newWorkspace('Ana')
  // Two in the same instant: the page may end between them.
  for (const [n, time] of ['09:00', '10:00', '10:00', '11:00'].entries()) {
    await ana.at(\`2026-05-01T\${time}:00Z\`).${many}.add({ title: \`Number \${n}\` })
  }
  const first = await ana.api.${many}.list({ limit: 2 })
  const rest = await ana.api.${many}.list({ limit: 2, after: first.next })
  expect(rest.next).toBeUndefined()
  expect([...first.items, ...rest.items].map(({ title }) => title)).toEqual(['Number 3', 'Number 2', 'Number 1', 'Number 0'])
})
`,
    'ui/api.ts': `import { clientOf } from '#platform/client/client.ts'

import type { ${many} as contract } from '../contract.ts'

export const ${many} = clientOf<typeof contract>('${many}')
`,
    'ui/live.ts': `import { refreshes } from '#platform/client/live-rules.ts'

import { ${one}Added } from '../events.ts'
import { ${many} } from './api.ts'

export const live = [refreshes(${one}Added, () => [${many}.list.key()])]
`,
    'ui/routes.tsx': `import { IconNotes } from '@tabler/icons-react'

import { defineBrowserFeature } from '#platform/client/browser-feature.ts'

export const ${many}InBrowser = defineBrowserFeature({
  name: '${many}',
  pages: [{ path: '/${feature}', load: () => import('./${feature}-page.tsx') }],
  navigation: [{ area: '${area}', label: '${Words}', path: '/${feature}', icon: IconNotes, order: 90 }],
  commands: [{ label: 'Add a ${word}', icon: IconNotes, path: '/${feature}?add=yes' }],
  live: () => import('./live.ts'),
})
`,
    [`ui/${feature}-page.tsx`]: `import { IconNotes } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'

import { PersonMark, useMe } from '#commons/people/ui/embeds.tsx'
import { Button, Card, EmptyState, ErrorState, LoadingState, Page, PageHead, Row, Stack } from '#design/index.ts'
import { isAtLeast } from '#platform/auth/identity.ts'
import { useKey } from '#platform/client/keys.ts'
import { useUrlQuery } from '#platform/client/navigation.tsx'
import { refusalOf } from '#platform/client/refusals.ts'

import { AddDialog } from './add-dialog.tsx'
import { ${many} } from './api.ts'

/** ${Words}, newest first. \`?add=yes\` opens the form. */
export default function ${Many}Page() {
  const me = useMe()
  const [query, setQuery] = useUrlQuery()
  const mayAdd = me !== undefined && isAtLeast(me.role, 'contributor')
  const add = () => setQuery({ add: 'yes' })
  useKey('c', 'Add a ${word}', add, mayAdd)

  const found = useInfiniteQuery(
    ${many}.list.infiniteOptions({
      // The cursor comes from the answer before, which is typed as text.
      input: (after: string | undefined) => ({ limit: 30, ...(after ? { after: after as never } : {}) }),
      initialPageParam: undefined,
      getNextPageParam: (last) => last.next,
    }),
  )
  const shown = found.data?.pages.flatMap((page) => page.items) ?? []
  const addButton = mayAdd && (
    <Button kind="primary" keyHint="c" onClick={add}>
      Add a ${word}
    </Button>
  )
  return (
    <Page>
      <PageHead title="${Words}" purpose="${Words} of this workspace, newest first." actions={shown.length > 0 && addButton} />
      {found.isPending ? (
        <LoadingState like="list" />
      ) : found.isError ? (
        <ErrorState message={refusalOf(found.error) ?? ''} onRetry={() => void found.refetch()} />
      ) : shown.length === 0 ? (
        <EmptyState
          title="No ${words} yet"
          brings="What is added here is seen by everybody in the workspace at once."
          picture={<IconNotes size={64} stroke={1} />}
          start={addButton}
        />
      ) : (
        <Stack>
          {shown.map(({ id, title, by }) => (
            <Card key={id}>
              <Row spread>
                {title}
                <PersonMark id={by} />
              </Row>
            </Card>
          ))}
          {found.hasNextPage && (
            <Button busy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
              Show older ones
            </Button>
          )}
        </Stack>
      )}
      {query.add && mayAdd && <AddDialog onClose={() => setQuery({ add: undefined })} />}
    </Page>
  )
}
`,
    'ui/add-dialog.tsx': `import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import { Dialog, Form, TextField } from '#design/index.ts'
import { queryClient } from '#platform/client/query-client.ts'
import { fieldErrors, refusalOf } from '#platform/client/refusals.ts'

import { ${many} } from './api.ts'

/** Asks what the new ${word} says. */
export function AddDialog({ onClose }: { onClose: () => void }) {
  const [title, setTitle] = useState('')
  const add = useMutation(
    ${many}.add.mutationOptions({
      onSuccess: () => {
        void queryClient.invalidateQueries({ queryKey: ${many}.list.key() })
        onClose()
      },
    }),
  )
  return (
    <Dialog open onClose={onClose} title="Add a ${word}">
      <Form
        onSubmit={() => add.mutate({ title })}
        submit="Add"
        busy={add.isPending}
        refusal={refusalOf(add.error)}
        cancel={{ label: 'Cancel', run: onClose }}
      >
        <TextField label="Title" required value={title} onChange={setTitle} error={fieldErrors(add.error).title} />
      </Form>
    </Dialog>
  )
}
`,
  }
}
