/**
 * Packs the application as `npm run dist` does, with a stand-in for Electron, looks at what was
 * packed, and runs it.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { extractAll, listPackage } from '@electron/asar';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApplication } from '../application/application.ts';
import type { Answer } from '../application/contract.ts';
import { FUSES } from '../electron-builder.config.ts';
import {
  ELECTRON_MODULE,
  makeElectronFolder,
  putElectronModule,
} from './testing/stand-in-electron.ts';
import { canRun } from './testing/can-run.ts';

const ROOT = join(import.meta.dirname, '..');
const onLinux = process.platform === 'linux';

const fuseNames = Object.keys(FuseV1Options).filter((name) => !/^\d+$/.test(name));

// electron-builder packs for the system it runs on, and the stand-in is a program of Linux.
describe.runIf(canRun(onLinux, 'the package is tried out on Linux only'))('the package', () => {
  let folder: string;
  let unpacked: string;
  let extracted: string;
  let files: string[];

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'basisbook-package-'));
    const version = JSON.parse(
      readFileSync(join(ROOT, 'node_modules', 'electron', 'package.json'), 'utf8'),
    ) as { version: string };
    makeElectronFolder(join(folder, 'electron'), version.version, fuseNames.length);
    const packed = spawnSync(
      process.execPath,
      [
        join(ROOT, 'scripts', 'dist.ts'),
        '--dir',
        '--electron-dist',
        join(folder, 'electron'),
        '--output',
        join(folder, 'out'),
      ],
      { cwd: ROOT, encoding: 'utf8' },
    );
    expect(packed.status, packed.stdout + packed.stderr).toBe(0);
    const [output] = readdirSync(join(folder, 'out')).filter((name) => /unpacked$/.test(name));
    unpacked = join(folder, 'out', output ?? '');
    const archive = join(unpacked, 'resources', 'app.asar');
    files = listPackage(archive, { isPack: false }).map((name) => name.replaceAll('\\', '/'));
    extracted = join(folder, 'extracted');
    extractAll(archive, extracted);
  }, 120_000);

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each([
    '/package.json',
    '/dist/main/main.js',
    '/dist/main/application.js',
    '/dist/main/thread.js',
    '/dist/main/extraction.js',
    '/dist/preload/preload.cjs',
    '/dist/renderer/index.html',
    '/resources/icons/icon.png',
    '/node_modules/better-sqlite3/lib/index.js',
    `/node_modules/better-sqlite3/prebuilds/${process.platform}-${process.arch}.node`,
  ])('has %s', (file) => {
    expect(files).toContain(file);
  });

  it('has nothing but what was built, one native module and the icon', () => {
    const places = new Set(files.map((name) => name.split('/').slice(1, 3).join('/')));
    expect([...places].sort()).toEqual([
      'dist',
      'dist/main',
      'dist/preload',
      'dist/renderer',
      'node_modules',
      'node_modules/better-sqlite3',
      'package.json',
      'resources',
      'resources/icons',
    ]);
    expect(files.filter((name) => name.startsWith('/resources/icons/'))).toHaveLength(1);
  });

  it('has no source, test, note, map, fixture or script, and not the browser host', () => {
    const unwanted =
      /\.(ts|tsx|svelte|md|map|c|h|cc|cpp|gypi?|csv|txt|basisbook)$|\.test\.|\/(src|deps|e2e|browser|scripts|testing)\//;
    expect(files.filter((name) => unwanted.test(name))).toEqual([]);
  });

  it('says whose works are in it, with the text of each licence', () => {
    const notices = readFileSync(join(unpacked, 'resources', 'third-party-notices.txt'), 'utf8');
    const named = notices.split(`\n${'-'.repeat(80)}\n\n`).slice(1);
    expect(named.map((notice) => notice.split(/ \d/)[0])).toEqual([
      '@fontsource-variable/inter',
      '@lucide/svelte',
      '@noble/ciphers',
      '@noble/hashes',
      '@swc/helpers',
      'base64-js',
      'base64-js',
      'better-sqlite3',
      'brotli',
      'clone',
      'clsx',
      'decimal.js',
      'dfa',
      'entities',
      'fast-deep-equal',
      'fflate',
      'fontkit',
      'htmlparser2',
      'linebreak',
      'papaparse',
      'pdfjs-dist',
      'pdfkit',
      'png-js',
      'restructure',
      'svelte',
      'tiny-inflate',
      'unicode-properties',
      'unicode-trie',
      'valibot',
    ]);
    for (const notice of named) expect(notice).toMatch(/copyright|licen[cs]e/i);
    expect(notices).toContain('SIL OPEN FONT LICENSE');
    expect(notices).toContain('SQLite, which is in the public domain');
  });

  it('has the native module of this system only, outside of the archive, and nothing else there', () => {
    const native = `${process.platform}-${process.arch}.node`;
    expect(files.filter((name) => name.endsWith('.node'))).toEqual([
      `/node_modules/better-sqlite3/prebuilds/${native}`,
    ]);
    const outside = readdirSync(join(unpacked, 'resources', 'app.asar.unpacked'), {
      recursive: true,
      withFileTypes: true,
    }).filter((entry) => entry.isFile());
    expect(outside.map(({ name }) => name)).toEqual([native]);
  });

  it('starts by the name of its command, with every fuse as stated', async () => {
    const wire = await getCurrentFuseWire(join(unpacked, 'basisbook'));
    for (const name of fuseNames) {
      const option = FuseV1Options[name as keyof typeof FuseV1Options];
      const expected = FUSES[option] ? FuseState.ENABLE : FuseState.DISABLE;
      expect([name, wire[option]]).toEqual([name, expected]);
    }
  });

  it('knows the name of its desktop file, which is that of its program', () => {
    const text = readFileSync(join(extracted, 'package.json'), 'utf8');
    expect(JSON.parse(text)).toMatchObject({ desktopName: 'basisbook.desktop' });
  });

  it('has a preload that asks for nothing but electron', () => {
    const text = readFileSync(join(extracted, 'dist', 'preload', 'preload.cjs'), 'utf8');
    const required = [...text.matchAll(/require\(([^)]*)\)/g)].map(([, name]) => name);
    expect([...new Set(required)]).toEqual(['"electron"']);
    expect(text).not.toMatch(/\bimport\s*\(|^import /m);
  });

  it('has a page that loads only files of its own', () => {
    const page = readFileSync(join(extracted, 'dist', 'renderer', 'index.html'), 'utf8');
    const loaded = [...page.matchAll(/(?:src|href)="([^"]*)"/g)].map(
      ([, address]) => address ?? '',
    );
    expect(loaded.length).toBeGreaterThan(0);
    for (const address of loaded) {
      expect(address).toMatch(/^\.\//);
      expect(files).toContain(`/dist/renderer/${address.slice(2)}`);
    }
    expect(page).not.toMatch(/<script(?![^>]*\bsrc=)/);
  });

  /** The year 2002 of the sample, as the sources give it. */
  async function reportFromSources(): Promise<unknown> {
    const application = createApplication({
      dataFolder: join(folder, 'source-books'),
      host: 'electron',
      version: '0',
      log: (line) => expect.fail(line),
    });
    expect(await application.dispatch('book.create', { kind: 'sample' })).toMatchObject({
      ok: true,
    });
    const report = await application.dispatch('year.report', { year: 2002 });
    application.close();
    return report;
  }

  /** The report with the identifiers of its book told by the order in which they first stand. */
  function figures(envelope: unknown): Answer<'year.report'>['report'] {
    const { report } = (envelope as { value: { report: Answer<'year.report'>['report'] } }).value;
    const notices = report.notices.map(({ code, message }) => ({ code, message }));
    const ids: string[] = [];
    const text = JSON.stringify({ ...report, notices }).replace(
      /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g,
      (id) => {
        if (!ids.includes(id)) ids.push(id);
        return `#${ids.indexOf(id)}`;
      },
    );
    return JSON.parse(text) as Answer<'year.report'>['report'];
  }

  it('answers the year-end report when its handlers run on Node', async () => {
    const program = join(folder, 'run.mjs');
    writeFileSync(
      program,
      `import { createApplication } from ${JSON.stringify(join(extracted, 'dist', 'main', 'application.js'))};
       const application = createApplication({ dataFolder: ${JSON.stringify(join(folder, 'packed-books'))},
         host: 'electron', version: '0', log: (line) => console.error(line) });
       await application.dispatch('book.create', { kind: 'sample' });
       const report = await application.dispatch('year.report', { year: 2002 });
       application.close();
       console.log(JSON.stringify(report));`,
    );
    const run = spawnSync(process.execPath, [program], { cwd: folder, encoding: 'utf8' });
    expect(run.stderr).toBe('');
    const packed: unknown = JSON.parse(run.stdout);
    expect(packed).toMatchObject({ ok: true });
    const report = figures(packed);
    expect(report.form1099Div.some(({ amount }) => amount !== '0.00')).toBe(true);
    expect(report).toEqual(figures(await reportFromSources()));
  });

  it('opens its window, serves its page and answers its calls, with a stand-in for Electron', async () => {
    const program = join(folder, 'with-electron');
    cpSync(extracted, program, { recursive: true });
    putElectronModule(program, ELECTRON_MODULE);
    const output = join(folder, 'seen.json');
    const books = join(folder, 'window-books');
    const run = spawnSync(process.execPath, [join(program, 'dist', 'main', 'main.js')], {
      cwd: folder,
      encoding: 'utf8',
      env: {
        ...process.env,
        BASISBOOK_DATA: books,
        STAND_IN_OUTPUT: output,
        ELECTRON_RENDERER_URL: 'http://localhost:1',
      },
    });
    expect(run.stderr).toBe('');
    expect(run.status).toBe(0);
    const seen = JSON.parse(readFileSync(output, 'utf8')) as Record<string, unknown>;
    expect(seen).toMatchObject({
      paths: { userData: books },
      sandbox: true,
      preload: true,
      icon: true,
      shown: true,
      address: 'app://basisbook/',
      page: { status: 200 },
      open: { action: 'deny' },
      network: { cancel: true },
      created: { ok: true },
      report: { ok: true },
      stranger: { ok: false },
    });
    expect((seen['page'] as { text: string }).text).toBe(
      readFileSync(join(extracted, 'dist', 'renderer', 'index.html'), 'utf8'),
    );
    expect(figures(seen['report'])).toEqual(figures(await reportFromSources()));
  });

  it('is the command as well', () => {
    const program = join(folder, 'as-command');
    cpSync(extracted, program, { recursive: true });
    putElectronModule(
      program,
      'export const app = { isPackaged: true, exit: (code) => process.exit(code) };',
    );
    const main = join(program, 'dist', 'main', 'main.js');
    // The installed program's own name stands where Node has its script as well.
    writeFileSync(
      join(folder, 'command.mjs'),
      `process.argv = ['/opt/basisbook', 'report', '--sample', '--year', '2002', '--json'];
       await import(${JSON.stringify(main)});`,
    );
    const run = spawnSync(process.execPath, [join(folder, 'command.mjs')], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(run.stderr).toBe('');
    expect(run.status).toBe(0);
    expect(JSON.parse(run.stdout)).toMatchObject({ taxYear: 2002 });
  });

  it('says that there is no such command, and opens no window', () => {
    const program = join(folder, 'as-command');
    const main = join(program, 'dist', 'main', 'main.js');
    writeFileSync(
      join(folder, 'mistyped.mjs'),
      `process.argv = ['/opt/basisbook', 'reprot', '--sample'];
       await import(${JSON.stringify(main)});`,
    );
    const run = spawnSync(process.execPath, [join(folder, 'mistyped.mjs')], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(run.status).toBe(2);
    expect(run.stdout).toBe('');
    expect(run.stderr).toMatch(/^basisbook: .*reprot/);
  });
});
