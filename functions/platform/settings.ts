import * as z from 'zod';

/** Waiting times of DELIVERY 3 in milliseconds. */
export const Times = z.strictObject({
  httpTimeoutMs: z.int(),
  leaseMs: z.int(),
  /** No attempt starts with less function time left. */
  minimumLeftMs: z.int(),
  /** After the end of a lease or a timeout: first and second look. */
  looksMs: z.tuple([z.int(), z.int()]),
  closingLookMs: z.int(),
  permitUnusedMs: z.int(),
  /** Longest wait of a temporary refusal before it is tried again. */
  refusalWaitMs: z.int(),
});
export type Times = z.infer<typeof Times>;

/** What the product is told about its surroundings; read once, through a schema. */
export const Settings = z.strictObject({
  /** Where it runs: on Lambda endpoints are constants, only the sandbox has others (S-30). */
  where: z.enum(['lambda', 'sandbox']),
  region: z.string(),
  tables: z.strictObject({ ledger: z.string(), operations: z.string() }),
  /** Queue addresses by queue name. */
  queues: z.record(z.string(), z.string()),
  /** Topic ARNs by topic name. */
  topics: z.record(z.string(), z.string()),
  endpoints: z.strictObject({
    dynamodb: z.string().optional(),
    sqs: z.string().optional(),
    sns: z.string().optional(),
    nws: z.string(),
    classroom: z.string(),
    googleToken: z.string(),
    graph: z.string(),
    microsoftLogin: z.string(),
    /** The sandbox's own: stands for the host of every status page. On Lambda pages are asked where the district file says. */
    toolStatus: z.string().optional(),
    /** The sandbox's own: stands for every host of SNS certificates. On Lambda their address follows from the topic. */
    snsCertificates: z.string().optional(),
  }),
  /** Origin of the notice pages. */
  publicUrl: z.string(),
  /** Who issues access tokens, and for which audience or clients. */
  issuer: z.strictObject({
    url: z.string(),
    jwksUrl: z.string(),
    audience: z.string(),
    clientIds: z.array(z.string()),
  }),
  /** What stands outside of us and has a name but no secret: AWS resources, the district's Google and Microsoft apps. */
  far: z.strictObject({
    secretPrefix: z.string(),
    signingKeyId: z.string(),
    pagesBucket: z.string(),
    googleProvider: z.string(),
    googleServiceAccount: z.string(),
    microsoftClientId: z.string(),
  }),
  /** Version of the code, into every entry. */
  codeVersion: z.string(),
  /** District file as deployed, JSON text. */
  districtFile: z.string(),
  times: Times,
  /** Provider limits lifted: an argument of the sandbox's bench, never a setting on Lambda. */
  quotasLifted: z.boolean().default(false),
});
export type Settings = z.infer<typeof Settings>;
