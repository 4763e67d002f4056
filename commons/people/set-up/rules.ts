/** The part of a workspace's address: `Fernway Ltd.` → `fernway-ltd`. */
export function slugOf(name: string) {
  const slug = name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40)
    .replace(/-+$/, '')
  return slug || 'workspace'
}

/** The first of `acme`, `acme-2`, `acme-3`, … that is not taken. */
export function nextFree(slug: string, taken: ReadonlySet<string>) {
  for (let i = 1; ; i++) {
    const tried = i === 1 ? slug : `${slug}-${i}`
    if (!taken.has(tried)) return tried
  }
}

type Reference = { from: string; to: string }

/**
 * An order in which the rows of these tables can be deleted: whoever refers goes before whom they refer to.
 * Tables that refer to each other in a circle throw: nobody could delete a workspace then.
 */
export function deletionOrder(tables: string[], references: Reference[]): string[] {
  const left = new Set(tables)
  const order: string[] = []
  while (left.size > 0) {
    const free = [...left].filter(
      (table) => !references.some(({ from, to }) => to === table && from !== table && left.has(from)),
    )
    if (free.length === 0) throw new Error(`These tables refer to each other in a circle: ${[...left].join(', ')}`)
    for (const table of free) left.delete(table)
    order.push(...free)
  }
  return order
}
