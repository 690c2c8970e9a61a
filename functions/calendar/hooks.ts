import * as z from 'zod';
import { hookVendors } from '../names.ts';
import { Slug } from './slug.ts';

/**
 * What turns a service, label or alarm of a vendor into one of the district's systems: every named label has to fit, `*` stands for
 * anything. `status` is how the system counts while the incident is open.
 */
export const HookSystem = z.strictObject({
  match: z
    .record(z.string().min(1).max(80), z.string().min(1).max(200))
    .refine((match) => Object.keys(match).length > 0, 'names at least one label, such as {"service": "PF9KMXH"}'),
  system: Slug,
  status: z.enum(['degraded', 'down']).default('down'),
});
export type HookSystem = z.infer<typeof HookSystem>;

/** A topic of SNS that may speak to us; the certificate of its region proves that it does. */
const TopicArn = z
  .string()
  .regex(
    /^arn:aws:sns:[a-z]{2}(?:-[a-z]+)+-\d:\d{12}:[\w-]{1,256}$/,
    'a topic such as arn:aws:sns:us-east-2:123456789012:alarms',
  );

const common = {
  /** Names its secret `hooks/<id>`, and is the credential of its signals: a resolution ends only what came by the same hook (S-20). */
  id: Slug,
  systems: z.array(HookSystem).max(200).default([]),
  /** Hours within which something comes by it as a rule, were it a test: longer silence is unknown, and an alarm (S-22). Absent: silence is ordinary. */
  silentAfterHours: z.int().min(1).max(8_784).optional(),
};

/** One way in for incidents: a vendor with a credential of its own. */
export const Hook = z.discriminatedUnion('vendor', [
  z.strictObject({ ...common, vendor: z.literal('pagerduty') }),
  z.strictObject({ ...common, vendor: z.literal('statuspage') }),
  z.strictObject({ ...common, vendor: z.literal('alertmanager') }),
  z.strictObject({ ...common, vendor: z.literal('cloudevents') }),
  /** The list of topics is its proof: any account may sign a topic of its own. */
  z.strictObject({ ...common, vendor: z.literal('sns'), topics: z.array(TopicArn).max(50).default([]) }),
]);
export type Hook = z.infer<typeof Hook>;

/** A district's hooks; without the list one for each vendor under the vendor's name, which speaks about no system; `[]` closes them all. */
export const Hooks = z
  .array(Hook)
  .max(40)
  .prefault(hookVendors.map((vendor) => ({ id: vendor, vendor })));

/** The labels that a vendor's reports have; undefined: any. A label that no report has would never fit, in silence. */
export const hookLabels = {
  pagerduty: ['service', 'urgency', 'priority'],
  statuspage: ['page'],
  alertmanager: undefined,
  cloudevents: ['source', 'type', 'subject'],
  sns: ['alarm', 'topic', 'region', 'account'],
} as const satisfies Record<Hook['vendor'], readonly string[] | undefined>;
