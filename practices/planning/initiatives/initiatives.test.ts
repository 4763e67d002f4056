import { expect, test } from 'vitest'

import { newWorkspace, type TestMember } from '#tests/support/workspace.ts'

const refused = (code: string) => ({ code })

const FEASIBILITY = {
  lowDays: 8,
  highDays: 13,
  confidence: 'medium',
  requirements: 'Offline tiles for the route.',
  constraints: 'No more than 40 MB on the device.',
  unknowns: 'How iOS treats background downloads.',
  dateRisk: 'some',
  dateRiskWhy: 'App review takes up to a week.',
  saw: 0,
} as const

const idOf = async (member: TestMember, title = 'Routes without signal', column: 'ideas' | 'later' = 'later') =>
  (await member.api.initiatives.create({ title, column })).id

async function accept(member: TestMember, id: string) {
  const version = await versionOf(member, id)
  return member.api.signoffs.sign({ recordId: id as never, version })
}

const versionOf = async (member: TestMember, id: string) =>
  (await member.api.initiatives.list({ limit: 100 })).items.find((item) => item.id === id)!.version

/** Sized by engineering and accepted by both sides. */
async function ready(ana: TestMember, ben: TestMember, title?: string) {
  const id = await idOf(ana, title)
  await ana.api.initiatives.sayValue({ id, value: 'Couriers ride on when the signal is gone.', effect: null, saw: 0 })
  await ben.api.initiatives.giveFeasibility({ id, ...FEASIBILITY })
  await accept(ana, id)
  await accept(ben, id)
  return id
}

test('what both sides accepted enters Next, and everybody hears', async () => {
  const { ana, ben, heard, told } = await newWorkspace('Ana', 'Ben')
  const id = await ready(ana, ben)

  const moved = await ana.api.initiatives.move({ id, column: 'next' })
  await heard()

  expect(moved).toMatchObject({ column: 'next', state: 'Next', missing: [] })
  expect((await ben.api.initiatives.list({ column: ['next'] })).items).toEqual([moved])
  expect(await told()).toEqual(
    expect.arrayContaining([
      'initiative.created.v1',
      'feasibility.given.v1',
      'initiative.moved.v1',
      'initiative.committed.v1',
    ]),
  )
  const { items } = await ben.api.initiatives.changes({ id })
  expect(items).toMatchObject([
    { what: 'column', from: 'Later', to: 'Next', by: ana.id, agreed: [ana.id, ben.id] },
    { what: 'effort', from: '', to: '8 to 13 days', by: ben.id },
  ])
})

test('the gate names what is missing', async () => {
  const { ana, ben } = await newWorkspace('Ana', 'Ben')
  const id = await idOf(ana)
  const toNext = () => ana.api.initiatives.move({ id, column: 'next' })

  await expect(toNext()).rejects.toMatchObject(refused('NO_FEASIBILITY'))
  await accept(ana, id)
  await accept(ben, id)
  await expect(toNext()).rejects.toMatchObject(refused('NO_FEASIBILITY'))

  await ben.api.initiatives.giveFeasibility({ id, ...FEASIBILITY })
  await expect(toNext()).rejects.toMatchObject(refused('NOBODY_ACCEPTED'))
  await accept(ben, id)
  await expect(toNext()).rejects.toMatchObject(refused('PRODUCT_NOT_ACCEPTED'))
  await accept(ana, id)
  expect((await toNext()).column).toBe('next')
})

test('who declines has not accepted', async () => {
  const { ana, ben } = await newWorkspace('Ana', 'Ben')
  const id = await ready(ana, ben)
  await ben.api.signoffs.sign({
    recordId: id,
    version: await versionOf(ben, id),
    verdict: 'declined',
    note: 'Too much.',
  })
  await expect(ana.api.initiatives.move({ id, column: 'now' })).rejects.toMatchObject(
    refused('ENGINEERING_NOT_ACCEPTED'),
  )
})

