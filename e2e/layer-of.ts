/** Which layer holds a file, and the table of the layers as ARCHITECTURE.md prints it. */
import { LAYERS, TEST_LAYERS, type Layer } from './layers.ts';

const isTest = (file: string): boolean => /\.(test|spec)\.ts$/.test(file);

/** The layer of a file; undefined where no folder of the table holds it. */
export function layerOf(file: string): Layer | undefined {
  const specs = file.endsWith('.spec.ts');
  return (isTest(file) && !specs ? TEST_LAYERS : LAYERS)
    .filter(({ prefix }) =>
      prefix.endsWith('.ts') || prefix.endsWith('.js') ? file === prefix : file.startsWith(prefix),
    )
    .sort((a, b) => b.prefix.length - a.prefix.length)[0];
}

const quoted = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ');

/** The rows of ARCHITECTURE.md's table: folder, what lives there, what it may import. */
export function tableRows(): string[] {
  const row = (name: string, { what, own, types = [], packages }: Layer): string => {
    const may = [
      quoted(own),
      ...(types.length > 0 ? [`types of ${quoted(types)}`] : []),
      ...(packages.length > 0 ? [quoted(packages)] : []),
    ].filter((text) => text !== '');
    return `| ${name} | ${what} | ${may.length > 0 ? may.join('; ') : 'nothing'} |`;
  };
  return [
    ...LAYERS.map((layer) => row(`\`${layer.prefix}\``, layer)),
    ...TEST_LAYERS.map((layer) => row(`\`${layer.prefix}**/*.test.ts\``, layer)),
  ];
}
