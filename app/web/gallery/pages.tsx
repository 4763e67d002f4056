import { IconBulb, IconFlag, IconTarget } from '@tabler/icons-react'
import { useState } from 'react'

import {
  Aside,
  AsidePart,
  Button,
  Card,
  DiffText,
  EmptyState,
  ErrorState,
  Grid,
  InlineEdit,
  LineSteps,
  LineStroke,
  LoadingState,
  MarkdownText,
  NothingFits,
  OwnerPair,
  PageHead,
  Panel,
  Pictures,
  PropertyList,
  RecordChip,
  RecordPage,
  SignOffMarks,
  Sparkline,
  Stack,
  Stat,
  StatusMark,
} from '#design/index.ts'

import { Part } from './part.tsx'

export function Pages() {
  return (
    <>
      <Part name="Page">
        <PageHead
          above="Recognition"
          title="Shout-outs and milestones"
          purpose="Thanks said in the open, with the work they are for."
          actions={<Button kind="primary">Give shout-out</Button>}
        />
        <Grid least={240} stretch>
          <Panel title="This week">
            <Stat
              label="Work on the line"
              value="87 %"
              detail="41 of 47 items"
              spark={<Sparkline label="Eight weeks" values={[60, 64, 70, 69, 80, 87]} />}
            />
          </Panel>
          <Panel title="Properties">
            <PropertyList
              properties={[
                { label: 'State', value: <StatusMark status="at-risk" /> },
                { label: 'Cycle', value: 'Q4 2026' },
                { label: 'Due', value: <time>4 Dec 2026</time> },
              ]}
            />
          </Panel>
        </Grid>
      </Part>
      <Part name="The line">
        <Grid least={280} stretch>
          <Panel title="Why and what came of it">
            <LineStroke
              above={[
                {
                  id: '1',
                  word: 'Clause',
                  recordKey: 'VIS-2',
                  title: 'A first purchase takes a minute',
                  icon: <IconFlag />,
                  href: '/v',
                },
                {
                  id: '2',
                  word: 'Objective',
                  recordKey: 'OBJ-4',
                  title: 'Buying feels effortless',
                  icon: <IconTarget />,
                  href: '/o',
                },
                {
                  id: '3',
                  word: 'Key result',
                  recordKey: 'KR-11',
                  title: 'Checkout completion from 61 % to 72 %',
                  state: 'at risk',
                  href: '/k',
                },
              ]}
              self={{
                id: '4',
                word: 'Initiative',
                recordKey: 'INI-12',
                title: 'Pay without an account',
                icon: <IconBulb />,
                state: 'now',
              }}
              below={[
                {
                  id: '5',
                  word: 'Work item',
                  recordKey: 'WEB-204',
                  title: 'Guest session',
                  state: 'done',
                  href: '/w',
                  depth: 1,
                },
                {
                  id: '6',
                  word: 'Work item',
                  recordKey: 'WEB-205',
                  title: 'Receipt by e-mail',
                  state: 'doing',
                  href: '/w',
                  depth: 1,
                },
                { id: '7', word: 'Release', recordKey: 'REL-31', title: 'Autumn', state: 'shipped', href: '/r' },
              ]}
              moreBelow={4}
            />
          </Panel>
          <Panel title="Not linked yet">
            <LineStroke
              above={[]}
              self={{ id: '4', word: 'Work item', recordKey: 'WEB-9', title: 'Move the queue', state: 'open' }}
              below={[]}
              looseAbove={{ says: 'Serves nothing yet', button: 'Connect', onConnect: () => undefined }}
              looseBelow={{ says: 'Nothing came of it yet' }}
            />
          </Panel>
        </Grid>
        <br />
        <LineSteps
          label="Phases of the retrospective"
          steps={[
            { id: '1', label: 'Open actions', state: 'done', onSelect: () => undefined },
            { id: '2', label: 'Reflect', state: 'done' },
            { id: '3', label: 'Group and vote', state: 'now', detail: '5 of 7 have voted' },
            { id: '4', label: 'Discuss', state: 'ahead' },
            { id: '5', label: 'Close', state: 'ahead' },
          ]}
        />
      </Part>
      <Part name="Record">
        <RecordPage
          word="Initiative"
          icon={<IconBulb />}
          recordKey="INI-12"
          name="Pay without an account"
          state={<StatusMark status="on-track" />}
          owners={<OwnerPair product={{ name: 'Ana Pérez', side: 'product' }} engineering={undefined} named />}
          signOffs={<SignOffMarks product={{ by: { name: 'Ana Pérez', side: 'product' } }} engineering={undefined} />}
          actions={<Button small>Share</Button>}
          aside={
            <>
              <AsidePart title="Why and what came of it">
                <LineStroke
                  above={[{ id: '3', word: 'Key result', recordKey: 'KR-11', title: 'Completion to 72 %', href: '/k' }]}
                  self={{ id: '4', word: 'Initiative', recordKey: 'INI-12', title: 'Pay without an account' }}
                  below={[]}
                />
              </AsidePart>
              <AsidePart title="Properties">
                <PropertyList properties={[{ label: 'Cycle', value: 'Q4 2026' }]} />
              </AsidePart>
            </>
          }
          stream={<Aside>Comments and history stand here.</Aside>}
        >
          <MarkdownText text="Let people pay with nothing but an e-mail address." />
        </RecordPage>
      </Part>
      <Part name="States">
        <EmptyState
          picture={<Pictures.Notes />}
          title="No shout-outs yet"
          brings="Say in the open what somebody did for you. It is read out at the end of the sprint."
          start={<Button kind="primary">Give the first</Button>}
        />
        <Grid least={130}>
          <Pictures.Line />
          <Pictures.Board />
          <Pictures.Chart />
          <Pictures.Talk />
          <Pictures.Calendar />
          <Pictures.Tree />
          <Pictures.People />
          <Pictures.Document />
        </Grid>
        <NothingFits what="No initiative fits these filters." onClear={() => undefined} />
        <ErrorState
          message="The database does not answer at the moment. Nothing was changed."
          onRetry={() => undefined}
        />
        <Grid least={200}>
          <LoadingState rows={3} />
          <LoadingState like="text" rows={4} />
        </Grid>
      </Part>
    </>
  )
}

