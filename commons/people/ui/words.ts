import type { Role } from '#platform/auth/identity.ts'

import { type Discipline, DISCIPLINES } from '../contract.ts'

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

export const DISCIPLINE_CHOICES = DISCIPLINES.map((value) => ({ value, label: capital(value) }))

export const disciplineWord = (discipline: Discipline) => capital(discipline)

export const ROLE_CHOICES: { value: Role; label: string; detail: string }[] = [
  { value: 'admin', label: 'Admin', detail: 'Invites people and changes settings' },
  { value: 'member', label: 'Member', detail: 'Plans, decides and delivers' },
  { value: 'contributor', label: 'Contributor', detail: 'Comments, votes, adds evidence and answers' },
  { value: 'observer', label: 'Observer', detail: 'Reads' },
]

export const roleWord = (role: Role) => ROLE_CHOICES.find(({ value }) => value === role)!.label

const ownZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC'

/** The zone of this browser. */
export const HERE = ownZone()

/** Every zone, the given one among them whatever its name. */
export const zoneChoices = (chosen: string) =>
  [...new Set([chosen, 'UTC', ...Intl.supportedValuesOf('timeZone')])].map((value) => ({
    value,
    label: value.replaceAll('_', ' '),
  }))
