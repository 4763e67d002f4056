export { type Everyone, type Teams, useMe, usePeople, useTeams } from './everyone.ts'
export { type FilterProps, OwnerFilter, TeamFilter } from './filters.tsx'
export { PersonMark, type PersonMarkProps } from './person-mark.tsx'
export {
  PeoplePicker,
  type PeoplePickerProps,
  PersonPicker,
  type PersonPickerProps,
  TeamPicker,
  type TeamPickerProps,
} from './pickers.tsx'
export { SettingsFrame } from './settings-frame.tsx'
export { When } from './when.tsx'
