import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { parseAst } from 'vitest/node';

/** One import of a file, `import()` and re-exports included. */
export type Import = {
  /** `functions/core/time.ts`, `node:crypto`, `npm:zod`; a relative path is resolved from the project's root. */
  readonly target: string;
  readonly line: number;
  /** Imported names as the other file calls them; `*` for a whole namespace, `default`, or none. */
  readonly names: readonly string[];
  /** `import type`: gone before anything runs or is bundled. */
  readonly isTypeOnly: boolean;
};

/** What a file gives to others. A function may be declared or a constant holding one; `type` vanishes before anything runs. */
export type Export = { readonly name: string; readonly kind: 'type' | 'class' | 'function' | 'constant' | 'passed-on' };

export type SourceFile = {
  /** From the project's root, with `/` on every platform. */
  readonly path: string;
  readonly text: string;
  readonly imports: readonly Import[];
  readonly exports: readonly Export[];
  /** Top-level statements, for rules about what importing a file does. */
  readonly statements: readonly Node[];
};

/** A node of the syntax tree (ESTree): its type, where it starts, and members that vary by type. */
export type Node = { readonly [member: string]: unknown; readonly type: string; readonly start: number };

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

/** The member as a node, if it is one. */
export function nodeAt(node: Node | undefined, member: string): Node | undefined {
  const found = node?.[member];
  return isNode(found) ? found : undefined;
}

/** The member as a list of nodes; empty when it is anything else. */
export function nodesAt(node: Node | undefined, member: string): Node[] {
  const found = node?.[member];
  return Array.isArray(found) ? found.filter(isNode) : [];
}

/** The member as text, if it is text. */
export function textAt(node: Node | undefined, member: string): string | undefined {
  const found = node?.[member];
  return typeof found === 'string' ? found : undefined;
}

/** Every node below, the given one first. */
export function* descendants(node: Node): Generator<Node> {
  yield node;
  for (const value of Object.values(node)) {
    for (const item of Array.isArray(value) ? value : [value]) {
      if (isNode(item)) yield* descendants(item);
    }
  }
}

function targetOf(path: string, specifier: string): string {
  if (specifier.startsWith('.')) return posix.join(posix.dirname(path), specifier);
  if (specifier.startsWith('node:')) return specifier;
  const parts = specifier.split('/');
  return `npm:${parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/')}`;
}

const lineAt = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;

const nameOf = (node: Node | undefined): string | undefined => textAt(node, 'name') ?? textAt(node, 'value');

function importedNames(statement: Node): string[] {
  if (statement.type === 'ExportAllDeclaration') return ['*'];
  return nodesAt(statement, 'specifiers').flatMap((specifier) => {
    if (specifier.type === 'ImportNamespaceSpecifier') return ['*'];
    if (specifier.type === 'ImportDefaultSpecifier') return ['default'];
    return nameOf(nodeAt(specifier, specifier.type === 'ImportSpecifier' ? 'imported' : 'local')) ?? [];
  });
}

const importing = [
  'ImportDeclaration',
  'ExportNamedDeclaration',
  'ExportAllDeclaration',
  'ImportExpression',
  'TSImportType',
];

function importsOf(path: string, text: string, program: Node): Import[] {
  return [...descendants(program)].flatMap((node) => {
    const specifier = importing.includes(node.type) ? textAt(nodeAt(node, 'source'), 'value') : undefined;
    if (specifier === undefined) return [];
    const isTypeOnly = node.type === 'TSImportType' || [node.importKind, node.exportKind].includes('type');
    return [
      { target: targetOf(path, specifier), line: lineAt(text, node.start), names: importedNames(node), isTypeOnly },
    ];
  });
}

const functions = ['ArrowFunctionExpression', 'FunctionExpression'];

function declared(declaration: Node): Export[] {
  const name = nameOf(nodeAt(declaration, 'id'));
  switch (declaration.type) {
    case 'FunctionDeclaration':
      return name === undefined ? [] : [{ name, kind: 'function' }];
    case 'ClassDeclaration':
      return name === undefined ? [] : [{ name, kind: 'class' }];
    case 'VariableDeclaration':
      return nodesAt(declaration, 'declarations').flatMap((declarator) => {
        const id = nameOf(nodeAt(declarator, 'id'));
        const kind = functions.includes(nodeAt(declarator, 'init')?.type ?? '') ? 'function' : 'constant';
        return id === undefined ? [] : [{ name: id, kind } as const];
      });
    default:
      return name === undefined ? [] : [{ name, kind: 'type' }];
  }
}

function exportsOf(statement: Node): Export[] {
  if (statement.type === 'ExportDefaultDeclaration') return [{ name: 'default', kind: 'constant' }];
  if (statement.type === 'ExportAllDeclaration') return [{ name: '*', kind: 'passed-on' }];
  if (statement.type !== 'ExportNamedDeclaration') return [];
  const declaration = nodeAt(statement, 'declaration');
  if (declaration !== undefined) return declared(declaration);
  return nodesAt(statement, 'specifiers').map((specifier) => ({
    name: nameOf(nodeAt(specifier, 'exported')) ?? '?',
    kind: 'passed-on',
  }));
}

/** Reads a TypeScript source as its syntax tree says, so that comments and texts that look like imports are not taken for some. */
export function sourceFile(path: string, text: string): SourceFile {
  const program: unknown = parseAst(text, { lang: path.endsWith('x') ? 'tsx' : 'ts' }, path);
  if (!isNode(program)) throw new Error(`${path} has no syntax tree`);
  const statements = nodesAt(program, 'body');
  return { path, text, imports: importsOf(path, text, program), exports: statements.flatMap(exportsOf), statements };
}

/** The project's root. */
export const projectRoot = join(import.meta.dirname, '../..');

/** Files that git tracks or would track, so that a rule holds before the commit too; `ending` like `.ts`. */
export function projectFiles(folders: readonly string[], ending = ''): string[] {
  const args = ['ls-files', '--cached', '--others', '--exclude-standard', '-z', '--', ...folders];
  const listed = execFileSync('git', args, { cwd: projectRoot, encoding: 'utf8', maxBuffer: 1 << 26 });
  const files = listed.split('\0').filter((path) => path.endsWith(ending) && existsSync(join(projectRoot, path)));
  return files.filter(Boolean).sort();
}

/** The text of a project file. */
export function projectText(path: string): string {
  return readFileSync(join(projectRoot, path), 'utf8');
}

/** Sources read so far: several rules of one process look at the same ones. */
const read = new Map<string, SourceFile>();

/** Every TypeScript source below these folders; declaration files (`.d.ts`) only describe others and are left out. */
export function projectSources(folders: readonly string[]): SourceFile[] {
  const paths = [...projectFiles(folders, '.ts'), ...projectFiles(folders, '.tsx')];
  return paths
    .filter((path) => !path.endsWith('.d.ts'))
    .map((path) => {
      const known = read.get(path) ?? sourceFile(path, projectText(path));
      read.set(path, known);
      return known;
    });
}
