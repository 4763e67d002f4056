import { and, desc, eq, inArray, sql } from 'drizzle-orm'
import { v5 } from 'uuid'

import type { Transaction } from '#platform/database/database.ts'

import { isIllegalId } from '../intake/rules.ts'
import type { ProductProjectId } from '../projects/contract.ts'
import { type Join, nextProperties, type Says, whatJoins } from './rules.ts'
import { productDistinctIds, productErasures, productGroups, productPeople, productPersonMerges } from './tables.ts'

export type Where = { workspaceId: string; projectId: ProductProjectId }

/** Whom an id stands for until more is known: the same on every server, so nothing has to be written for a visitor. */
export const impliedPerson = (projectId: string, distinctId: string) => v5(`person:${distinctId}`, projectId)

const inProject = (table: typeof productPeople | typeof productDistinctIds | typeof productPersonMerges, at: Where) =>
  and(eq(table.workspaceId, at.workspaceId), eq(table.projectId, at.projectId))

/** The people that these ids stand for, by id. An id of which nothing is noted is left out. */
export async function peopleOfIds(tx: Transaction, at: Where, distinctIds: string[]) {
  if (distinctIds.length === 0) return new Map<string, string>()
  const rows = await tx
    .select({ distinctId: productDistinctIds.distinctId, personId: productDistinctIds.personId })
    .from(productDistinctIds)
    .where(
      and(
        inProject(productDistinctIds, at),
        sql`${productDistinctIds.distinctId} = any(${sql.param(distinctIds)}::text[])`,
      ),
    )
  return new Map(rows.map((row) => [row.distinctId, row.personId]))
}

/** The person of an id, its row locked against another change. */
async function knownOf(tx: Transaction, at: Where, distinctId: string) {
  const [row] = await tx
    .select({
      id: productPeople.id,
      isIdentified: productPeople.isIdentified,
      properties: productPeople.properties,
      createdAt: productPeople.createdAt,
    })
    .from(productDistinctIds)
    .innerJoin(
      productPeople,
      and(
        eq(productPeople.workspaceId, productDistinctIds.workspaceId),
        eq(productPeople.projectId, productDistinctIds.projectId),
        eq(productPeople.id, productDistinctIds.personId),
      ),
    )
    .where(and(inProject(productDistinctIds, at), eq(productDistinctIds.distinctId, distinctId)))
    .for('update')
  return row
}

async function create(tx: Transaction, at: Where, distinctId: string, when: Date, isIdentified: boolean) {
  const id = impliedPerson(at.projectId, distinctId)
  await tx
    .insert(productPeople)
    .values({ ...at, id, isIdentified, properties: {}, createdAt: when, changedAt: when })
    .onConflictDoNothing()
  await attach(tx, at, distinctId, id, 0)
  return { id, isIdentified, properties: {} as Record<string, unknown>, createdAt: when }
}

/** Gives an id to a person; the events that it already has are theirs too. */
async function attach(tx: Transaction, at: Where, distinctId: string, personId: string, version: number) {
  await tx
    .insert(productDistinctIds)
    .values({ ...at, distinctId, personId })
    .onConflictDoNothing()
  const implied = impliedPerson(at.projectId, distinctId)
  if (implied !== personId) await override(tx, at, implied, personId, version)
}

/** Notes that one person is part of another, and whoever was part of the first as well. */
async function override(tx: Transaction, at: Where, oldPersonId: string, personId: string, version: number) {
  await tx
    .update(productPersonMerges)
    .set({ personId, version, isCopied: false })
    .where(and(inProject(productPersonMerges, at), eq(productPersonMerges.personId, oldPersonId)))
  await tx
    .insert(productPersonMerges)
    .values({ ...at, oldPersonId, personId, version, isCopied: false })
    .onConflictDoUpdate({
      target: [productPersonMerges.workspaceId, productPersonMerges.projectId, productPersonMerges.oldPersonId],
      set: { personId, version, isCopied: false },
    })
  // Whoever lives on is part of nobody.
  await tx
    .delete(productPersonMerges)
    .where(and(inProject(productPersonMerges, at), eq(productPersonMerges.oldPersonId, personId)))
}

