import { type Day, isDay } from '#platform/time/days.ts'

import { DAY_ORDERS, type CsvReport, type CsvRow, type DayOrder } from './contract.ts'

type Decimal = 'point' | 'comma'

/**
 * Reads a number as people write it: `1 234.5`, `1’234.5`, `62 %`, `−3`. With the decimal comma, points group
 * thousands, and the other way round. Undefined when it is none.
 */
export function numberIn(text: string, decimal: Decimal): number | undefined {
  const bare = text
    .trim()
    .replace(/^[−–]/, '-')
    .replace(/[\s’'_\u00a0\u202f]/g, '')
    .replace(/%$/, '')
  const [point, group] = decimal === 'point' ? ['.', ','] : [',', '.']
  const grouped = new RegExp(`^[+-]?\\d{1,3}(\\${group}\\d{3})+(\\${point}\\d+)?$`)
  const plain = new RegExp(`^[+-]?(\\d+(\\${point}\\d*)?|\\${point}\\d+)(e[+-]?\\d{1,3})?$`, 'i')
  if (!grouped.test(bare) && !plain.test(bare)) return
  const value = Number((grouped.test(bare) ? bare.replaceAll(group, '') : bare).replace(point, '.'))
  return Number.isFinite(value) && Math.abs(value) < 1e15 ? value : undefined
}

/** Reads a day in the given order, with `-`, `.` or `/` between; an instant counts as its written day. */
export function dayWritten(text: string, order: DayOrder): Day | undefined {
  const bare = text.trim().replace(/[T ]\d{1,2}:\d{2}.*$/, '')
  const parts = bare.split(/[-./]/).map((part) => part.trim())
  if (parts.length !== 3 || parts.some((part) => !/^\d{1,4}$/.test(part))) return
  const [year, month, dayOfMonth] =
    order === 'ymd' ? parts : order === 'dmy' ? parts.toReversed() : [parts[2], parts[0], parts[1]]
  const full = year!.length === 2 ? `20${year}` : year!
  const day = `${full}-${month!.padStart(2, '0')}-${dayOfMonth!.padStart(2, '0')}`
  return full.length === 4 && isDay(day) ? day : undefined
}

/** The choice under which most texts can be read; the first one when several are as good. */
function best<Choice>(choices: readonly Choice[], texts: string[], read: (text: string, choice: Choice) => unknown) {
  const readable = (choice: Choice) => texts.filter((text) => read(text, choice) !== undefined).length
  return choices.reduce((soFar, choice) => (readable(choice) > readable(soFar) ? choice : soFar))
}

/** Lines of a file with their numbers in it, beginning with 1; the first has the names of the columns or is data already. */
export type CsvLine = { line: number; cells: string[] }

type Ways = {
  dayColumn?: string | undefined
  valueColumn?: string | undefined
  dayOrder?: DayOrder | undefined
  decimal?: Decimal | undefined
}

const PROBLEMS_SHOWN = 200

/** What a file holds. `known` are the values recorded so far, `today` the last day that may have one. */
export function readCsv(lines: CsvLine[], ways: Ways) {
  const [first] = lines
  if (!first || first.cells.length < 2) return 'UNREADABLE'
  const isData = DAY_ORDERS.some((order) => dayWritten(first.cells[0]!, order) !== undefined)
  const columns = isData ? first.cells.map((_, index) => `Column ${index + 1}`) : first.cells.map((cell) => cell.trim())
  const body = isData ? lines : lines.slice(1)

  const indexOf = (name: string | undefined, otherwise: number) =>
    name === undefined ? otherwise : columns.findIndex((column) => column.toLowerCase() === name.trim().toLowerCase())
  const dayAt = indexOf(ways.dayColumn, 0)
  const valueAt = indexOf(ways.valueColumn, dayAt === 1 ? 0 : 1)
  if (dayAt < 0 || valueAt < 0) return 'NO_SUCH_COLUMN'

  const cell = ({ cells }: CsvLine, at: number) => cells[at] ?? ''
  const days = body.map((line) => cell(line, dayAt))
  const values = body.map((line) => cell(line, valueAt))
  const dayOrder = ways.dayOrder ?? best(DAY_ORDERS, days, dayWritten)
  const decimal = ways.decimal ?? best(['point', 'comma'] as const, values, numberIn)
  return {
    columns,
    dayColumn: columns[dayAt]!,
    valueColumn: columns[valueAt]!,
    dayOrder,
    decimal,
    lines: body.map((line) => ({ line: line.line, day: cell(line, dayAt), value: cell(line, valueAt) })),
  }
}

type ReadFile = Exclude<ReturnType<typeof readCsv>, string>

/** Judges each line: a day, a number, not in the future, each day once. Returns the report and what may be recorded. */
export function judgeCsv(file: ReadFile, known: Map<Day, { value: number }>, today: Day) {
  const seen = new Map<Day, number>()
  const rows = file.lines.map(({ line, ...written }): CsvRow => {
    const day = dayWritten(written.day, file.dayOrder)
    const value = numberIn(written.value, file.decimal)
    if (day === undefined) return { line, problem: `“${written.day.slice(0, 40)}” is not a day.` }
    if (value === undefined) {
      const problem =
        written.value.trim() === '' ? 'There is no number.' : `“${written.value.slice(0, 40)}” is not a number.`
      return { line, day, problem }
    }
    if (day > today) return { line, day, value, problem: 'The day lies in the future.' }
    const twin = seen.get(day)
    if (twin !== undefined) return { line, day, value, problem: `Line ${twin} holds the same day.` }
    seen.set(day, line)
    const before = known.get(day)
    return { line, day, value, ...(before ? { before: before.value } : {}) }
  })
  const good = rows.flatMap(({ day, value, problem }) =>
    day !== undefined && value !== undefined && problem === undefined ? [{ day, value }] : [],
  )
  const problems = rows.filter(({ problem }) => problem !== undefined)
  const { lines: _, ...read } = file
  const report: CsvReport = {
    ...read,
    rows: rows.slice(0, PROBLEMS_SHOWN),
    problems: problems.slice(0, PROBLEMS_SHOWN),
    good: good.length,
    replaced: rows.filter(({ before, value, problem }) => !problem && before !== undefined && before !== value).length,
    bad: problems.length,
  }
  return { report, good }
}

/** What a batch changes: the last word for each day, without the days that hold the same already. */
export function changesOf<Given extends { day: Day; value: number; note?: string | undefined }>(
  given: Given[],
  known: Map<Day, { value: number; note: string }>,
) {
  const last = new Map(given.map((value) => [value.day, value]))
  return [...last.values()].filter(({ day, value, note }) => {
    const before = known.get(day)
    return !before || before.value !== value || (note !== undefined && before.note !== note)
  })
}
