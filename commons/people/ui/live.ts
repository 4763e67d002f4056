import { refreshes } from '#platform/client/live-rules.ts'

import {
  disciplinePlaced,
  memberChanged,
  memberJoined,
  memberLeft,
  teamChanged,
  teamFormed,
  workspaceChanged,
} from '../events.ts'
import { people } from './api.ts'

const everyone = () => [people.list.key(), people.me.key()]

export const live = [
  refreshes(memberJoined, () => [...everyone(), people.teams.key()]),
  refreshes(memberChanged, everyone),
  refreshes(memberLeft, () => [...everyone(), people.teams.key()]),
  refreshes(disciplinePlaced, () => [...everyone(), people.sides.key()]),
  refreshes(teamFormed, () => [people.teams.key(), people.me.key()]),
  refreshes(teamChanged, () => [people.teams.key(), people.me.key()]),
  refreshes(workspaceChanged, () => [people.me.key(), people.myWorkspaces.key()]),
]