/** Joins two ids as far as the rules allow. Gives what happened and whose both are then. `version` grows from one join to the next. */
export async function join(
  tx: Transaction,
  at: Where,
  { join: what, when, version }: { join: Join; when: Date; version: number },
) {
  const source = await knownOf(tx, at, what.source)
  const target = await knownOf(tx, at, what.target)
  const verdict = whatJoins(what, { source, target }, isIllegalId)
  const identified = async (id: string) =>
    tx
      .update(productPeople)
      .set({ isIdentified: true, changedAt: when, isCopied: false })
      .where(and(inProject(productPeople, at), eq(productPeople.id, id)))
  switch (verdict) {
    case 'create': {
      const made = await create(tx, at, what.target, when, true)
      await attach(tx, at, what.source, made.id, version)
      break
    }
    case 'attach-source':
      await attach(tx, at, what.source, target!.id, version)
      await identified(target!.id)
      break
    case 'attach-target':
      await attach(tx, at, what.target, source!.id, version)
      await identified(source!.id)
      break
    case 'merge': {
      const properties = { ...source!.properties, ...target!.properties }
      const createdAt = source!.createdAt < target!.createdAt ? source!.createdAt : target!.createdAt
      await tx
        .update(productDistinctIds)
        .set({ personId: target!.id })
        .where(and(inProject(productDistinctIds, at), eq(productDistinctIds.personId, source!.id)))
      await tx.delete(productPeople).where(and(inProject(productPeople, at), eq(productPeople.id, source!.id)))
      await tx
        .update(productPeople)
        .set({ properties, createdAt, isIdentified: true, changedAt: when, isCopied: false })
        .where(and(inProject(productPeople, at), eq(productPeople.id, target!.id)))
      await override(tx, at, source!.id, target!.id, version)
      break
    }
    default:
      break
  }
  const isJoined = verdict !== 'refused' && verdict !== 'illegal' && verdict !== 'same'
  return { verdict, ...(isJoined ? { gone: source?.id, person: await knownOf(tx, at, what.target) } : {}) }
}

/** What events say of the people behind ids, in order. */
export type Sayings = Map<string, { says: Says[]; when: Date }>

/** Notes what events say of the people they belong to, of all at once. Gives the person of each id. */
export async function describeAll(tx: Transaction, at: Where, sayings: Sayings) {
  const of = new Map<string, string>()
  const ids = [...sayings.keys()].filter((id) => !isIllegalId(id)).toSorted()
  if (ids.length === 0) return of
  const found = await tx
    .select({
      distinctId: productDistinctIds.distinctId,
      id: productPeople.id,
      isIdentified: productPeople.isIdentified,
      properties: productPeople.properties,
    })
    .from(productDistinctIds)
    .innerJoin(
      productPeople,
      and(
        eq(productPeople.workspaceId, productDistinctIds.workspaceId),
        eq(productPeople.projectId, productDistinctIds.projectId),
        eq(productPeople.id, productDistinctIds.personId),
      ),
    )
    .where(
      and(inProject(productDistinctIds, at), sql`${productDistinctIds.distinctId} = any(${sql.param(ids)}::text[])`),
    )
  const people = new Map<string, { isIdentified: boolean; properties: Record<string, unknown>; when: Date }>()
  const personOf = new Map(found.map((row) => [row.distinctId, row]))
  const isNew: { distinctId: string; id: string }[] = []
  for (const distinctId of ids) {
    const { says, when } = sayings.get(distinctId)!
    const row = personOf.get(distinctId)
    const id = row?.id ?? impliedPerson(at.projectId, distinctId)
    if (!row) isNew.push({ distinctId, id })
    const person = people.get(id) ?? {
      isIdentified: row?.isIdentified ?? false,
      properties: row?.properties ?? {},
      when,
    }
    for (const one of says) {
      person.properties = nextProperties(person.properties, one)
      person.isIdentified ||= one.isIdentifying
    }
    if (when > person.when) person.when = when
    people.set(id, person)
    of.set(distinctId, id)
  }
  const rows = [...people]
  await tx.execute(sql`
    insert into ${productPeople} (workspace_id, project_id, id, is_identified, properties, created_at, changed_at)
    select ${at.workspaceId}, ${at.projectId}, id, is_identified, properties::jsonb, seen, seen
    from unnest(
      ${sql.param(rows.map(([id]) => id))}::uuid[], ${sql.param(rows.map(([, one]) => one.isIdentified))}::boolean[],
      ${sql.param(rows.map(([, one]) => JSON.stringify(one.properties)))}::text[],
      ${sql.param(rows.map(([, one]) => one.when.toISOString()))}::timestamptz[]
    ) as described (id, is_identified, properties, seen)
    on conflict (workspace_id, project_id, id) do update set
      is_identified = excluded.is_identified, properties = excluded.properties,
      changed_at = excluded.changed_at, is_copied = false`)
  if (isNew.length > 0) {
    await tx.execute(sql`
      insert into ${productDistinctIds} (workspace_id, project_id, distinct_id, person_id)
      select ${at.workspaceId}, ${at.projectId}, distinct_id, person_id
      from unnest(${sql.param(isNew.map((one) => one.distinctId))}::text[], ${sql.param(isNew.map((one) => one.id))}::uuid[])
        as made (distinct_id, person_id)
      on conflict do nothing`)
  }
  return of
}

