import { descendants, nodeAt, nodesAt, textAt, type Node, type SourceFile } from '../support/source-file.ts';

/** No source is longer, in lines; most are far shorter. */
const longest = 300;

const lineOf = (file: SourceFile, node: Node): number => file.text.slice(0, node.start).split('\n').length;

/** `a.b.c` as text when it is a plain chain of names, else nothing. */
function chain(node: Node | undefined): string | undefined {
  if (node?.type === 'Identifier') return textAt(node, 'name');
  if (node?.type !== 'MemberExpression') return undefined;
  const property = nodeAt(node, 'property');
  const [object, name] = [chain(nodeAt(node, 'object')), textAt(property, 'name') ?? textAt(property, 'value')];
  return object === undefined || name === undefined ? undefined : `${object}.${name}`;
}

/** `globalThis.process.env` is `process.env`. */
const plain = (name: string | undefined): string | undefined => name?.replace(/^(?:globalThis|global)\./, '');

/** Time and chance in their usual forms; `new Date(text)` only reads a text, `new Date()` reads the clock. */
function timeOrChance(node: Node): string | undefined {
  const name = plain(chain(nodeAt(node, 'callee')));
  if (node.type === 'NewExpression')
    return name === 'Date' && nodesAt(node, 'arguments').length === 0 ? 'new Date()' : undefined;
  if (node.type !== 'CallExpression' || name === undefined) return undefined;
  const isImpure =
    /^(?:Date|Date\.now|Math\.random|performance\.now)$|^Temporal\.Now\.|(?:^|\.)(?:randomUUID|randomBytes|getRandomValues)$/.test(
      name,
    );
  return isImpure ? `${name}()` : undefined;
}

/** Handed over uncalled (`nowMs = Date.now`), it is the same clock. */
function passedClock(node: Node): string | undefined {
  const name = node.type === 'MemberExpression' ? plain(chain(node)) : undefined;
  return name === 'Date.now' || name === 'Math.random' || name === 'performance.now' ? name : undefined;
}

const mayReadClock = (path: string): boolean => /^functions\/(?:core\/(?:clock|ids)\.ts$|platform\/)/.test(path);

const isProduct = ({ path }: SourceFile): boolean => path.startsWith('functions/');

/** One line for each place in `functions/` that takes time, ids or chance from its surroundings instead of its arguments. */
export function ambientTime(sources: readonly SourceFile[]): string[] {
  const files = sources.filter((file) => isProduct(file) && !mayReadClock(file.path));
  return files.flatMap((file) => {
    const lines = file.statements.flatMap((statement) =>
      [...descendants(statement)].flatMap((node) => {
        const found = timeOrChance(node) ?? passedClock(node);
        return found === undefined ? [] : [lineOf(file, node)];
      }),
    );
    return [...new Set(lines)].map((line) => `${file.path}:${line} takes time or chance by itself: pass clocks or ids`);
  });
}

const maySeeEnvironment = (path: string): boolean => /^functions\/platform\/(?:[a-z]+-)?settings\.ts$/.test(path);

/** One line for each place in `functions/` that reads the environment anywhere but in the platform's settings. */
export function environmentReads(sources: readonly SourceFile[]): string[] {
  const files = sources.filter((file) => isProduct(file) && !maySeeEnvironment(file.path));
  return files.flatMap((file) =>
    file.statements
      .flatMap((statement) => [...descendants(statement)])
      .filter((node) => node.type === 'MemberExpression' && plain(chain(node)) === 'process.env')
      .map((node) => `${file.path}:${lineOf(file, node)} reads the environment: take it from settings`),
  );
}

/** Files of more than 300 lines. */
export function longFiles(sources: readonly SourceFile[]): string[] {
  const measured = sources.map(({ path, text }) => ({ path, length: text.trimEnd().split('\n').length }));
  return measured
    .filter(({ length }) => length > longest)
    .map(({ path, length }) => `${path} has ${length} lines: split it by thought`);
}

/** Marks of what is left to do, and switched-off type checks. */
export function leftOvers(sources: readonly SourceFile[]): string[] {
  const mark = /\b(?:TODO|FIXME|XXX)\b|@ts-(?:ignore|nocheck|expect-error)/;
  return sources.flatMap(({ path, text }) =>
    text
      .split('\n')
      .flatMap((line, index) => (mark.test(line) ? [`${path}:${index + 1} leaves something undone`] : [])),
  );
}

/** File names that are not kebab-case, or that say nothing of what is inside. */
export function vagueNames(paths: readonly string[]): string[] {
  const isKebab = (part: string) => /^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9-]+)*$/.test(part);
  const isVague = (part: string) => /^(?:utils?|helpers?|misc|managers?)(?:\.|$)/.test(part);
  const isFine = (path: string) => path.split('/').every((part) => isKebab(part) && !isVague(part));
  return paths.filter((path) => !isFine(path)).map((path) => `${path} is not a kebab-case name of what is inside`);
}
