/** The two parts of a link’s token; undefined for what is none. */
export function partsOf(token: string) {
  const match = /^([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\.([0-9a-f]{64})$/.exec(token)
  return match ? { id: match[1]!, proof: match[2]! } : undefined
}

export const tokenOf = (id: string, proof: string) => `${id}.${proof}`
