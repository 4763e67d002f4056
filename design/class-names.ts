/** Joins what is there: `classNames(css.row, isOpen && css.open)`. */
export const classNames = (...names: (string | false | null | undefined)[]) => names.filter(Boolean).join(' ')
