import type { z } from 'zod';
import type { District } from '../../functions/calendar/district.ts';

/** How incidents come into the district of the stories: a hook of each vendor, and what its services are called here. */
export const storyHooks: z.input<typeof District>['hooks'] = [
  {
    id: 'pagerduty',
    vendor: 'pagerduty',
    systems: [
      { match: { service: 'Gradebook' }, system: 'gradebook' },
      { match: { service: 'District sign-in' }, system: 'sign-in' },
      { match: { service: 'Phones' }, system: 'phones' },
    ],
  },
  { id: 'statuspage', vendor: 'statuspage' },
  { id: 'alertmanager', vendor: 'alertmanager', systems: [{ match: { job: 'phones*' }, system: 'phones' }] },
  { id: 'cloudevents', vendor: 'cloudevents', systems: [{ match: { subject: 'phones*' }, system: 'phones' }] },
  {
    id: 'sns',
    vendor: 'sns',
    topics: ['arn:aws:sns:us-east-2:123456789012:district-alarms'],
    systems: [{ match: { alarm: 'gradebook-*' }, system: 'gradebook' }],
  },
];