test('whatever either side says anew must be accepted anew', async () => {
  const { ana, ben } = await newWorkspace('Ana', 'Ben')
  const id = await ready(ana, ben)
  await ana.api.initiatives.move({ id, column: 'next' })

  await ana.api.initiatives.sayValue({ id, value: 'Now on two continents.', effect: null, saw: 1 })
  await expect(ana.api.initiatives.move({ id, column: 'now' })).rejects.toMatchObject(refused('NOBODY_ACCEPTED'))
  await accept(ana, id)
  await accept(ben, id)
  await ben.api.initiatives.giveFeasibility({ id, ...FEASIBILITY, highDays: 40, saw: 1 })
  await expect(ana.api.initiatives.move({ id, column: 'now' })).rejects.toMatchObject(refused('NOBODY_ACCEPTED'))
  // It stays where it was until both look again.
  expect((await ana.api.initiatives.list({ column: ['next'] })).items[0]).toMatchObject({
    id,
    accepted: { product: { by: ana.id, version: 4 }, engineering: { by: ben.id, version: 4 } },
    version: 5,
    missing: ['product', 'engineering'],
  })
})

test('each side speaks only for itself, and nobody overwrites unread words', async () => {
  const { ana, ben, cleo } = await newWorkspace('Ana', 'Ben', 'Cleo')
  const id = await idOf(ana)
  const value = { id, value: 'Fewer wrong turns.', effect: null, saw: 0 }
  await expect(ben.api.initiatives.sayValue(value)).rejects.toMatchObject(refused('ONLY_PRODUCT'))
  await expect(ana.api.initiatives.giveFeasibility({ id, ...FEASIBILITY })).rejects.toMatchObject(
    refused('ONLY_ENGINEERING'),
  )
  await ana.api.initiatives.sayValue(value)
  await expect(cleo.api.initiatives.sayValue(value)).rejects.toMatchObject(refused('CHANGED_MEANWHILE'))
  await ben.api.initiatives.giveFeasibility({ id, ...FEASIBILITY })
  await expect(ben.api.initiatives.giveFeasibility({ id, ...FEASIBILITY })).rejects.toMatchObject(
    refused('CHANGED_MEANWHILE'),
  )
})

test('the expected effect names a metric', async () => {
  const { ana } = await newWorkspace('Ana')
  const id = await idOf(ana)
  const effect = { direction: 'increase', size: 5, measure: 'percent', windowDays: 60 } as const
  const said = { id, value: 'More rides.', saw: 0 }
  await expect(ana.api.initiatives.sayValue({ ...said, effect: { ...effect, metricId: id } })).rejects.toMatchObject(
    refused('NOT_A_METRIC'),
  )
})

test('effort is a range that runs upward', async () => {
  const { ana, ben } = await newWorkspace('Ana', 'Ben')
  const id = await idOf(ana)
  await expect(ben.api.initiatives.giveFeasibility({ id, ...FEASIBILITY, lowDays: 20 })).rejects.toMatchObject(
    refused('BAD_REQUEST'),
  )
})

test('the hours from asking to answer are counted, and who owns it for engineering is told', async () => {
  const { ana, ben, heard } = await newWorkspace('Ana', 'Ben')
  const { id } = await ana.api.initiatives.create({ title: 'Shared shifts', engineeringOwnerId: ben.id })
  await ana.at('2026-05-01T10:00:00Z').initiatives.askFeasibility({ id })
  await expect(ana.api.initiatives.askFeasibility({ id })).rejects.toMatchObject(refused('ASKED_ALREADY'))
  await heard()
  expect((await ben.api.notifications.list({})).items.map(({ text }) => text)).toContain(
    'asks what “Shared shifts” takes',
  )

  const given = await ben.at('2026-05-02T16:30:00Z').initiatives.giveFeasibility({ id, ...FEASIBILITY })
  expect(given.hours).toBe(30.5)
  await heard()
  expect((await ana.api.notifications.list({})).items.map(({ text }) => text)).toContain(
    'says “Shared shifts” takes 8 to 13 days',
  )
  expect(await ana.api.initiatives.feasibilityService({})).toMatchObject({ asked: 1, answered: 1, medianHours: 30.5 })
})

