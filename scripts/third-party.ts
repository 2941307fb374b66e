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

/** The licence that these packages name in their package.json and bring no file of, by its holder. */
const MIT_OF: Readonly<Record<string, string>> = {
  brotli: 'Devon Govett and contributors; the algorithm: Google Inc.',
  dfa: 'Devon Govett',
  fontkit: 'Devon Govett',
};

const mitText = (holder: string): string => `MIT License

Copyright (c) ${holder}

Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.`;

/** With the licence that a package does not bring, or does not name. */
function withLicence(work: Work): Work {
  const holder = MIT_OF[work.name];
  if (holder !== undefined && work.identifier === 'MIT' && !work.text?.trim()) {
    return { ...work, text: mitText(holder) };
  }
  // Its package.json names none; its LICENSE is that of MIT.
  const isMit = !work.identifier && work.text?.trim().startsWith('MIT License') === true;
  return isMit ? { ...work, identifier: 'MIT' } : work;
}

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
  ].map(withLicence)) {
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
    'The letters of the PDF reports are Inter too, under the licence of @fontsource-variable/inter.\n' +
    'The notices of Electron, Chromium and Node.js are in LICENSE.electron.txt and LICENSES.chromium.html beside the program.\n';
  return [opening, ...parts].join(`\n${'-'.repeat(80)}\n\n`);
}

export function writeNotices(root: string): void {
  writeFileSync(join(root, NOTICES), thirdPartyNotices(root));
}
