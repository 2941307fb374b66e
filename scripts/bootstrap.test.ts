import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { install, installReason, locksDiffer, outsidePath, ROOT } from './bootstrap.mjs';

interface Entry {
  version: string;
  integrity?: string;
  optional?: boolean;
  devOptional?: boolean;
  extraneous?: boolean;
}
const lock = (packages: Record<string, Entry>) => JSON.stringify({ packages });
const a: Entry = { version: '1.0.0', integrity: 'sha512-a' };
const b: Entry = { version: '2.0.0', integrity: 'sha512-b' };
const other: Entry = { version: '3.0.0', integrity: 'sha512-c', optional: true };
const rootEntry = { '': { version: '0.1.0' } };

describe('what is installed', () => {
  it.each<[string, string, string, boolean]>([
    ['is the same', lock({ ...rootEntry, a, b }), lock({ a, b }), false],
    ['lacks a package', lock({ ...rootEntry, a, b }), lock({ a }), true],
    ['lacks only what is for other systems', lock({ ...rootEntry, a, other }), lock({ a }), false],
    [
      'lacks only what nobody asks for',
      lock({ ...rootEntry, a, b: { ...b, extraneous: true } }),
      lock({ a }),
      false,
    ],
    ['has one too many', lock({ ...rootEntry, a }), lock({ a, b }), true],
    ['has another version', lock({ a }), lock({ a: { ...a, version: '1.0.1' } }), true],
    ['has other contents', lock({ a }), lock({ a: { ...a, integrity: 'sha512-x' } }), true],
    ['has another version of an optional one', lock({ other }), lock({ other: b }), true],
    ['cannot be read', lock({ a }), '{', true],
    ['has no list', lock({ a }), '{}', true],
  ])('%s', (_, wanted, installed, differs) => {
    expect(locksDiffer(wanted, installed)).toBe(differs);
  });
});

describe('whether npm ci has to run', () => {
  let root: string;
  const put = (path: string, text: string) => {
    mkdirSync(join(root, path, '..'), { recursive: true });
    writeFileSync(join(root, path), text);
  };

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'basisbook-bootstrap-'));
    put('package.json', JSON.stringify({ dependencies: { a: '1.0.0' } }));
    put('package-lock.json', lock({ ...rootEntry, 'node_modules/a': a }));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  const installAll = () => {
    put('node_modules/.package-lock.json', lock({ 'node_modules/a': a }));
    put('node_modules/a/package.json', '{}');
  };

  it('yes on a fresh clone', () => {
    expect(installReason(root)).toBe('missing');
  });

  it('no when everything is there, remembered by a stamp', () => {
    installAll();
    expect(installReason(root)).toBeUndefined();
    expect(existsSync(join(root, 'node_modules', '.basisbook-installed'))).toBe(true);
    expect(installReason(root)).toBeUndefined();
  });

  it('yes when the lock file changed after that', () => {
    installAll();
    installReason(root);
    put('package-lock.json', lock({ ...rootEntry, 'node_modules/a': b }));
    expect(installReason(root)).toBe('stale');
  });

  it('yes when another npm command changed the packages after that', () => {
    installAll();
    installReason(root);
    put('node_modules/.package-lock.json', lock({ 'node_modules/a': b }));
    expect(installReason(root)).toBe('stale');
  });

  it('yes when a package was deleted by hand, stamp or not', () => {
    installAll();
    installReason(root);
    rmSync(join(root, 'node_modules', 'a'), { recursive: true });
    expect(installReason(root)).toBe('missing');
  });
});

it('takes the commands of the project out of the path, and nothing else', () => {
  const path = ['/p/node_modules/.bin', '/usr/bin', '/p/node_modules2/bin', '/q/node_modules/.bin'];
  expect(outsidePath(path.join(delimiter), '/p').split(delimiter)).toEqual(path.slice(1));
});

it('works before anything is installed: it imports nothing but Node', () => {
  for (const file of ['bootstrap.mjs', 'start.mjs', 'test.mjs', 'run.mjs']) {
    const text = readFileSync(join(ROOT, 'scripts', file), 'utf8');
    const imports = [...text.matchAll(/from '([^']+)'|import\('([^']+)'\)/g)];
    expect(imports.length).toBeGreaterThan(0);
    for (const [, fixed, dynamic] of imports)
      expect(fixed ?? dynamic).toMatch(/^(node:[a-z_]+|\.\/bootstrap\.mjs)$/);
  }
});

describe('npm ci', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'basisbook-install-'));
    writeFileSync(join(root, 'package.json'), JSON.stringify({ dependencies: { a: '1.0.0' } }));
    writeFileSync(join(root, 'package-lock.json'), lock({ ...rootEntry, 'node_modules/a': a }));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  /** Runs `install` with a stand-in for npm that records how it was called and does `body`. */
  const installWith = (body: string) => {
    const npm = join(root, 'npm-cli.js');
    writeFileSync(
      npm,
      `const fs = require('node:fs');
       fs.writeFileSync('called', process.argv.slice(2).join(' '));
       ${body}`,
    );
    const bootstrap = pathToFileURL(join(ROOT, 'scripts', 'bootstrap.mjs')).href;
    const program = `import { ${install.name} as install } from ${JSON.stringify(bootstrap)}; install(${JSON.stringify(root)});`;
    return spawnSync(process.execPath, ['--input-type=module', '-e', program], {
      encoding: 'utf8',
      env: { ...process.env, npm_execpath: npm, npm_node_execpath: process.execPath },
    });
  };

  it('runs with everything that development needs, and writes nothing to standard output', () => {
    const result = installWith(
      `console.log('noise');
       fs.mkdirSync('node_modules/a', { recursive: true });
       fs.writeFileSync('node_modules/a/package.json', '{}');
       fs.writeFileSync('node_modules/.package-lock.json', ${JSON.stringify(lock({ 'node_modules/a': a }))});`,
    );
    expect(result).toMatchObject({ status: 0, stdout: '' });
    expect(result.stderr).toContain('npm ci');
    expect(readFileSync(join(root, 'called'), 'utf8')).toMatch(
      /^ci --include=dev .*loglevel=error$/,
    );
  });

  it('runs once, even where npm makes something else of the lock file', () => {
    const body = `fs.mkdirSync('node_modules/a', { recursive: true });
       fs.writeFileSync('node_modules/a/package.json', '{}');
       fs.writeFileSync('node_modules/.package-lock.json', ${JSON.stringify(lock({}))});`;
    expect(installWith(body).status).toBe(0);
    rmSync(join(root, 'called'));
    expect(installWith(body)).toMatchObject({ status: 0, stderr: '' });
    expect(existsSync(join(root, 'called'))).toBe(false);
  });

  it('that fails ends with a sentence', () => {
    const result = installWith(`console.error('no network'); process.exit(1);`);
    expect(result.status).toBe(1);
    expect(result.stderr).toContain('no network');
    expect(result.stderr).toContain('could not be installed');
  });

  it('that ends well without installing ends with a sentence', () => {
    const result = installWith('');
    expect(result.status).toBe(1);
    expect(result.stderr).toContain('packages are still missing');
  });
});
