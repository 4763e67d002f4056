import { IconBulb, IconTarget } from '@tabler/icons-react'

import {
  AvatarGroup,
  Avatar,
  Chip,
  JointMark,
  Logo,
  OwnerPair,
  ProgressBar,
  RecordChip,
  Row,
  SideMark,
  SignOffMarks,
  Sparkline,
  SplitBar,
  Stack,
  StatusMark,
} from '#design/index.ts'

import { Part } from './part.tsx'

import css from './gallery.module.css'

const ana = { name: 'Ana Pérez', side: 'product' } as const
const ben = { name: 'Ben Okafor', side: 'engineering' } as const
const COLOURS = [
  'paper',
  'surface',
  'raised',
  'sunken',
  'hover',
  'pressed',
  'hairline',
  'edge',
  'ink',
  'ink-soft',
  'ink-faint',
  'accent',
  'product',
  'engineering',
  'green',
  'amber',
  'red',
]

export function Marks() {
  return (
    <>
      <Part name="Ground">
        <div className={css.swatches}>
          {COLOURS.map((colour) => (
            <div key={colour}>
              <div className={css.swatch} style={{ background: `var(--${colour})` }} />
              <span className={css.swatchName}>{colour}</span>
            </div>
          ))}
        </div>
      </Part>
      <Part name="Logo">
        <Row gap="wide">
          <Logo size={64} />
          <Logo size={32} />
          <Logo size={20} />
        </Row>
      </Part>
      <Part name="Sides">
        <Stack>
          <Row gap="wide">
            <SideMark side="product" word />
            <SideMark side="engineering" word />
            <SideMark side="engineering" missing word />
            <JointMark product engineering />
            <JointMark product engineering={false} />
          </Row>
          <Row gap="wide">
            <Avatar person={ana} size={36} />
            <Avatar person={ben} size={36} />
            <Avatar person={{ name: 'Kim', side: null }} size={36} />
            <Avatar person={ana} named />
            <Avatar person={ben} named />
          </Row>
          <Row gap="wide">
            <OwnerPair product={ana} engineering={ben} size={28} />
            <OwnerPair product={ana} engineering={undefined} size={28} />
            <OwnerPair product={ana} engineering={undefined} named />
          </Row>
          <Row gap="wide">
            <AvatarGroup
              people={[
                ana,
                ben,
                { name: 'Cho Lin', side: 'engineering' },
                { name: 'Dia Roy', side: 'product' },
                ana,
                ben,
                ana,
              ]}
            />
          </Row>
        </Stack>
      </Part>
      <Part name="Sign-offs">
        <Stack>
          <Row gap="wide">
            <SignOffMarks product={{ by: ana }} engineering={{ by: ben }} />
            <SignOffMarks product={{ by: ana }} engineering={undefined} />
            <SignOffMarks product={{ by: ana, outdated: true }} engineering={undefined} />
          </Row>
          <SignOffMarks words product={{ by: ana, when: '12 Nov', outdated: true }} engineering={undefined} />
        </Stack>
      </Part>
      <Part name="Status, chips">
        <Stack>
          <Row gap="wide">
            <StatusMark status="on-track" />
            <StatusMark status="at-risk" />
            <StatusMark status="off-track" />
            <StatusMark status="done" />
          </Row>
          <Row>
            <Chip>Label</Chip>
            <Chip tone="product">Product</Chip>
            <Chip tone="engineering">Engineering</Chip>
            <Chip tone="green">Done</Chip>
            <Chip tone="amber">At risk</Chip>
            <Chip tone="red">Off track</Chip>
            <Chip tone="accent" onRemove={() => undefined} removeLabel="Remove the filter">
              Team is Checkout
            </Chip>
          </Row>
          <p>
            This follows{' '}
            <RecordChip icon={<IconBulb />} recordKey="INI-12" title="Faster checkout" state="Next" href="/x" /> and{' '}
            <RecordChip
              icon={<IconTarget />}
              recordKey="KR-3"
              title="Half the support calls"
              state="done"
              closed
              href="/y"
            />
            , says <RecordChip recordKey="DEC-8" />.
          </p>
        </Stack>
      </Part>
      <Part name="Figures">
        <Stack>
          <ProgressBar value={0.62} pace={0.7} status="at-risk" label="Support calls halved" />
          <ProgressBar value={0.9} pace={0.5} status="on-track" label="Activation" />
          <ProgressBar value={0.3} label="Import" />
          <SplitBar
            label="Attendance by side"
            parts={[
              { label: 'Product', value: 6, tone: 'product' },
              { label: 'Engineering', value: 9, tone: 'engineering' },
            ]}
          />
          <Row gap="wide">
            <Sparkline label="Retention, eight weeks" values={[3, 4, 3.5, null, 5, 6, 5.8, 7]} target={6} />
            <Sparkline label="Flat" values={[2, 2, 2]} />
          </Row>
        </Stack>
      </Part>
    </>
  )
}
