import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import * as z from 'zod';
import { addCell } from '../../infra/bellwether.ts';
import { Deployment, loadCells } from '../../infra/cell.ts';
import { type Bundles, entryNames } from '../../infra/parts/bundle.ts';
import { glassSet } from '../support/break-glass.ts';
import { districtText } from '../support/district.ts';

const Resource = z.object({
  Type: z.string(),
  Properties: z.record(z.string(), z.json()).default({}),
  DeletionPolicy: z.string().optional(),
});
const Template = z.object({
  Resources: z.record(z.string(), Resource),
  Outputs: z
    .record(z.string(), z.object({ Value: z.json(), Export: z.object({ Name: z.string() }).optional() }))
    .default({}),
});

/** A resource of a template, with the stack and logical id that it has there. */
export type Found = z.infer<typeof Resource> & { readonly stack: string; readonly id: string };

/** The stacks of a synth by their names in the assembly, `lakes-pipeline`. */
export type Stacks = ReadonlyMap<string, z.infer<typeof Template>>;

let base: string | undefined;

/** A new folder below one that is gone when the process ends. */
export function folder(): string {
  if (base === undefined) {
    const made = mkdtempSync(join(tmpdir(), 'bellwether-infra-'));
    process.once('exit', () => rmSync(made, { recursive: true, force: true }));
    base = made;
  }
  return mkdtempSync(join(base, 'folder-'));
}

const project = new URL('../../', import.meta.url);

/** The example's deployment file: Google and Microsoft by names made up. */
export const exampleDeployment = Deployment.parse(
  JSON.parse(readFileSync(new URL('infra/districts/example.deployment.json', project), 'utf8')),
);

/** Writes a district file and the deployment file beside it; returns its path. */
export function districtFile(text: string, deployment: object = exampleDeployment): string {
  const path = folder();
  writeFileSync(join(path, 'district.deployment.json'), JSON.stringify(deployment));
  writeFileSync(join(path, 'district.json'), text);
  return join(path, 'district.json');
}

/** The contract's example, and a district that has neither Teams nor topics of its own, but a name for its notice pages. */
export function twoDistricts(): [string, string] {
  const { google } = exampleDeployment;
  const certificateArn = 'arn:aws:acm:us-east-1:000000000000:certificate/00000000-0000-4000-8000-000000000000';
  const prairie = districtText({ id: 'prairie', channels: { 'google-classroom': {} } });
  return [
    districtFile(districtText({ breakGlass: glassSet })),
    districtFile(prairie, { google, notices: { host: 'notices.example.org', certificateArn } }),
  ];
}

/** `cdk.json`'s context, as every synth has it. */
export const context = z
  .object({ context: z.record(z.string(), z.unknown()) })
  .parse(JSON.parse(readFileSync(new URL('cdk.json', project), 'utf8'))).context;

const codeless: Bundles = {
  code: new Map(entryNames.map((name) => [name, 'exports.handler = () => {};'])),
  version: 'test',
  metafile: { inputs: {}, outputs: {} },
};

/** Synthesises districts in this process, without their code and without the checks: what is asked here is what stands in the templates. */
function synthesise(paths: readonly string[]): Stacks {
  const app = new App({ outdir: folder(), context, builtinCloudFormationValidation: false });
  for (const cell of loadCells(paths)) addCell(app, cell, codeless, folder());
  const { stacks } = app.synth();
  return new Map(stacks.map(({ id, template }) => [id, Template.parse(template)]));
}

let known: Stacks | undefined;

/** The stacks of `twoDistricts`, made once for all files that a process runs. */
export function stacksOfTwo(): Stacks {
  known ??= synthesise(twoDistricts());
  return known;
}

/** A property that is plain text. */
export function word(properties: Readonly<Record<string, unknown>>, name: string): string {
  return z.string().parse(properties[name]);
}

/** Reads the stacks that a synth left in a folder. */
export function readStacks(path: string, ids: readonly string[]): Stacks {
  return new Map(
    ids.map((id) => [id, Template.parse(JSON.parse(readFileSync(join(path, `${id}.template.json`), 'utf8')))]),
  );
}

/** All resources of a type, in all stacks. */
export function resourcesOf(stacks: Stacks, type: string): Found[] {
  return [...stacks].flatMap(([stack, { Resources }]) =>
    Object.entries(Resources)
      .filter(([, resource]) => resource.Type === type)
      .map(([id, resource]) => ({ ...resource, stack, id })),
  );
}

const Intrinsic = z.union([
  z.strictObject({ Ref: z.string() }).transform(({ Ref }) => ({ ref: Ref })),
  z.strictObject({ 'Fn::GetAtt': z.tuple([z.string(), z.string()]) }).transform((value) => ({
    attribute: value['Fn::GetAtt'],
  })),
  z.strictObject({ 'Fn::ImportValue': z.string() }).transform((value) => ({ imported: value['Fn::ImportValue'] })),
  z.strictObject({ 'Fn::Join': z.tuple([z.string(), z.array(z.json())]) }).transform((value) => ({
    joined: value['Fn::Join'],
  })),
]);

const pseudo: Readonly<Record<string, string>> = {
  'AWS::Partition': 'aws',
  'AWS::Region': 'us-east-2',
  'AWS::AccountId': '000000000000',
  'AWS::URLSuffix': 'amazonaws.com',
};

/** A value of a template as text: references to resources become `<Type name>` or `<Type name>.Arn`, whichever stack they are in. */
export function textOf(stacks: Stacks, stack: string, value: unknown): string {
  if (typeof value === 'string' || typeof value === 'number') return `${value}`;
  const intrinsic = Intrinsic.parse(value);
  if ('joined' in intrinsic) {
    const [separator, parts] = intrinsic.joined;
    return parts.map((part) => textOf(stacks, stack, part)).join(separator);
  }
  if ('imported' in intrinsic) return importedText(stacks, intrinsic.imported);
  if ('ref' in intrinsic) return pseudo[intrinsic.ref] ?? nameOf(stacks, stack, intrinsic.ref);
  const [id, attribute] = intrinsic.attribute;
  return `${nameOf(stacks, stack, id)}.${attribute}`;
}

function importedText(stacks: Stacks, name: string): string {
  for (const [stack, { Outputs }] of stacks) {
    const found = Object.values(Outputs).find((output) => output.Export?.Name === name);
    if (found !== undefined) return textOf(stacks, stack, found.Value);
  }
  throw new Error(`nothing exports ${name}`);
}

const nameProperties = [
  'TableName',
  'QueueName',
  'TopicName',
  'BucketName',
  'FunctionName',
  'RoleName',
  'Name',
] as const;

function nameOf(stacks: Stacks, stack: string, id: string): string {
  const resource = stacks.get(stack)?.Resources[id];
  if (resource === undefined) throw new Error(`${stack} has no resource ${id}`);
  const given = nameProperties.map((property) => resource.Properties[property]).find((name) => name !== undefined);
  return `<${resource.Type} ${given === undefined ? id : textOf(stacks, stack, given)}>`;
}
