import { SettingsFrame, useMe } from '#commons/people/ui/embeds.tsx'
import { Panel } from '#design/index.ts'
import { isAtLeast } from '#platform/auth/identity.ts'

import { LabelList } from './label-list.tsx'
import { StateList } from './state-list.tsx'

/** The states that work goes through and the labels that sort it. */
export default function WorkSettings() {
  const me = useMe()
  return (
    <SettingsFrame
      title="States and labels"
      purpose="The columns that work goes through, and the words that the whole workspace sorts it by."
    >
      <Panel title="States">
        <StateList mayEdit={me?.role === 'admin'} />
      </Panel>
      <Panel title="Labels">
        <LabelList mayEdit={me !== undefined && isAtLeast(me.role, 'member')} />
      </Panel>
    </SettingsFrame>
  )
}
