import { type App, Tags, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import type { Cell } from './cell.ts';
import type { Bundles } from './parts/bundle.ts';
import { PipelineStack } from './pipeline-stack.ts';
import { RecordStack } from './record-stack.ts';
import { WatchStack } from './watch-stack.ts';
import { WebStack } from './web-stack.ts';

/** Adds the four stacks of each cell, and the checks that every synth of them passes. */
export function addCells(app: App, cells: readonly Cell[], bundles: Bundles, workFolder: string): void {
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  for (const cell of cells) addCell(app, cell, bundles, workFolder);
}

/** In the order in which they stand on each other. A stack that lost its district file would lose its record: none can be destroyed by accident. */
function addCell(app: App, cell: Cell, bundles: Bundles, workFolder: string): void {
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
