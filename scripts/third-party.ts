/**
 * The third-party notices of the package: every work of others that is in it, with its licence's text.
 *
 * What was bundled says the bundler; what lies in the package beside the bundles is named here. Electron's
 * own notices (Chromium, Node.js and what is in them) lie beside the program as Electron ships them.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where the notices are written before the package is made: electron-builder.config.ts takes them there. */
const NOTICES = 'dist/third-party-notices.txt';

interface Work {
  readonly name: string;
  readonly version: string;
  /** The licence's SPDX identifier. */
  readonly identifier: string | null;
  /** The licence as the package brings it. */
  readonly text: string | null;
}

/** In the package, but in no bundle: the native module, and the font that a style sheet takes. */
const BESIDE = ['better-sqlite3', '@fontsource-variable/inter'];

function workBeside(root: string, name: string): Work {
  const folder = join(root, 'node_modules', name);
  const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    version: string;
    license: string;
  };
  const text = readFileSync(join(folder, 'LICENSE'), 'utf8');
  return { name, version, identifier: license, text };
}

const bundled = (root: string, part: 'main' | 'renderer'): Work[] =>
  JSON.parse(readFileSync(join(root, 'dist', part, 'licences.json'), 'utf8')) as Work[];

/**
 * The notices of what was built last.
 * @throws where a work has no licence that could be printed: it cannot be shipped
 */
function thirdPartyNotices(root: string): string {
  const works = new Map<string, Work>();
  for (const work of [
    ...bundled(root, 'main'),
    ...bundled(root, 'renderer'),
    ...BESIDE.map((name) => workBeside(root, name)),
  ]) {
    if (!work.identifier || !work.text?.trim()) {
      throw new Error(`${work.name} ${work.version} brings no licence, so it cannot be packed.`);
    }
    works.set(`${work.name} ${work.version}`, work);
  }
  const parts = [...works]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([title, { identifier, text }]) => `${title} (${identifier})\n\n${text?.trim()}\n`);
  const opening =
    'BasisBook contains works of others. Their licences follow. better-sqlite3 contains SQLite, which is in the public domain.\n' +
    'The notices of Electron, Chromium and Node.js are in LICENSE.electron.txt and LICENSES.chromium.html beside the program.\n';
  return [opening, ...parts].join(`\n${'-'.repeat(80)}\n\n`);
}

export function writeNotices(root: string): void {
  writeFileSync(join(root, NOTICES), thirdPartyNotices(root));
}
