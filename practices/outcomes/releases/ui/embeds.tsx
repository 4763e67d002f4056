export { EffectChart, type EffectChartProps } from './effect-chart.tsx'
export { EffectForest, type EffectForestProps } from './effect-forest.tsx'
export { EffectLine, type EffectLineProps } from './effect-line.tsx'
export { MeanwhileList } from './meanwhile-list.tsx'

export { VerdictLine, type VerdictLineProps } from './verdict-line.tsx'
