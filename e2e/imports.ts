/**
 * What does every file of the project import? Read from the sources, Svelte's scripts included.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

export interface ImportEdge {
  /** Path from the top of the project, with forward slashes. */
  readonly from: string;
  /** Path from the top for a file of ours, else the package or `node:` module. */
  readonly to: string;
  readonly typeOnly: boolean;
  /** Loaded while the program runs, or named within a type: any of its names can be meant. */
  readonly inPlace?: boolean;
  /** The values that are taken by name; undefined where it may be any of them. */
  readonly names?: readonly string[] | undefined;
}

const SKIPPED = new Set([
  'node_modules',
  'dist',
  'build',
  '.git',
  'test-results',
  'playwright-report',
  '.cache',
]);
const CODE = /\.(ts|mts|js|mjs|svelte)$/;
export function sourceFiles(top: string, folder = ''): string[] {
  const found: string[] = [];
  for (const entry of readdirSync(path.join(top, folder), { withFileTypes: true })) {
    const name = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) {
      if (!SKIPPED.has(entry.name)) found.push(...sourceFiles(top, name));
    } else if (CODE.test(entry.name)) found.push(name);
  }
  return found.sort();
}

/** What of a file is code: of a Svelte file its scripts. */
export function scriptOf(file: string, text: string): string {
  if (!file.endsWith('.svelte')) return text;
  return [...text.matchAll(/<script\b[^>]*>([\s\S]*?)<\/script>/g)].map((m) => m[1]).join('\n');
}

function isTypeOnly(node: ts.ImportDeclaration | ts.ExportDeclaration): boolean {
  if (ts.isExportDeclaration(node)) return node.isTypeOnly;
  const clause = node.importClause;
  if (!clause) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  if (clause.name) return false;
  const bindings = clause.namedBindings;
  return (
    bindings !== undefined &&
    ts.isNamedImports(bindings) &&
    bindings.elements.length > 0 &&
    bindings.elements.every((element) => element.isTypeOnly)
  );
}

/** The values that an import or export names; undefined where it takes the whole file. */
function valueNames(node: ts.ImportDeclaration | ts.ExportDeclaration): string[] | undefined {
  const named = ts.isExportDeclaration(node) ? node.exportClause : node.importClause?.namedBindings;
  const whole = ts.isImportDeclaration(node) && node.importClause?.name !== undefined;
  if (!named || whole || !(ts.isNamedImports(named) || ts.isNamedExports(named))) return undefined;
  return named.elements
    .filter((element) => !element.isTypeOnly)
    .map((element) => (element.propertyName ?? element.name).text);
}

/** Every import, export-from, dynamic import and require of a file's text. */
export function importsOf(file: string, text: string): ImportEdge[] {
  const edges: ImportEdge[] = [];
  const code = scriptOf(file, text);
  const source = ts.createSourceFile(file, code, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS);
  const add = (
    specifier: string,
    typeOnly: boolean,
    inPlace: boolean,
    names?: readonly string[],
  ): void => {
    const clean = specifier.replace(/[?#].*$/, '');
    const to = clean.startsWith('.')
      ? path.posix.normalize(path.posix.join(path.posix.dirname(file), clean))
      : clean;
    edges.push({ from: file, to, typeOnly, inPlace, names });
  };
  const visit = (node: ts.Node): void => {
    if (
      (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) &&
      node.moduleSpecifier &&
      ts.isStringLiteral(node.moduleSpecifier)
    ) {
      add(node.moduleSpecifier.text, isTypeOnly(node), false, valueNames(node));
    } else if (
      ts.isCallExpression(node) &&
      (node.expression.kind === ts.SyntaxKind.ImportKeyword ||
        (ts.isIdentifier(node.expression) && node.expression.text === 'require')) &&
      node.arguments[0] &&
      ts.isStringLiteralLike(node.arguments[0])
    ) {
      add(node.arguments[0].text, false, true);
    } else if (
      ts.isImportTypeNode(node) &&
      ts.isLiteralTypeNode(node.argument) &&
      ts.isStringLiteral(node.argument.literal)
    ) {
      add(node.argument.literal.text, true, true);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return edges;
}

/** The imports of all files below a folder. */
export function edgesOf(top: string): ImportEdge[] {
  return sourceFiles(top).flatMap((file) =>
    importsOf(file, readFileSync(path.join(top, file), 'utf8')),
  );
}
