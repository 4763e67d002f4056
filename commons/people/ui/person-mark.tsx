import { Avatar } from '#design/index.ts'

import { usePeople } from './everyone.ts'

export type PersonMarkProps = {
  id: string | null | undefined
  size?: number
  /** False shows the ring alone; the name is then said and shown on pointing. */
  named?: boolean
}

/** A person as a ring in the shape of their side, with their name. Nobody, or the system, when there is no id. */
export function PersonMark({ id, size = 24, named = true }: PersonMarkProps) {
  const { byId, loaded } = usePeople()
  const person = id ? byId.get(id) : undefined
  const name = person?.name ?? (id ? (loaded ? 'Somebody unknown' : '…') : 'Throughline')
  return <Avatar person={{ name, side: person?.side ?? null }} size={size} named={named} />
}