export async function describeGroup(tx: Transaction, at: Where, group: NonNullable<Says['group']>, when: Date) {
  const { type, key, set } = group
  await tx
    .insert(productGroups)
    .values({ ...at, type, key, properties: set, createdAt: when, changedAt: when })
    .onConflictDoUpdate({
      target: [productGroups.workspaceId, productGroups.projectId, productGroups.type, productGroups.key],
      set: { properties: sql`${productGroups.properties} || excluded.properties`, changedAt: when, isCopied: false },
    })
}

export async function findPerson(tx: Transaction, at: Where, id: string) {
  const [person] = await tx
    .select()
    .from(productPeople)
    .where(and(inProject(productPeople, at), eq(productPeople.id, id)))
  return person
}

/** Their ids, by person. */
export async function idsOfPeople(tx: Transaction, at: Where, personIds: string[]) {
  if (personIds.length === 0) return new Map<string, string[]>()
  const rows = await tx
    .select()
    .from(productDistinctIds)
    .where(and(inProject(productDistinctIds, at), inArray(productDistinctIds.personId, personIds)))
    .orderBy(productDistinctIds.distinctId)
  return new Map(
    [...Map.groupBy(rows, (row) => row.personId)].map(([id, found]) => [id, found.map((row) => row.distinctId)]),
  )
}

/** The ids of everyone who became part of this person. */
export async function partsOfPerson(tx: Transaction, at: Where, personId: string) {
  const rows = await tx
    .select({ id: productPersonMerges.oldPersonId })
    .from(productPersonMerges)
    .where(and(inProject(productPersonMerges, at), eq(productPersonMerges.personId, personId)))
  return rows.map((row) => row.id)
}

/** One person more than asked for, last changed first; with a text, those with an id or a property value that holds it. */
export const newestPeople = (
  tx: Transaction,
  at: Where,
  { after, limit, text }: { after?: string | undefined; limit: number; text?: string | undefined },
) => {
  const like = text && `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`
  return tx
    .select()
    .from(productPeople)
    .where(
      and(
        inProject(productPeople, at),
        after
          ? sql`(${productPeople.changedAt}, ${productPeople.id}) < (select changed_at, id from product_people p
              where p.workspace_id = ${at.workspaceId} and p.project_id = ${at.projectId} and p.id = ${after})`
          : undefined,
        like
          ? sql`(exists (select from product_distinct_ids d where d.workspace_id = ${at.workspaceId} and d.project_id = ${at.projectId}
              and d.person_id = ${productPeople.id} and d.distinct_id ilike ${like})
              or exists (select from jsonb_each_text(${productPeople.properties}) as of_it (name, value) where value ilike ${like}))`
          : undefined,
      ),
    )
    .orderBy(desc(productPeople.changedAt), desc(productPeople.id))
    .limit(limit + 1)
}

export const askErasure = (tx: Transaction, at: Where, personId: string, askedAt: Date) =>
  tx
    .insert(productErasures)
    .values({ ...at, personId, askedAt })
    .onConflictDoNothing()

/** The person is hidden at once; the mover deletes their events. */
export const deletePerson = (tx: Transaction, at: Where, personId: string) =>
  tx.delete(productPeople).where(and(inProject(productPeople, at), eq(productPeople.id, personId)))
