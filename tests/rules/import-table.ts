/**
 * Who may import whom: the table of DESIGN 4 as data. A file belongs to the first row that matches it. A pattern names files by path
 * (`*` within a folder, `**` through folders), packages as `npm:name`, Node's own modules as `node:name`.
 */
export type Row = {
  readonly files: readonly string[];
  /** Besides files of its own `own` group, and nothing else. */
  readonly may: readonly string[];
  /** Noun files (types, schemas, constants, errors; no function) of these folders. */
  readonly nounsOf?: readonly string[];
  /** `folder`: files beside it and below; `unit`: its folder under the first one, or itself with files named after it. */
  readonly own: 'folder' | 'unit' | 'nothing';
  readonly never?: readonly string[];
};

/** In the order of the pipeline: a stage knows the nouns of those before it. */
export const stages = ['triggers', 'proposals', 'declarations', 'notices', 'deliveries', 'receipts'] as const;

/** What a decision consults. */
export const consulted = ['law', 'calendar', 'readiness', 'roster'] as const;

const core = 'functions/core/**';
const names = 'functions/names.ts';
const tables = 'functions/store/tables.ts';
const entries = 'functions/**/*.lambda.ts';

/** Reading the record is not deciding: whoever stores entries or acts on them parses and folds them as the stage does that writes them. */
export const readings = [
  'functions/declarations/fold.ts',
  'functions/declarations/live.ts',
  'functions/declarations/status-at.ts',
  'functions/declarations/stored-entry.ts',
  'functions/declarations/verify-chain.ts',
] as const;

/** What reads a district file whole or refuses it whole. */
const districtFile = ['functions/calendar/district.ts', 'functions/calendar/load-district.ts'];

const folder = (name: string): string => `functions/${name}/**`;

/** Stages and what they consult: pure, so no vendor's package and nothing of Node's. */
const pureRow = (name: string, before: readonly string[]): Row => ({
  files: [folder(name)],
  may: [core, names, 'npm:zod', ...consulted.map(folder), ...(before.includes('declarations') ? readings : [])],
  nounsOf: before,
  own: 'folder',
  never: [entries],
});

/** An adapter: nouns and ports of the stages, the platform, the client of its one vendor. */
const adapterRow = (file: string, clients: readonly string[]): Row => ({
  files: [`functions/${file}.ts`, `functions/${file}-*.ts`, `functions/${file}/**`],
  may: [core, 'functions/platform/*.ts', names, 'npm:zod', ...clients],
  nounsOf: [...stages, ...consulted],
  own: 'unit',
});

const document = ['npm:@aws-sdk/client-dynamodb', 'npm:@aws-sdk/lib-dynamodb'];

export const table: readonly Row[] = [
  // An entry is a plug: it takes its composition from the platform.
  { files: [entries], may: ['functions/platform/**', 'npm:aws-lambda'], own: 'folder', never: [entries] },

  { files: ['functions/core/hash.ts'], may: [core, 'npm:zod', 'node:crypto'], own: 'nothing' },
  { files: [core], may: [core, 'npm:zod', 'npm:temporal-polyfill'], own: 'nothing' },
  { files: [names], may: [core], own: 'nothing' },

  {
    files: ['functions/platform/services/**'],
    may: ['functions/**', 'npm:*', 'npm:*/*', 'node:**'],
    own: 'folder',
    never: [entries],
  },
  {
    files: ['functions/platform/*.ts'],
    may: [core, names, 'npm:zod', 'npm:@aws-sdk/*', 'npm:@aws-lambda-powertools/*', 'npm:aws-lambda', 'node:**'],
    own: 'folder',
    // Only a composition knows which parts it needs: the platform that imported one would put it into every bundle.
    never: ['functions/platform/services/**'],
  },

  // Reading a roster's CSV is the one thing here that a library does better.
  {
    ...pureRow('roster', ['triggers', 'proposals', 'declarations']),
    may: [...pureRow('roster', []).may, 'npm:csv-parse'],
  },
  ...['law', 'calendar', 'readiness'].map((name) => pureRow(name, ['triggers', 'proposals', 'declarations'])),
  ...stages.map((name, index) => pureRow(name, stages.slice(0, index))),

  { ...adapterRow('store', [...document, ...readings]), files: ['functions/store/**'], own: 'folder' },
  adapterRow('channels/google-classroom', ['npm:@googleapis/classroom']),
  adapterRow('channels/teams', ['npm:@microsoft/microsoft-graph-client', 'npm:oauth4webapi']),
  adapterRow('channels/sns', ['npm:@aws-sdk/client-sns']),
  adapterRow('sources/*', []),

  {
    files: ['functions/api/auth.ts'],
    may: [core, names, 'npm:hono', 'npm:zod', 'npm:jose'],
    own: 'folder',
    never: [entries],
  },
  {
    files: ['functions/api/**'],
    may: [core, names, ...[...stages, ...consulted].map(folder), 'npm:hono', 'npm:@hono/zod-openapi', 'npm:zod'],
    own: 'folder',
    never: [entries],
  },

  {
    // Besides the design's row: a district file is refused at synth by what would refuse it when a function starts (ADR 0003).
    files: ['infra/**'],
    may: [
      tables,
      names,
      ...districtFile,
      'npm:aws-cdk-lib',
      'npm:constructs',
      'npm:cdk-nag',
      'npm:esbuild',
      'npm:zod',
      'node:**',
    ],
    own: 'folder',
  },
  {
    // No engine takes 100,000 targets in minutes: the bench of scale hands the handlers stores of its own, as a composition does.
    files: ['sandbox/bench/scale/**'],
    may: [
      core,
      names,
      'functions/store/*.ts',
      'functions/platform/production-times.ts',
      ...['calendar', 'roster', 'deliveries', 'receipts'].map(folder),
      ...readings,
      'npm:*',
      'npm:*/*',
      'node:**',
    ],
    nounsOf: stages,
    own: 'folder',
    never: [entries],
  },
  {
    // Besides the design's row: clocks and hashing of core, the platform that it stands in for, what reads a district file and a roster, and
    // what API Gateway and the stream know of us: routes and keys (ADR 0001).
    files: ['sandbox/**'],
    may: [
      core,
      'functions/platform/**',
      'functions/store/*.ts',
      names,
      entries,
      'functions/api/app.ts',
      'functions/api/split.ts',
      // The bench measures what is deployed.
      'infra/parts/bundle.ts',
      ...['calendar', 'roster'].map(folder),
      ...readings,
      'npm:*',
      'npm:*/*',
      'node:**',
    ],
    nounsOf: [...stages, ...consulted],
    own: 'folder',
  },
];
