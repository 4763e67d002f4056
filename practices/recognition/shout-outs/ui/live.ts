import { refreshes } from '#platform/client/live-rules.ts'

import { shoutOutGiven, shoutOutReacted, shoutOutTakenBack } from '../events.ts'
import { shoutOuts } from './api.ts'

const all = () => [shoutOuts.list.key(), shoutOuts.get.key()]

export const live = [refreshes(shoutOutGiven, all), refreshes(shoutOutTakenBack, all), refreshes(shoutOutReacted, all)]