test('every feasibility is kept, newest first, in pages', async () => {
  const { ana, ben } = await newWorkspace('Ana', 'Ben')
  const id = await idOf(ana)
  for (const saw of [0, 1, 2])
    await ben.api.initiatives.giveFeasibility({ id, ...FEASIBILITY, highDays: 20 + saw, saw })
  const first = await ana.api.initiatives.feasibilities({ id, limit: 2 })
  const rest = await ana.api.initiatives.feasibilities({ id, limit: 2, after: first.next })
  expect([...first.items, ...rest.items].map((given) => given.highDays)).toEqual([22, 21, 20])
})

test('what others plan by changes only with a reason, which is kept with who agreed', async () => {
  const { ana, ben } = await newWorkspace('Ana', 'Ben')
  const id = await ready(ana, ben)
  await ana.api.initiatives.move({ id, column: 'now' })
  await ana.api.initiatives.aim({ id, targetOn: '2026-09-01' })

  await expect(ana.api.initiatives.move({ id, column: 'later' })).rejects.toMatchObject(refused('REASON_NEEDED'))
  await expect(ana.api.initiatives.aim({ id, targetOn: '2026-10-01' })).rejects.toMatchObject(refused('REASON_NEEDED'))
  await ana.api.initiatives.aim({ id, targetOn: '2026-10-01', reason: 'App review.', agreed: [ben.id] })
  await ana.api.initiatives.move({ id, column: 'later', reason: 'The tile provider closed.', agreed: [ben.id] })

  const { items } = await ben.api.initiatives.roadmapChanges({})
  expect(items.slice(0, 2)).toMatchObject([
    { what: 'column', from: 'Now', to: 'Later', reason: 'The tile provider closed.', agreed: [ben.id] },
    { what: 'target', from: '2026-09-01', to: '2026-10-01', reason: 'App review.', agreed: [ben.id] },
  ])
})

test('scope that a constraint changed is counted, before and after the start', async () => {
  const { ana, ben } = await newWorkspace('Ana', 'Ben')
  const id = await ready(ana, ben)
  const smaller = { id, effect: null, becauseOfConstraint: true }
  await ana.api.initiatives.sayValue({ ...smaller, value: 'Only inside the city.', saw: 1 })
  await accept(ana, id)
  await accept(ben, id)
  await ana.api.initiatives.move({ id, column: 'now' })
  await ana.api.initiatives.sayValue({ ...smaller, value: 'Only the last route.', saw: 2 })
  expect(await ben.api.initiatives.feasibilityService({})).toMatchObject({ reshapedBefore: 1, reshapedAfter: 1 })
})

test('contributors add ideas and evidence, and plan nothing', async () => {
  const { ana, ivy } = await newWorkspace(
    'Ana',
    { name: 'Ivy', role: 'contributor' },
    { name: 'Olaf', role: 'observer' },
  )
  const { id } = await ivy.api.initiatives.create({ title: 'A bell in the app' })
  await expect(ivy.api.initiatives.create({ title: 'Sooner', column: 'later' })).rejects.toMatchObject(
    refused('IDEAS_ONLY'),
  )
  await expect(ivy.api.initiatives.move({ id, column: 'later' })).rejects.toMatchObject(refused('NOT_ALLOWED'))

  const mine = await ivy.api.initiatives.addEvidence({ id, quote: 'I shout at people.', source: 'Courier, Lyon' })
  const both = await ana.api.initiatives.addEvidence({ id, quote: 'So do I.' })
  expect(both).toMatchObject({ count: 2, quotes: [{ quote: 'I shout at people.', by: ivy.id }, { by: ana.id }] })
  await expect(ivy.api.initiatives.removeQuote({ id, quoteId: both.quotes[1]!.id })).rejects.toMatchObject(
    refused('NOT_YOURS'),
  )
  expect(await ivy.api.initiatives.removeQuote({ id, quoteId: mine.quotes[0]!.id })).toMatchObject({ count: 1 })
  await expect(ana.api.initiatives.addEvidence({ id })).rejects.toMatchObject(refused('BAD_REQUEST'))
  await expect(ana.api.initiatives.addEvidence({ id, recordId: id })).rejects.toMatchObject(refused('NO_EVIDENCE'))
})

