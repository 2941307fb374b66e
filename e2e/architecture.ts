/**
 * Does every file import only what the table of layers allows, and no file itself by way of others?
 */
import { builtinModules } from 'node:module';
import { edgesOf, sourceFiles, type ImportEdge } from './imports.ts';
import { layerOf } from './layer-of.ts';
import { LAYERS, TEST_LAYERS, TOOL_FOLDERS, type Layer } from './layers.ts';

function packageOf(specifier: string): string {
  const parts = specifier.split('/');
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] as string);
}

const TOOL = new RegExp(`(^|/)(${TOOL_FOLDERS.join('|')})/`);

/** Below a prefix of a layer, but not in a folder of tools below it. */
const covers = (prefix: string, file: string): boolean =>
  file.startsWith(prefix) && !TOOL.test(file.slice(prefix.length));

function isAllowed(layer: Layer, { to, typeOnly, names }: ImportEdge): boolean {
  if (to.startsWith('node:') || builtinModules.includes(to)) return layer.node;
  const isOwn = [...LAYERS, ...TEST_LAYERS].some(({ prefix }) => to.startsWith(prefix));
  if (!isOwn) return layer.packages.includes(packageOf(to));
  // Nobody uses a test.
  if (/\.(test|spec)\.ts$/.test(to)) return false;
  if (typeOnly && (layer.types ?? []).some((prefix) => covers(prefix, to))) return true;
  if (!layer.own.some((prefix) => covers(prefix, to))) return false;
  const only = layer.names?.[to];
  return only === undefined || typeOnly || (names?.every((name) => only.includes(name)) ?? false);
}

/** Why an import is not allowed; undefined when it is. */
export function objection(edge: ImportEdge): string | undefined {
  const { from, to, typeOnly, names } = edge;
  const layer = layerOf(from);
  if (!layer) return `${from} is in no folder of the architecture`;
  if (isAllowed(layer, edge)) return undefined;
  const what = typeOnly ? ' (types)' : names && names.length > 0 ? ` (${names.join(', ')})` : '';
  return `${from} imports ${to}${what}, which ${layer.prefix} may not`;
}

/**
 * Rings of files of which each imports a value of the next, as `a -> b -> a`. A component may draw itself within
 * itself, as a tree does: Svelte has no other way to say it.
 */
export function ringsIn(edges: readonly ImportEdge[]): string[] {
  const next = new Map<string, string[]>();
  for (const { from, to, typeOnly } of edges) {
    if (typeOnly || (from === to && from.endsWith('.svelte'))) continue;
    const known = next.get(from);
    if (known) known.push(to);
    else next.set(from, [to]);
  }
  const found: string[] = [];
  const done = new Set<string>();
  const visit = (file: string, trail: readonly string[]): void => {
    const at = trail.indexOf(file);
    if (at >= 0) found.push([...trail.slice(at), file].join(' -> '));
    if (at >= 0 || done.has(file)) return;
    for (const to of next.get(file) ?? []) visit(to, [...trail, file]);
    done.add(file);
  };
  for (const file of next.keys()) visit(file, []);
  return found;
}

/** Files in no folder of the table, imports that it does not allow, and rings of imports. */
export function objectionsOf(top: string): string[] {
  const edges = edgesOf(top);
  return [
    ...sourceFiles(top)
      .filter((file) => layerOf(file) === undefined)
      .map((file) => `${file} is in no folder of the architecture`),
    ...edges.map(objection).filter((text) => text !== undefined),
    ...ringsIn(edges).map((ring) => `files import each other: ${ring}`),
  ];
}
