import { LABEL_COLOURS, type LabelColour } from './contract.ts'

export const MOST_LABELS = 500

export const isSameName = (a: string, b: string) => a.trim().toLowerCase() === b.trim().toLowerCase()

/** The colour that the fewest labels have, so that neighbours in a list differ. */
export function nextColour(labels: { colour: LabelColour }[]): LabelColour {
  const uses = (colour: LabelColour) => labels.filter((label) => label.colour === colour).length
  return LABEL_COLOURS.toSorted((a, b) => uses(a) - uses(b))[0]!
}