const MARKDOWN = `## What we saw
Customers *abandon* the cart when they must make an account, see #INI-12 and [@Ana Pérez](member:1).

- 61 % finish today
- most leave at **the password field**

1. [x] Ask five of them
2. [ ] Try it without

> “I only wanted a lamp.”

\`\`\`
select count(*) from carts
\`\`\`

| step | share |
| --- | --- |
| cart | 100 % |
| account | 71 % |

<script>alert(1)</script> and [a link](javascript:alert(1)) stay harmless.`

export function Texts() {
  const [title, setTitle] = useState('Pay without an account')
  return (
    <Part name="Texts">
      <Stack gap="wide">
        <h3 style={{ font: '500 var(--size-title) / 1.2 var(--face-display)' }}>
          <InlineEdit label="Title" value={title} onSave={setTitle} />
        </h3>
        <MarkdownText
          text={MARKDOWN}
          record={(key) => (
            <RecordChip icon={<IconBulb />} recordKey={key} title="Pay without an account" state="now" href="/x" />
          )}
          mention={(_, name) => <strong>{name}</strong>}
        />
        <DiffText
          before="We help people buy what they need in a minute, without an account."
          after="We help everybody buy what they need in under a minute, from any device."
        />
        <Grid>
          <Card>
            <p>A card on a wall.</p>
            <Aside>Yesterday at 16:20</Aside>
          </Card>
          <Card>Another.</Card>
        </Grid>
      </Stack>
    </Part>
  )
}
