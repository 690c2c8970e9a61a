import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { App, Stack, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadCells } from '../../infra/cell.ts';
import { districtText } from '../support/district.ts';
import { context, districtFile, folder, readStacks, resourcesOf, type Stacks, twoDistricts } from './cells.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const parts = ['record', 'web', 'pipeline', 'watch'];

type Ended = { readonly code: number; readonly output: string };

/** `node infra/app.ts` as the CDK's command line runs it, without account, profile or a way out. */
function synth(outdir: string, paths: readonly string[]): Promise<Ended> {
  const environment = {
    PATH: process.env['PATH'],
    NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'],
    HOME: folder(),
    CDK_OUTDIR: outdir,
    CDK_CONTEXT_JSON: JSON.stringify({ districts: paths.join(',') }),
    AWS_EC2_METADATA_DISABLED: 'true',
    HTTPS_PROXY: 'http://127.0.0.1:9',
    HTTP_PROXY: 'http://127.0.0.1:9',
  };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, ['infra/app.ts'], { cwd: root, env: environment }, (_error, out, errors) =>
      resolve({ code: child.exitCode ?? 1, output: out + errors }),
    );
  });
}

describe('given two districts, no account and no network', () => {
  const outdir = folder();
  let ended: Ended;
  let stacks: Stacks;

  beforeAll(async () => {
    ended = await synth(outdir, twoDistricts());
    stacks = readStacks(
      outdir,
      ['lakes', 'prairie'].flatMap((id) => parts.map((part) => `${id}-${part}`)),
    );
  });

  test('then the synth ends well: CloudFormation’s schema and cdk-nag find nothing that is not acknowledged', () => {
    expect(ended).toEqual({ code: 0, output: '' });
  });

  test('then each has stacks of its own, and no resource has a name that the other’s has', () => {
    const named = ['AWS::DynamoDB::GlobalTable', 'AWS::SQS::Queue', 'AWS::SNS::Topic', 'AWS::IAM::Role'].flatMap(
      (type) =>
        resourcesOf(stacks, type).map(
          ({ Properties }) =>
            type +
            JSON.stringify(
              Properties['TableName'] ?? Properties['QueueName'] ?? Properties['TopicName'] ?? Properties['RoleName'],
            ),
        ),
    );
    expect(named.length).toBe(2 * (2 + 13 + 5 + 13));
    expect(new Set(named).size).toBe(named.length);
  });

  test('then no template needs to know an account or a region', () => {
    const text = JSON.stringify([...stacks.values()]);
    expect(text).not.toMatch(/:\d{12}:(?!certificate)/);
    expect(text).not.toMatch(/unknown-(?:account|region)/);
  });
});

describe('given files that cannot be deployed', () => {
  test('then a synth ends with every flaw of the district file, and makes nothing', async () => {
    const outdir = folder();
    const wrong = districtFile(districtText({ timeZone: 'America/Nowhere', schools: [] }));
    const { code, output } = await synth(outdir, [wrong]);
    expect(code).toBe(1);
    expect(output).toMatch(/schools: .*\n.*timeZone: /);
    expect(output).not.toMatch(/\n\s+at /);
    expect(existsSync(join(outdir, 'manifest.json'))).toBe(false);
  });

  test.each([
    ['a channel without its vendor', districtText({}), {}, /google: is missing.*\n.*microsoft: is missing/],
    ['a provider that is none', districtText({}), { google: { provider: 'x', serviceAccount: 'a@b.co' } }, /provider/],
    ['a misspelt member', districtText({}), { gogle: {} }, /gogle/],
    ['an id too long for AWS', districtText({ id: 'x'.repeat(25) }), undefined, /more than 24 characters/],
    [
      'a certificate from elsewhere',
      districtText({}),
      { notices: { host: 'n.example.org', certificateArn: 'arn:aws:acm:us-east-2:000000000000:certificate/a' } },
      /us-east-1/,
    ],
  ])('then %s is refused', (_what, text, deployment, expected) => {
    expect(() => loadCells([districtFile(text, deployment)])).toThrow(expected);
  });

  test('then a missing deployment file, a district twice and none at all are refused', () => {
    const [lakes] = twoDistricts();
    expect(() => loadCells([lakes.replace('district.json', 'other.json')])).toThrow(/other\.json/);
    expect(() => loadCells([lakes, lakes])).toThrow(/two district files have the id lakes/);
    expect(() => loadCells([])).toThrow(/no district file/);
  });
});

describe('the checks', () => {
  const stackWith = (build: (stack: Stack) => void, builtinCloudFormationValidation: boolean): App => {
    const app = new App({ outdir: folder(), context, builtinCloudFormationValidation });
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
    build(new Stack(app, 'checked'));
    return app;
  };

  test('find a queue without encryption on its way, and end the synth', () => {
    const app = stackWith((stack) => new Queue(stack, 'Queue'), false);
    expect(() => app.synth()).toThrow('AwsSolutions-SQS4');
  });

  test('find what CloudFormation’s schema does not know, and end the synth', () => {
    const app = stackWith(
      (stack) =>
        new CfnFunction(stack, 'Function', { code: {}, role: 'arn:aws:iam::000000000000:role/x', timeout: 100_000 }),
      true,
    );
    expect(() => app.synth()).toThrow('CloudFormation-Validate::E3717');
  });
});
