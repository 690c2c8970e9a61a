import { openFolder } from '../data-folder.ts';
import { sandboxFile } from '../sandbox-file.ts';
import { ProductStart, startProduct } from './product.ts';

/*
 * The product of a chaos run in a process that can be killed: `product-program.ts FOLDER JSON`, with vendors and engines in the environment.
 * Prints what `sandbox.json` holds once it is up.
 */
const [path = '', json = ''] = process.argv.slice(2);
const sandbox = await startProduct(
  openFolder(path, { fresh: false }),
  ProductStart.parse(JSON.parse(json)),
  process.env,
);
process.stdout.write(`${JSON.stringify(sandboxFile(sandbox))}\n`);
