import type { NewMetric, Preset } from '../contract.ts'

type Filled = Omit<NewMetric, 'name'> & { name: string }

/** Common metrics with their usual definition, for those who would rather change a text than write one. */
export const PRESET_CHOICES: Record<Preset, { label: string; filled: Filled }> = {
  csat: {
    label: 'Satisfaction (CSAT)',
    filled: {
      name: 'Satisfaction (CSAT)',
      definition: 'Of those who answered the survey on the day, the share that chose 4 or 5 of 5.',
      unit: '%',
      digits: 1,
      kind: 'outcome',
      direction: 'up',
      preset: 'csat',
    },
  },
  nps: {
    label: 'Recommendation (NPS)',
    filled: {
      name: 'Net promoter score',
      definition: 'Of those who answered, the share of 9 and 10 less the share of 0 to 6, in points from −100 to 100.',
      unit: '',
      digits: 0,
      kind: 'outcome',
      direction: 'up',
      preset: 'nps',
    },
  },
  ces: {
    label: 'Effort (CES)',
    filled: {
      name: 'Customer effort score',
      definition: 'Mean answer from 1 to 7 to “The product made it easy to do what I wanted to do”.',
      unit: '',
      digits: 1,
      kind: 'outcome',
      direction: 'up',
      preset: 'ces',
    },
  },
  'daily-active': {
    label: 'Daily active users (DAU)',
    filled: {
      name: 'Daily active users',
      definition:
        'People with at least one meaningful act on the day, each counted once. Name the act here; opening the product is none.',
      unit: '',
      digits: 0,
      kind: 'outcome',
      direction: 'up',
      preset: 'daily-active',
    },
  },
  engagement: {
    label: 'Weekly active users (WAU)',
    filled: {
      name: 'Weekly active users',
      definition:
        'People with at least one meaningful act in the seven days up to and including the day. Name the act here.',
      unit: '',
      digits: 0,
      kind: 'outcome',
      direction: 'up',
      preset: 'engagement',
    },
  },
  'monthly-active': {
    label: 'Monthly active users (MAU)',
    filled: {
      name: 'Monthly active users',
      definition:
        'People with at least one meaningful act in the 30 days up to and including the day, each counted once. Name the act here.',
      unit: '',
      digits: 0,
      kind: 'outcome',
      direction: 'up',
      preset: 'monthly-active',
    },
  },
  stickiness: {
    label: 'Stickiness (DAU/MAU)',
    filled: {
      name: 'Stickiness',
      definition:
        'Daily active users divided by monthly active users of the same day: on how many days of a month the average active person comes. Write it as a formula of the two.',
      unit: '%',
      digits: 1,
      kind: 'outcome',
      direction: 'up',
      preset: 'stickiness',
      source: 'formula',
    },
  },
  activation: {
    label: 'Activation',
    filled: {
      name: 'Activation',
      definition:
        'Of those who signed up seven days before, the share that reached the first moment of value by the day. Name the moment here.',
      unit: '%',
      digits: 1,
      kind: 'outcome',
      direction: 'up',
      preset: 'activation',
    },
  },
  retention: {
    label: 'Retention',
    filled: {
      name: 'Retention after 30 days',
      definition: 'Of those who began 30 to 36 days before, the share that was active in the last seven days.',
      unit: '%',
      digits: 1,
      kind: 'outcome',
      direction: 'up',
      preset: 'retention',
      maturesAfterDays: 1,
    },
  },
  churn: {
    label: 'Churn',
    filled: {
      name: 'Monthly churn',
      definition: 'Customers that ended their plan in the month, divided by those who had one on its first day.',
      unit: '%',
      digits: 1,
      kind: 'outcome',
      direction: 'down',
      preset: 'churn',
    },
  },
  adoption: {
    label: 'Adoption of a feature',
    filled: {
      name: 'Adoption',
      definition:
        'Of the people active in the 28 days up to and including the day, the share that used the feature at least twice in them. Name the feature here.',
      unit: '%',
      digits: 1,
      kind: 'outcome',
      direction: 'up',
      preset: 'adoption',
    },
  },
  'time-to-value': {
    label: 'Time to value',
    filled: {
      name: 'Time to value',
      definition:
        'Median hours from signing up to the first moment of value, over those who reached it on the day. Name the moment here.',
      unit: 'h',
      digits: 1,
      kind: 'outcome',
      direction: 'down',
      preset: 'time-to-value',
    },
  },
}
