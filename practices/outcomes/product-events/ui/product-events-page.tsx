import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'

import { useMe } from '#commons/people/ui/embeds.tsx'
import {
  Button,
  EmptyState,
  ErrorState,
  LoadingState,
  Page,
  PageHead,
  Pictures,
  Row,
  SelectField,
  Stack,
  Tabs,
} from '#design/index.ts'
import { isAtLeast } from '#platform/auth/identity.ts'
import { useUrlQuery } from '#platform/client/navigation.tsx'
import { refusalOf } from '#platform/client/refusals.ts'

import type { ProductProject } from '../projects/contract.ts'
import { AddProject } from './add-project.tsx'
import { productProjects } from './api.ts'
import { HowToSend } from './how-to-send.tsx'
import { IntakeFigures } from './intake-figures.tsx'
import { LatestEvents } from './latest-events.tsx'
import { PeopleList } from './people-list.tsx'
import { ProjectSettings } from './project-settings.tsx'
import { Rejections } from './rejections.tsx'

const SHOWN = ['latest', 'refused', 'people', 'send', 'settings'] as const
type Shown = (typeof SHOWN)[number]
const WORDS: Record<Shown, string> = {
  latest: 'Latest',
  refused: 'Refused',
  people: 'People',
  send: 'How to send',
  settings: 'Settings',
}

/** What products send: the stream, what was refused, who it came from, how to send. `?project=`, `?show=`, `?add=yes`. */
export default function ProductEventsPage() {
  const me = useMe()
  const [query, setQuery] = useUrlQuery()
  const { data, error, refetch } = useQuery(productProjects.byName.queryOptions())
  const isAdmin = me !== undefined && isAtLeast(me.role, 'admin')
  const isMember = me !== undefined && isAtLeast(me.role, 'member')
  const project = data?.find((one) => one.id === query.project) ?? data?.[0]
  const add = isAdmin && (
    <Button kind="primary" icon={<IconPlus size={16} />} onClick={() => setQuery({ add: 'yes' })}>
      Add a product
    </Button>
  )
  return (
    <Page>
      <PageHead
        title="Product events"
        purpose="What people do in your products, as it arrives. Questions are answered from it."
        actions={data && data.length > 0 && add}
      />
      {error ? (
        <ErrorState message={refusalOf(error) ?? 'The products could not be read.'} onRetry={() => void refetch()} />
      ) : !data ? (
        <LoadingState like="list" />
      ) : !project ? (
        <EmptyState
          picture={<Pictures.Chart />}
          title="Let your product speak"
          brings="Point the analytics client that you already have (PostHog, Segment or RudderStack) at this server. Nothing else in your code changes, and every event is kept here."
          start={add || 'An admin adds the first product.'}
        />
      ) : isMember ? (
        <OneProject project={project} projects={data} isAdmin={isAdmin} />
      ) : (
        <p>Members see what arrives. Ask an admin to make you one.</p>
      )}
      {query.add === 'yes' && isAdmin && (
        <AddProject
          onClose={() => setQuery({ add: undefined })}
          onAdded={(added) => setQuery({ add: undefined, project: added.id, show: 'send' })}
        />
      )}
    </Page>
  )
}

function OneProject({
  project,
  projects,
  isAdmin,
}: {
  project: ProductProject
  projects: ProductProject[]
  isAdmin: boolean
}) {
  const [query, setQuery] = useUrlQuery()
  const tabs = SHOWN.filter((one) => one !== 'settings' || isAdmin)
  // Where nothing came yet, how to send is what is wanted.
  const show = tabs.find((one) => one === query.show) ?? (project.lastEventAt ? 'latest' : 'send')
  return (
    <Stack gap="wide">
      {projects.length > 1 && (
        <Row>
          <SelectField
            label="Product"
            labelHidden
            choices={projects.map(({ id, name }) => ({ value: id, label: name }))}
            value={project.id}
            onChange={(id) => setQuery({ project: id })}
          />
        </Row>
      )}
      <IntakeFigures project={project} />
      <div>
        <Tabs
          label="What is shown"
          tabs={tabs.map((value) => ({ value, label: WORDS[value] }))}
          value={show}
          onChange={(value) => setQuery({ show: value })}
        >
          {show === 'latest' && <LatestEvents key={project.id} project={project} />}
          {show === 'refused' && <Rejections key={project.id} project={project} />}
          {show === 'people' && <PeopleList key={project.id} project={project} isAdmin={isAdmin} />}
          {show === 'send' && <HowToSend key={project.id} project={project} />}
          {show === 'settings' && <ProjectSettings key={project.id} project={project} />}
        </Tabs>
      </div>
    </Stack>
  )
}
