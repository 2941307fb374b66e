/**
 * Which file may import what: the table of ARCHITECTURE.md as code, and a reader of imports.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';
import ts from 'typescript';

interface ImportEdge {
  /** Path from the top of the project, with forward slashes. */
  readonly from: string;
  /** Path from the top for a file of ours, else the package or `node:` module. */
  readonly to: string;
  readonly typeOnly: boolean;
  /** Loaded while the program runs, or named within a type: any of its names can be meant. */
  readonly inPlace?: boolean;
}

interface Layer {
  /** The longest matching prefix decides which layer a file is in. */
  readonly prefix: string;
  /** Prefixes of our own files that it may import. */
  readonly own: readonly string[];
  /** Prefixes that it may import types from, and nothing else. */
  readonly types?: readonly string[];
  /** Packages that it may import. */
  readonly packages: readonly string[];
  /** Whether it may use Node's own modules. */
  readonly node: boolean;
}

const RESOURCES = 'resources/';

/** The rooms of the engine, each built on those before it. */
const TAX_ROOMS = ['values', 'facts', 'lots', 'report', 'notices', 'explain'];

export const LAYERS: readonly Layer[] = [
  // A room of the engine may use those before it; what runs a year stands above them.
  { prefix: 'tax/', own: ['tax/'], packages: [], node: false },
  ...TAX_ROOMS.map((room, place) => ({
    prefix: `tax/${room}/`,
    own: [
      ...TAX_ROOMS.slice(0, place + 1).map((before) => `tax/${before}/`),
      ...(room === 'explain' ? ['tax/compute-year.ts'] : []),
    ],
    packages: [],
    node: false,
  })),
  { prefix: 'tax/values/decimal.ts', own: ['tax/values/'], packages: ['decimal.js'], node: false },
  {
    prefix: 'formats/',
    own: ['tax/', 'formats/'],
    packages: ['fflate', 'htmlparser2', 'papaparse', 'pdfjs-dist', 'valibot'],
    node: false,
  },
  { prefix: 'db/', own: ['tax/', 'db/'], packages: ['better-sqlite3'], node: true },
  {
    prefix: 'application/',
    own: ['tax/', 'formats/', 'db/', 'application/', RESOURCES],
    packages: ['valibot'],
    node: true,
  },
  // The contract is shared with the window: names and validators, nothing that runs on Node.
  {
    prefix: 'application/contract.ts',
    own: ['tax/', 'application/wire'],
    packages: ['valibot'],
    node: false,
  },
  {
    prefix: 'application/wire',
    // What is published or kept has one form, on the wire and in its file.
    own: [
      'tax/',
      'application/wire',
      'formats/allocation-document-schema.ts',
      'formats/comparison-schema.ts',
      'formats/documents/draft/draft-schema.ts',
    ],
    packages: ['valibot'],
    node: false,
  },
  {
    prefix: 'application/call-names.ts',
    own: [],
    types: ['application/contract.ts'],
    packages: [],
    node: false,
  },
  // The installed command is the desktop program started with a command's name.
  {
    prefix: 'electron/main/',
    own: ['electron/main/', 'application/', 'cli/main.ts'],
    packages: ['electron'],
    node: true,
  },
  {
    prefix: 'electron/preload/',
    own: ['electron/preload/', 'application/call-names.ts'],
    types: ['application/contract.ts'],
    packages: ['electron'],
    node: false,
  },
  { prefix: 'browser/', own: ['browser/', 'application/'], packages: [], node: true },
  {
    prefix: 'cli/',
    own: ['cli/', 'tax/', 'formats/', 'db/', 'application/', RESOURCES],
    packages: [],
    node: true,
  },
  {
    prefix: 'renderer/',
    own: ['renderer/', 'application/contract.ts'],
    types: ['tax/', 'formats/'],
    packages: ['svelte', 'valibot', '@lucide/svelte', '@fontsource-variable/inter'],
    node: false,
  },
  {
    prefix: RESOURCES,
    own: ['tax/', RESOURCES],
    types: ['formats/allocation-document.ts'],
    packages: ['valibot'],
    node: false,
  },
];

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
/** Tests and their tools may look anywhere; so may configuration, scripts and benchmarks. */
const FREE =
  /(\.test\.ts$|\/testing\/|\/oracle\/|^e2e\/|^bench\/|^scripts\/|\.config\.(ts|js)$|\/dev\/)/;

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

/** Every import, export-from, dynamic import and require of a file's text. */
export function importsOf(file: string, text: string): ImportEdge[] {
  const edges: ImportEdge[] = [];
  const code = scriptOf(file, text);
  const source = ts.createSourceFile(file, code, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS);
  const add = (specifier: string, typeOnly: boolean, inPlace = false): void => {
    const clean = specifier.replace(/[?#].*$/, '');
    const to = clean.startsWith('.')
      ? path.posix.normalize(path.posix.join(path.posix.dirname(file), clean))
      : clean;
    edges.push({ from: file, to, typeOnly, inPlace });
  };
  const visit = (node: ts.Node): void => {
    if (
      (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) &&
      node.moduleSpecifier &&
      ts.isStringLiteral(node.moduleSpecifier)
    ) {
      add(node.moduleSpecifier.text, isTypeOnly(node));
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

function packageOf(specifier: string): string {
  const parts = specifier.split('/');
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] as string);
}

function layerOf(file: string): Layer | undefined {
  return LAYERS.filter((layer) => file.startsWith(layer.prefix)).sort(
    (a, b) => b.prefix.length - a.prefix.length,
  )[0];
}

/** Why an import is not allowed; undefined when it is. */
export function objection(edge: ImportEdge): string | undefined {
  if (FREE.test(edge.from)) return undefined;
  const layer = layerOf(edge.from);
  if (!layer) return `${edge.from} is in no folder of the architecture`;
  const isNode = edge.to.startsWith('node:') || builtinModules.includes(edge.to);
  const isOwn = /^[a-z]+\//.test(edge.to) && LAYERS.some((l) => edge.to.startsWith(l.prefix));
  const allowed = isNode
    ? layer.node
    : isOwn
      ? layer.own.some((prefix) => edge.to.startsWith(prefix)) ||
        (edge.typeOnly && (layer.types ?? []).some((prefix) => edge.to.startsWith(prefix)))
      : layer.packages.includes(packageOf(edge.to));
  return allowed
    ? undefined
    : `${edge.from} imports ${edge.to}${edge.typeOnly ? ' (types)' : ''}, which ${layer.prefix} may not`;
}

export function objectionsOf(top: string): string[] {
  return sourceFiles(top)
    .flatMap((file) => importsOf(file, readFileSync(path.join(top, file), 'utf8')))
    .map(objection)
    .filter((text) => text !== undefined);
}
