import type { Parameters } from './parameters.ts'

type Value = Parameters[string]
type Bound = { value: Value; type: string }
/** A statement in the making: text of ours and values that stay values. */
export type Sql = { pieces: readonly (string | Bound)[] }

/** Text of a statement with other statements and bound values in its holes. No hole takes a plain text. */
export function sql(text: TemplateStringsArray, ...holes: (Sql | Bound)[]): Sql {
  const pieces: (string | Bound)[] = [text[0]!]
  for (const [i, hole] of holes.entries()) {
    if ('pieces' in hole) pieces.push(...hole.pieces)
    else pieces.push(hole)
    pieces.push(text[i + 1]!)
  }
  return { pieces }
}

/** A value of a ClickHouse type. */
export const value = (type: string, of: Value): Bound => ({ value: of, type })
export const uuid = (of: string) => value('UUID', of)
export const texts = (of: readonly string[]) => value('Array(String)', of)
export const whole = (of: number) => value('Int64', of)
export const instant = (of: Date) => value("DateTime64(3, 'UTC')", of)
/** The name of a column, however strange. */
export const named = (of: string) => value('Identifier', of)
/** A name that the program itself made up, such as `c3`. */
export const alias = (of: string): Sql => {
  if (!/^[a-z]\w*$/.test(of)) throw new Error('An alias is made by the program, of plain letters.')
  return { pieces: [of] }
}

export function joined(statements: readonly Sql[], by: ', ' | ' and ' | ' or ' | '\n'): Sql {
  return { pieces: statements.flatMap(({ pieces }, i) => (i === 0 ? pieces : [by, ...pieces])) }
}

/** The statement as the warehouse takes it. */
export function written({ pieces }: Sql): { text: string; parameters: Parameters } {
  const parameters: Parameters = {}
  const text = pieces.map((piece, i) => {
    if (typeof piece === 'string') return piece
    parameters[`v${i}`] = piece.value
    return `{v${i}:${piece.type}}`
  })
  return { text: text.join(''), parameters }
}
