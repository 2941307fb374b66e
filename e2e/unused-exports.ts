/**
 * Which exports does nobody import? A name that only its own file uses is not exported, and code that
 * nothing uses is taken out. What tests alone use, nobody else and not even its own file, is dead as
 * well: they ask what the program asks. The package's entry points export nothing.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { importsOf, scriptOf, sourceFiles } from './imports.ts';

/** What tools load by themselves: configuration, types of modules, and the module that stands in for another. */
const LOADED_BY_TOOLS =
  /\.config\.(ts|js)$|\.d\.m?ts$|^renderer\/vite\.config\.ts$|^e2e\/stand-in\//;
/** Tests, and what is there for them alone. */
const FOR_TESTS = /\.(test|spec)\.ts$|(^|\/)(testing|fuzz|oracle|scenarios)\/|^e2e\//;
/** What takes the place of the host's transport in tests of the window. */
const SEAMS: ReadonlySet<string> = new Set(['renderer/api/transport.ts: replaceTransport']);
/** Stands for every name of a file. */
const ALL = '*';

interface Names {
  /** Names that the file exports itself, or passes on from another. */
  readonly exported: ReadonlySet<string>;
  /** By file: the names that are imported from it. */
  readonly imported: ReadonlyMap<string, ReadonlySet<string>>;
  /** Exported names that the file uses itself. */
  readonly usedInside: ReadonlySet<string>;
}

function isExported(node: ts.Node): boolean {
  return (
    ts.canHaveModifiers(node) &&
    (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
  );
}

function declaredNames(node: ts.Node): string[] {
  if (!isExported(node)) return [];
  if (ts.isVariableStatement(node)) {
    return node.declarationList.declarations.flatMap(({ name }) =>
      ts.isIdentifier(name) ? [name.text] : [],
    );
  }
  const { name } = node as ts.DeclarationStatement;
  return name && ts.isIdentifier(name) ? [name.text] : [];
}

/** What an import or an export-from takes from another file; all of it where the names are not said. */
function takenNames(node: ts.ImportDeclaration | ts.ExportDeclaration): string[] {
  const bindings = ts.isImportDeclaration(node)
    ? node.importClause?.namedBindings
    : node.exportClause;
  if (bindings && (ts.isNamedImports(bindings) || ts.isNamedExports(bindings))) {
    return bindings.elements.map(({ propertyName, name }) => (propertyName ?? name).text);
  }
  return ts.isImportDeclaration(node) && !bindings ? [] : [ALL];
}

/** Which of these names stand in a file besides where they are declared or passed on. */
function usedInside(source: ts.SourceFile, exported: ReadonlySet<string>): Set<string> {
  const counts = new Map<string, number>();
  const visit = (node: ts.Node): void => {
    if (ts.isExportDeclaration(node)) return;
    if (ts.isIdentifier(node) && exported.has(node.text)) {
      counts.set(node.text, (counts.get(node.text) ?? 0) + 1);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return new Set([...exported].filter((name) => (counts.get(name) ?? 0) > 1));
}

function namesOf(file: string, text: string): Names {
  const code = scriptOf(file, text);
  const source = ts.createSourceFile(file, code, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS);
  const exported = new Set<string>();
  const imported = new Map<string, Set<string>>();
  const use = (specifier: string, names: readonly string[]): void => {
    if (!specifier.startsWith('.')) return;
    const to = path.posix.normalize(path.posix.join(path.posix.dirname(file), specifier));
    imported.set(to, new Set([...(imported.get(to) ?? []), ...names]));
  };
  for (const node of source.statements) {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) {
      const from = node.moduleSpecifier;
      if (from && ts.isStringLiteral(from)) use(from.text, takenNames(node));
      if (ts.isExportDeclaration(node) && node.exportClause && ts.isNamedExports(node.exportClause))
        for (const { name } of node.exportClause.elements) exported.add(name.text);
    } else for (const name of declaredNames(node)) exported.add(name);
  }
  // What is loaded while the program runs, and types that are named in place, can use any name.
  for (const { to, inPlace } of importsOf(file, text))
    if (inPlace) imported.set(to, new Set([ALL]));
  return { exported, imported, usedInside: usedInside(source, exported) };
}

/** By file, what these files import from it. */
function takenFrom(files: Iterable<Names>): ReadonlyMap<string, ReadonlySet<string>> {
  const used = new Map<string, Set<string>>();
  for (const { imported } of files)
    for (const [to, taken] of imported) used.set(to, new Set([...(used.get(to) ?? []), ...taken]));
  return used;
}

interface Unused {
  /** `FILE: NAME` of each export that nothing imports. */
  readonly byNobody: readonly string[];
  /** The same of those that tests alone use. */
  readonly butByTests: readonly string[];
}

/** `texts` are all files by their paths. */
export function unusedExports(texts: ReadonlyMap<string, string>): Unused {
  const names = new Map(Array.from(texts, ([file, text]) => [file, namesOf(file, text)]));
  const all = takenFrom(names.values());
  const ofProgram = takenFrom(
    Array.from(names).flatMap(([file, each]) => (FOR_TESTS.test(file) ? [] : [each])),
  );
  const byNobody: string[] = [];
  const butByTests: string[] = [];
  for (const [file, { exported, usedInside: own }] of names) {
    const [taken, needed] = [all.get(file), ofProgram.get(file)];
    if (LOADED_BY_TOOLS.test(file) || taken?.has(ALL)) continue;
    for (const name of exported) {
      const what = `${file}: ${name}`;
      if (!taken?.has(name)) byNobody.push(what);
      else if (!FOR_TESTS.test(file) && !needed?.has(name) && !own.has(name) && !SEAMS.has(what))
        butByTests.push(what);
    }
  }
  return { byNobody, butByTests };
}

export function unusedExportsOf(top: string): Unused {
  const files = sourceFiles(top);
  return unusedExports(
    new Map(files.map((file) => [file, readFileSync(path.join(top, file), 'utf8')])),
  );
}
