import { type App, Tags, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import type { Cell } from './cell.ts';
import type { Bundles } from './parts/bundle.ts';
import { PipelineStack } from './pipeline-stack.ts';
import { RecordStack } from './record-stack.ts';
import { WatchStack } from './watch-stack.ts';
import { WebStack } from './web-stack.ts';

/** The checks that every synth passes: each finding that stands is acknowledged beside what causes it, with its reason. */
export function addChecks(app: App): void {
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
}

/** Adds the four stacks of a cell, in the order in which they stand on each other; none can be destroyed by accident. */
export function addCell(app: App, cell: Cell, bundles: Bundles, workFolder: string): void {
  const { id } = cell.district;
  const named = (part: string) => ({ stackName: `${id}-bellwether-${part}`, terminationProtection: true });
  const record = new RecordStack(app, `${id}-record`, { ...named('record'), cell });
  const web = new WebStack(app, `${id}-web`, { ...named('web'), cell, record, bundles, workFolder });
  const pipeline = new PipelineStack(app, `${id}-pipeline`, { ...named('pipeline'), workshop: web.workshop });
  const watch = new WatchStack(app, `${id}-watch`, { ...named('watch'), web, pipeline });
  for (const stack of [record, web, pipeline, watch]) {
    Tags.of(stack).add('bellwether:district', id);
  }
}
