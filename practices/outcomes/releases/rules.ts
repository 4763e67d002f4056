import type { RecordType } from '#commons/records/contract.ts'

/** What may be in a release. */
export const MAY_BRING: RecordType[] = ['work-item', 'change', 'initiative']

/** `4.12 Faster dispatch`: what chips and search show. */
export const titleOf = ({ version, name }: { version: string; name: string }) => (name ? `${version} ${name}` : version)

/**
 * The version that a tag names: what follows the last `/` or `@`, without a leading `v`, in lower case.
 * `web/v4.12` and `4.12` name the same one.
 */
export const versionInTag = (tag: string) =>
  tag
    .trim()
    .replace(/^.*[/@](?=.)/, '')
    .replace(/^v(?=\d)/i, '')
    .toLowerCase()

/** Where it stands in the list, so that what is to come is first and the oldest last. */
export const standsAt = (release: { shippedAt: Date | null; plannedOn: string | null }, written: Date) =>
  release.shippedAt ?? (release.plannedOn ? new Date(`${release.plannedOn}T12:00:00Z`) : written)

type Described = {
  version: string
  name: string
  plannedOn: string | null
  teamId: string | null
  productLeadId: string | null
  engineeringLeadId: string | null
  target: string
}

const FIELDS: [keyof Described, string][] = [
  ['version', 'version'],
  ['name', 'name'],
  ['plannedOn', 'planned day'],
  ['teamId', 'team'],
  ['productLeadId', 'product lead'],
  ['engineeringLeadId', 'engineering lead'],
  ['target', 'who gets it'],
]

/** What is another now, in the words that the history shows. */
export const changesBetween = (before: Described, after: Described, nameOf: (id: string) => string) =>
  FIELDS.filter(([field]) => before[field] !== after[field]).map(([field, word]) => {
    const said = (value: string | null) => (value !== null && field.endsWith('Id') ? nameOf(value) : value)
    return { field: word, from: said(before[field]), to: said(after[field]) }
  })
