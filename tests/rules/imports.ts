import { posix } from 'node:path';
import { nodeAt, nodesAt, textAt, type Export, type Node, type SourceFile } from '../support/source-file.ts';
import { table, type Row } from './import-table.ts';

/** Whether a path or package is meant by a pattern of the table. */
export function matches(pattern: string, target: string): boolean {
  const source = pattern
    .replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll('**/', '\u0001')
    .replaceAll('**', '\u0002')
    .replaceAll('*', '[^/]*')
    .replaceAll('\u0001', '(?:.*/)?')
    .replaceAll('\u0002', '.*');
  return new RegExp(`^${source}$`, 'u').test(target);
}

const matchesAny = (patterns: readonly string[], target: string): boolean =>
  patterns.some((pattern) => matches(pattern, target));

/** A noun file holds types, schemas, constants and errors: nothing in it does anything by itself. */
export function isNounFile(exports: readonly Export[]): boolean {
  return exports.every(({ kind }) => kind !== 'function');
}

const depth = (path: string): number => (path.startsWith('functions/') ? 2 : 1);

const parts = (path: string, count: number): string => path.split('/').slice(0, count).join('/');

/** What stands before the ending: `functions/channels/teams-post.ts` → `teams-post`. */
const stem = (path: string): string => posix.basename(path).replace(/\.tsx?$/, '');

function isOwn(row: Row, from: string, target: string): boolean {
  const area = parts(from, depth(from));
  if (row.own === 'nothing' || !target.startsWith(`${area}/`)) return false;
  if (row.own === 'folder') return true;
  // A unit is known by the row that it belongs to, or, where one row covers many (`sources/*`), by folder or name.
  const unit = parts(from, depth(from) + 1);
  const root = posix.join(area, stem(unit));
  const other = posix.join(area, stem(parts(target, depth(from) + 1)));
  return other === root || other.startsWith(`${root}-`) || root.startsWith(`${other}-`);
}

/** The row that a file belongs to. */
export function rowOf(path: string, rows: readonly Row[] = table): Row | undefined {
  return rows.find(({ files }) => matchesAny(files, path));
}

function mayImport(row: Row, from: string, target: string, files: ReadonlyMap<string, SourceFile>): boolean {
  if (matchesAny(row.never ?? [], target)) return false;
  if (matchesAny(row.may, target) || isOwn(row, from, target)) return true;
  const isNounOf = (row.nounsOf ?? []).some((name) => target.startsWith(`functions/${name}/`));
  return isNounOf && isNounFile(files.get(target)?.exports ?? [{ name: '?', kind: 'function' }]);
}

/** One line for each import that the table does not allow, and for each file that no row covers. */
export function forbiddenImports(sources: readonly SourceFile[], rows: readonly Row[] = table): string[] {
  const files = new Map(sources.map((file) => [file.path, file]));
  return sources.flatMap((file) => {
    const row = rowOf(file.path, rows);
    if (row === undefined) return [`${file.path} belongs to no row of the import table`];
    const forbidden = file.imports.filter(({ target }) => !mayImport(row, file.path, target, files));
    return forbidden.map(({ target, line }) => `${file.path}:${line} must not import ${target}`);
  });
}

/** Each cycle once, as the files on it; type-only imports count, for they tie two thoughts together all the same. */
export function cycles(sources: readonly SourceFile[]): string[] {
  const edges = new Map(sources.map(({ path, imports }) => [path, imports.map(({ target }) => target)]));
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    const start = trail.indexOf(path);
    if (start >= 0) found.push([...trail.slice(start), path].join(' → '));
    if (start >= 0 || done.has(path)) return;
    for (const target of edges.get(path) ?? []) if (edges.has(target)) visit(target, [...trail, path]);
    done.add(path);
  };
  for (const path of edges.keys()) visit(path, []);
  return found;
}

/** Files that exist to pass others on, and `export *` anywhere. */
export function barrels(sources: readonly SourceFile[]): string[] {
  const passesOn = ({ exports }: SourceFile) => exports.length > 0 && exports.every(({ kind }) => kind === 'passed-on');
  const isBarrel = (file: SourceFile) => passesOn(file) || file.exports.some(({ name }) => name === '*');
  return sources.filter(isBarrel).map(({ path }) => `${path} is a barrel: import from the file that has it`);
}

/** Default exports: a name that every importer makes up anew. */
export function defaultExports(sources: readonly SourceFile[]): string[] {
  const withDefault = sources.filter(({ exports }) => exports.some(({ name }) => name === 'default'));
  return withDefault.map(({ path }) => `${path} has a default export: give it its name`);
}

/** `import { z } from 'zod'` and its like, which bundle 443 kB where the namespace bundles 90. */
export function namedZodImports(sources: readonly SourceFile[]): string[] {
  return sources.flatMap(({ path, imports }) =>
    imports
      .filter(
        ({ target, names, isTypeOnly }) => target === 'npm:zod' && !isTypeOnly && names.some((name) => name !== '*'),
      )
      .map(({ line }) => `${path}:${line} must say import * as z from 'zod'`),
  );
}

/** `export const handler = entry(composition)`: a call of `entry` with plain names, so that importing the file does nothing. */
function isPlug(statement: Node): boolean {
  const declaration = nodeAt(statement, 'declaration');
  const [declarator, ...more] = nodesAt(declaration, 'declarations');
  const call = nodeAt(declarator, 'init');
  const isCall = call?.type === 'CallExpression' && textAt(nodeAt(call, 'callee'), 'name') === 'entry';
  return more.length === 0 && isCall && nodesAt(call, 'arguments').every(({ type }) => type === 'Identifier');
}

/** Entries that are more than a plug: over 25 lines, or with any statement but imports and one `export const handler = entry(…)`. */
export function busyEntries(sources: readonly SourceFile[]): string[] {
  return sources
    .filter(({ path }) => path.endsWith('.lambda.ts'))
    .flatMap(({ path, text, statements }) => {
      const rest = statements.filter(({ type }) => type !== 'ImportDeclaration');
      const length = text.trimEnd().split('\n').length;
      return [
        ...(length > 25 ? [`${path} has ${length} lines: an entry is a plug of at most 25`] : []),
        ...(rest.length === 1 && rest.every(isPlug)
          ? []
          : [`${path} must be imports and one handler = entry(composition)`]),
      ];
    });
}