test('owners stand on the side that they own for', async () => {
  const { ana, ben } = await newWorkspace('Ana', 'Ben')
  const { eve } = await newWorkspace('Eve')
  const id = await idOf(ana)
  const assign = (owners: object) => ana.api.initiatives.assign({ id, ...owners })
  await expect(assign({ productOwnerId: ben.id })).rejects.toMatchObject(refused('NOT_PRODUCT'))
  await expect(assign({ engineeringOwnerId: ana.id })).rejects.toMatchObject(refused('NOT_ENGINEERING'))
  await expect(assign({ productOwnerId: eve.id })).rejects.toMatchObject(refused('NOT_A_MEMBER'))
  await expect(assign({ teamId: crypto.randomUUID() })).rejects.toMatchObject(refused('NOT_A_TEAM'))
  const both = await assign({ productOwnerId: ana.id, engineeringOwnerId: ben.id })
  expect(both.owners).toEqual({ product: ana.id, engineering: ben.id })
  expect((await ana.api.initiatives.list({ ownerId: ben.id })).items.map((item) => item.id)).toEqual([id])
})

test('it serves key results, objectives and clauses only', async () => {
  const { ana } = await newWorkspace('Ana')
  const other = await idOf(ana)
  await expect(ana.api.initiatives.create({ title: 'Lower', serves: [other] })).rejects.toMatchObject(
    refused('CANNOT_SERVE'),
  )
  await expect(
    ana.api.initiatives.create({ title: 'Lower', serves: [crypto.randomUUID() as never] }),
  ).rejects.toMatchObject(refused('NOT_FOUND'))
})

test('cards keep the order that they were given, however often', async () => {
  const { ana } = await newWorkspace('Ana')
  const ids = []
  for (const title of ['One', 'Two', 'Three']) ids.push(await idOf(ana, title))
  const [one, two, three] = ids as [(typeof ids)[0], (typeof ids)[0], (typeof ids)[0]]
  const titles = async () => (await ana.api.initiatives.list({ column: ['later'] })).items.map((item) => item.title)

  await ana.api.initiatives.move({ id: three, column: 'later', before: one })
  expect(await titles()).toEqual(['Three', 'One', 'Two'])
  await ana.api.initiatives.move({ id: one, column: 'later' })
  expect(await titles()).toEqual(['Three', 'Two', 'One'])
  // Each pair halves the gap; after about twenty the column is numbered anew.
  for (let n = 0; n < 14; n++) {
    await ana.api.initiatives.move({ id: one, column: 'later', before: two })
    await ana.api.initiatives.move({ id: three, column: 'later', before: two })
    expect(await titles()).toEqual(['One', 'Three', 'Two'])
  }
})

test('only what stood in Now or Next is done', async () => {
  const { ana, ben } = await newWorkspace('Ana', 'Ben')
  const id = await ready(ana, ben)
  await expect(ana.api.initiatives.move({ id, column: 'done' })).rejects.toMatchObject(refused('NOT_COMMITTED'))
  await ana.api.initiatives.move({ id, column: 'now' })
  expect(await ana.api.initiatives.move({ id, column: 'done' })).toMatchObject({ state: 'Done' })
  const anew = { id, value: 'What it never was.', effect: null, saw: 1 }
  await expect(ana.api.initiatives.sayValue(anew)).rejects.toMatchObject(refused('OVER'))
  await expect(ana.api.initiatives.askFeasibility({ id })).rejects.toMatchObject(refused('OVER'))
  await expect(ben.api.initiatives.giveFeasibility({ id, ...FEASIBILITY, saw: 1 })).rejects.toMatchObject(
    refused('OVER'),
  )
})

