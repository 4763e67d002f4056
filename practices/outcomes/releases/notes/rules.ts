type Brought = { type: string; key: string; title: string; kind?: string | undefined }

const GROUPS: [heading: string, fits: (record: Brought) => boolean][] = [
  ['What is new', ({ type, kind }) => type === 'initiative' || kind === 'feature'],
  ['Fixed', ({ kind }) => kind === 'bug'],
  ['Under the hood', ({ kind }) => kind === 'debt' || kind === 'chore'],
  ['Also in this release', () => true],
]

/** Release notes in Markdown from what a release brings, under a heading for each type. Its titles, in its order. */
export function draftNotes(brought: Brought[]) {
  const left = new Set(brought)
  const sections = GROUPS.flatMap(([heading, fits]) => {
    const own = [...left].filter(fits)
    for (const record of own) left.delete(record)
    if (own.length === 0) return []
    return [`## ${heading}\n\n${own.map(({ title, key }) => `- ${title} (${key})`).join('\n')}`]
  })
  return sections.join('\n\n')
}
