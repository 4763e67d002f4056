import { classNames } from '../class-names.ts'
import { type Side, SIDE_WORDS } from './side.ts'

import css from './marks.module.css'

/** A person as they are drawn. `side` is null for the few who stand on neither. */
export type Person = {
  name: string
  side: Side | null
  image?: string | null
}

export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean)
  const letters = words.length > 1 ? [words[0], words.at(-1)] : words
  return letters
    .map((word) =>
      String.fromCodePoint(word?.codePointAt(0) ?? 32)
        .trim()
        .toUpperCase(),
    )
    .join('')
}

export type AvatarProps = {
  person: Person
  size?: number
  /** Shows the name beside it; else it is said and shown on pointing. */
  named?: boolean
}

/** Initials or a picture in a ring of the side: round for product, a rounded square for engineering. */
export function Avatar({ person, size = 24, named }: AvatarProps) {
  const says = person.side ? `${person.name}, ${SIDE_WORDS[person.side].toLowerCase()}` : person.name
  return (
    <span className={css.person}>
      <span
        className={css.avatar}
        data-side={person.side ?? 'none'}
        style={{ width: size, height: size, fontSize: Math.round(size * 0.38) }}
        title={says}
        {...(named ? { 'aria-hidden': true } : { role: 'img', 'aria-label': says })}
      >
        {person.image ? <img src={person.image} alt="" /> : initialsOf(person.name)}
      </span>
      {named && (
        <span className={css.name}>
          {person.name}
          {person.side && <span className="said-only">, {SIDE_WORDS[person.side].toLowerCase()}</span>}
        </span>
      )}
    </span>
  )
}

/** Several people, overlapping; beyond `most` they are counted. */
export function AvatarGroup({ people, most = 5, size = 24 }: { people: Person[]; most?: number; size?: number }) {
  const hidden = people.slice(most)
  return (
    <span className={css.group}>
      {people.slice(0, most).map((person, position) => (
        <Avatar key={position} person={person} size={size} />
      ))}
      {hidden.length > 0 && (
        <span className={css.more} title={hidden.map(({ name }) => name).join(', ')}>
          +{hidden.length}
          <span className="said-only"> more</span>
        </span>
      )}
    </span>
  )
}

export type OwnerPairProps = {
  product: Person | undefined
  engineering: Person | undefined
  size?: number
  named?: boolean
}

/** The two owners of a joint thing. A missing one is an empty outline in its shape. */
export function OwnerPair({ product, engineering, size = 24, named }: OwnerPairProps) {
  return (
    <span className={classNames(css.pair, named && css.pairNamed)}>
      <Owner person={product} side="product" size={size} named={named ?? false} />
      <Owner person={engineering} side="engineering" size={size} named={named ?? false} />
    </span>
  )
}

function Owner({
  person,
  side,
  size,
  named,
}: {
  person: Person | undefined
  side: Side
  size: number
  named: boolean
}) {
  if (person) return <Avatar person={{ ...person, side }} size={size} named={named} />
  const says = `No ${SIDE_WORDS[side].toLowerCase()} owner yet`
  return (
    <span className={css.person}>
      <span
        className={css.avatar}
        data-side={side}
        data-missing
        style={{ width: size, height: size }}
        title={says}
        {...(named ? { 'aria-hidden': true } : { role: 'img', 'aria-label': says })}
      />
      {named && <span className={css.absent}>{says}</span>}
    </span>
  )
}
