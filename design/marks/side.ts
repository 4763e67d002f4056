/** The two sides as they are drawn: product a circle in coral, engineering a rounded square in teal. */
export type Side = 'product' | 'engineering'

export const SIDE_WORDS: Record<Side, string> = { product: 'Product', engineering: 'Engineering' }
export const SIDES: readonly Side[] = ['product', 'engineering']