test('delivery follows the work that is there for it', async () => {
  const { ana, ben } = await newWorkspace('Ana', 'Ben')
  const id = await idOf(ana)
  const work = { lineId: id, estimate: 3 }
  const tiles = await ben.api.workItems.create({ ...work, title: 'Keep tiles on the device' })
  const queue = await ben.api.workItems.create({ ...work, title: 'Queue what is confirmed', estimate: 5 })
  await ben.api.workItems
    .create({ ...work, title: 'Search without a signal' })
    .then((dropped) => ben.api.workItems.move({ id: dropped.id, group: 'cancelled' }))
  // A part of it counts too, without a link of its own.
  await ben.api.workItems.create({ title: 'Measure the tiles', estimate: 1, parentId: tiles.id })
  const delivery = async () => (await ana.api.initiatives.list({})).items[0]!.delivery

  expect(await delivery()).toEqual({ items: 3, done: 0, points: 9, donePoints: 0 })
  await ben.api.workItems.move({ id: queue.id, group: 'completed' })
  expect(await delivery()).toEqual({ items: 3, done: 1, points: 9, donePoints: 5 })
})

test('what is done stays open until a success review writes its verdict back', async () => {
  const { ana, ben, heard } = await newWorkspace('Ana', 'Ben')
  const metric = await ana.api.metrics.create({ name: 'Late deliveries', unit: '%' })
  const effect = { metricId: metric.id, direction: 'decrease', size: 2, measure: 'absolute', windowDays: 14 } as const
  const id = await idOf(ana)
  const said = await ana.api.initiatives.sayValue({ id, value: 'Fewer late ones.', effect, saw: 0 })
  expect(said.effect).toMatchObject({ size: 2, metric: { title: 'Late deliveries', unit: '%' } })
  await ben.api.initiatives.giveFeasibility({ id, ...FEASIBILITY })
  await accept(ana, id)
  await accept(ben, id)
  await ana.api.initiatives.move({ id, column: 'now' })
  const done = await ana.api.initiatives.move({ id, column: 'done' })
  expect(done).toMatchObject({ state: 'Outcome awaited', isOutcomeAwaited: true, verdict: null })

  const { key } = await ana.api.releases.create({
    version: '4',
    name: 'Signal',
    productLeadId: ana.id,
    engineeringLeadId: ben.id,
  })
  await ana.api.releases.add({ key, ids: [id] })
  const { recordVersion: version } = await ana.api.releases.declareEffect({ key, ...effect })
  const release = await ana.api.releases.get({ key })
  for (const member of [ana, ben]) await member.api.signoffs.sign({ recordId: release.id, version })
  await ben.api.releases.ship({ key })
  await heard()
  for (const member of [ana, ben]) {
    await member.api.successReviews.writeSurprise({ key: 'REV-1', text: 'That it worked at once.' })
    await member.api.successReviews.handIn({ key: 'REV-1' })
  }
  await ana.api.successReviews.decide({
    key: 'REV-1',
    verdict: 'continue',
    learned: 'Riders trust it.',
    reason: 'Two points less.',
    ownerId: ben.id,
    followUpOn: '2027-01-01',
  })
  await heard()

  expect(await ana.api.initiatives.get({ key: done.key })).toMatchObject({
    state: 'Done',
    stateGroup: 'done',
    isOutcomeAwaited: false,
    outcome: { verdict: 'continue', summary: 'Riders trust it.', review: { key: 'REV-1' } },
  })
  expect((await ana.api.initiatives.list({ outcome: 'known' })).items.map((item) => item.id)).toEqual([id])
})

test('a workspace words what its columns promise', async () => {
  const { ana, ben } = await newWorkspace('Ana', 'Ben')
  await idOf(ana)
  const usual = await ben.api.initiatives.columns()
  expect(usual.map(({ column, count }) => [column, count])).toEqual([
    ['ideas', 0],
    ['now', 0],
    ['next', 0],
    ['later', 1],
    ['done', 0],
    ['dropped', 0],
  ])
  expect(usual.every(({ commitment }) => commitment.length > 20)).toBe(true)
  await ana.api.initiatives.commit({ column: 'now', commitment: 'With couriers by the end of the quarter.' })
  expect((await ben.api.initiatives.columns())[1]!.commitment).toBe('With couriers by the end of the quarter.')
})

