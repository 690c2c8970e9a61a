import { parseArgs } from 'node:util';
import { SQSClient } from '@aws-sdk/client-sqs';
import { ownerOf, peekFolder } from './data-folder.ts';
import { WrongOption } from './options.ts';
import { disarmEnvironment, madeUpCredentials } from './settings.ts';
import { exitWith, say } from './terminal.ts';

/* `npm run worker -- --attach DIR`: a second process of delivery workers on a running sandbox's engines (CONTRACT 1). */
try {
  disarmEnvironment(process.env);
  const { values } = parseArgs({ options: { attach: { type: 'string' } } });
  if (values.attach === undefined)
    throw new WrongOption('npm run worker -- --attach DIR: name the data folder of a running sandbox.');
  const folder = peekFolder(values.attach);
  if (ownerOf(values.attach) === undefined) {
    throw new WrongOption(
      `no sandbox is running on ${values.attach}: start one with npm start -- --data ${values.attach}`,
    );
  }
  // The product is loaded only now: who mistyped something is told at once.
  const { attachedPlatform } = await import('./attached-platform.ts');
  const { startWorkers } = await import('./run-functions.ts');
  const platform = await attachedPlatform(folder);
  const { region, endpoints } = platform.settings;
  const client = { region, credentials: madeUpCredentials, useQueueUrlAsEndpoint: false };
  const sqs = new SQSClient({ ...client, ...(endpoints.sqs !== undefined && { endpoint: endpoints.sqs }) });
  const workers = startWorkers(platform, sqs);
  say(`workers of ${folder.path}, process ${process.pid}; Ctrl-C ends them`);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => void workers.stop().then(() => process.exit(0)));
  }
} catch (error) {
  exitWith(error);
}
