export { ReadingsTable, type ReadingsTableProps } from './readings-table.tsx'
export { EffectLine, type EffectLineProps } from './effect-line.tsx'
export { default as ReleaseMarks, type ReleaseMarksProps } from './release-marks.tsx'
export { OUTCOME_WORDS } from './words.ts'