test('another workspace sees nothing and moves nothing', async () => {
  const here = await newWorkspace('Ana', 'Ben')
  const { eve } = await newWorkspace('Eve')
  const id = await ready(here.ana, here.ben)
  const key = (await here.ana.api.initiatives.list({})).items[0]!.key

  expect((await eve.api.initiatives.list({})).items).toEqual([])
  expect((await eve.api.initiatives.roadmapChanges({})).items).toEqual([])
  expect((await eve.api.initiatives.changes({ id })).items).toEqual([])
  await expect(eve.api.initiatives.get({ key })).rejects.toMatchObject(refused('NOT_FOUND'))
  await expect(eve.api.initiatives.move({ id, column: 'next' })).rejects.toMatchObject(refused('NOT_FOUND'))
  await expect(eve.api.initiatives.addEvidence({ id, quote: 'Mine.' })).rejects.toMatchObject(refused('NOT_FOUND'))
  await expect(eve.api.initiatives.feasibilities({ id })).rejects.toMatchObject(refused('NOT_FOUND'))
  await expect(eve.api.initiatives.rename({ id, title: 'Mine' })).rejects.toMatchObject(refused('NOT_FOUND'))
})

test.each(['place', 'updated', 'target', 'title', 'effort'] as const)(
  'pages sorted by %s follow each other without gap or repeat, in both directions',
  async (sort) => {
    const { ana, ben } = await newWorkspace('Ana', 'Ben')
    for (const title of ['Delta', 'alpha', 'Charlie', 'bravo', 'Echo']) {
      const id = await idOf(ana, title, title === 'Echo' ? 'ideas' : 'later')
      if (title !== 'Echo')
        await ana.api.initiatives.aim({ id, targetOn: title === 'alpha' ? '2026-01-01' : '2026-02-02' })
      if (title !== 'bravo')
        await ben.api.initiatives.giveFeasibility({ id, ...FEASIBILITY, highDays: 10 + title.length })
    }
    for (const descending of [false, true]) {
      const whole = await ana.api.initiatives.list({ sort, descending })
      const seen: string[] = []
      let after: string | undefined
      do {
        const next = await ana.api.initiatives.list({ sort, descending, limit: 2, after })
        seen.push(...next.items.map((item) => item.title))
        after = next.next
      } while (after)
      expect(seen).toEqual(whole.items.map((item) => item.title))
      expect(new Set(seen).size).toBe(5)
    }
  },
)

test('titles sort as people read them', async () => {
  const { ana } = await newWorkspace('Ana')
  for (const title of ['Delta', 'alpha', 'Charlie']) await idOf(ana, title)
  const { items } = await ana.api.initiatives.list({ sort: 'title' })
  expect(items.map((item) => item.title)).toEqual(['alpha', 'Charlie', 'Delta'])
})

test('a made-up cursor breaks nothing', async () => {
  const { ana } = await newWorkspace('Ana')
  await idOf(ana)
  const cursors = ['x', Buffer.from('["soon","1"]').toString('base64url'), Buffer.from('[1]').toString('base64url')]
  for (const after of cursors) {
    expect((await ana.api.initiatives.list({ sort: 'target', after })).items.length).toBe(1)
  }
})

test('lists are narrowed by what is asked for', async () => {
  const { ana, ben } = await newWorkspace('Ana', 'Ben')
  const sized = await ready(ana, ben, 'Sized 100% by _ben')
  await idOf(ana, 'Unsized', 'ideas')
  const titles = async (input: object) => (await ana.api.initiatives.list(input)).items.map((item) => item.title)

  expect(await titles({ silent: 'engineering' })).toEqual(['Unsized'])
  expect(await titles({ silent: 'product' })).toEqual(['Unsized'])
  expect(await titles({ search: '100%' })).toEqual(['Sized 100% by _ben'])
  expect(await titles({ search: '_' })).toEqual(['Sized 100% by _ben'])
  expect(await titles({ search: 'ini-2' })).toEqual(['Unsized'])
  expect(await titles({ column: ['ideas', 'now'] })).toEqual(['Unsized'])
  expect(await titles({ outcome: 'awaited' })).toEqual([])
  expect(await titles({ serves: sized })).toEqual([])
})
