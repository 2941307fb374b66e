import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  electronOrReason,
  findElectron,
  install,
  isIndirect,
  reasonOf,
  type FetchSteps,
} from './electron-binary.ts';

const HOUR = 60 * 60 * 1000;
let root: string;
let attempts: string[];
let time: number;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'basisbook-electron-'));
  attempts = [];
  time = 1_000_000;
  setVersion('45.0.0');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function setVersion(version: string): void {
  mkdirSync(join(root, 'node_modules', 'electron'), { recursive: true });
  writeFileSync(
    join(root, 'node_modules', 'electron', 'package.json'),
    JSON.stringify({ version }),
  );
}

function putBinary(version: string): void {
  const dist = join(root, 'node_modules', 'electron', 'dist');
  mkdirSync(dist, { recursive: true });
  writeFileSync(join(dist, 'version'), `${version}\n`);
  writeFileSync(join(dist, 'electron-program'), '');
  writeFileSync(join(root, 'node_modules', 'electron', 'path.txt'), 'electron-program');
}

function steps(more: Partial<FetchSteps> = {}): FetchSteps {
  return {
    reachable: async () => (attempts.push('probe'), true),
    download: async () => (attempts.push('download'), { ok: false, reason: 'HTTP status 403' }),
    now: () => time,
    say: () => undefined,
    ...more,
  };
}

it('finds the program of the pinned version, and no other', () => {
  expect(findElectron(root, {})).toBeUndefined();
  putBinary('44.0.0');
  expect(findElectron(root, {})).toBeUndefined();
  putBinary('45.0.0');
  expect(findElectron(root, {})).toBe(
    join(root, 'node_modules', 'electron', 'dist', 'electron-program'),
  );
});

it('does not take a program that was unpacked in part', () => {
  putBinary('45.0.0');
  rmSync(join(root, 'node_modules', 'electron', 'path.txt'));
  // Under the name that it has on this system.
  for (const name of ['electron', 'electron.exe'])
    writeFileSync(join(root, 'node_modules', 'electron', 'dist', name), '');
  expect(findElectron(root, {})).toBeUndefined();
});

it.each([
  [
    'HTTPError: Response code 403 (Forbidden)\n    at f (x.js:1:1)\n\n',
    'HTTPError: Response code 403 (Forbidden)',
  ],
  [
    'one\nError: connect ECONNREFUSED 127.0.0.1:8080\n  at g (y.js:2:2)\n',
    'Error: connect ECONNREFUSED 127.0.0.1:8080',
  ],
  ['', 'it said nothing'],
])('tells why the installer failed: %j', (output, reason) => {
  expect(reasonOf(output)).toBe(reason);
});

it('finds the program in a folder that the environment names', () => {
  const folder = join(root, 'elsewhere');
  expect(findElectron(root, { ELECTRON_OVERRIDE_DIST_PATH: folder })).toBeUndefined();
  mkdirSync(folder);
  putBinary('44.0.0');
  writeFileSync(join(folder, 'electron-program'), '');
  expect(findElectron(root, { ELECTRON_OVERRIDE_DIST_PATH: folder })).toBe(
    join(folder, 'electron-program'),
  );
});

it('uses what is there without asking the network', async () => {
  putBinary('45.0.0');
  expect((await electronOrReason(root, steps())).path).toContain('electron-program');
  expect(attempts).toEqual([]);
});

it('fetches it when it is not there', async () => {
  const answer = await electronOrReason(
    root,
    steps({ download: async () => (putBinary('45.0.0'), { ok: true }) }),
  );
  expect(answer.path).toContain('electron-program');
});

it('does not download where the place does not answer', async () => {
  const answer = await electronOrReason(root, steps({ reachable: async () => false }));
  expect(answer).toEqual({
    path: undefined,
    reason: 'its download place cannot be reached from here',
  });
  expect(attempts).toEqual([]);
});

it('remembers a failure for a day, and only for its version', async () => {
  expect(await electronOrReason(root, steps())).toEqual({
    path: undefined,
    reason: 'its download failed: HTTP status 403',
  });
  expect(attempts).toEqual(['probe', 'download']);
  time += 23 * HOUR;
  expect(await electronOrReason(root, steps())).toMatchObject({
    reason: 'its download failed: HTTP status 403; to try again: npx install-electron',
  });
  expect(attempts).toHaveLength(2);
  time += 2 * HOUR;
  await electronOrReason(root, steps());
  expect(attempts).toHaveLength(4);
  setVersion('46.0.0');
  await electronOrReason(root, steps());
  expect(attempts).toHaveLength(6);
});

it('takes a damaged memory, or one from the future, for none', async () => {
  await electronOrReason(root, steps());
  writeFileSync(join(root, '.cache', 'electron-fetch-failed.json'), '{');
  await electronOrReason(root, steps());
  expect(attempts).toHaveLength(4);
  time -= HOUR;
  await electronOrReason(root, steps());
  expect(attempts).toHaveLength(6);
});

it('goes on where the failure cannot be remembered', async () => {
  // A file stands where the folder would be made; who runs the tests may write everywhere.
  writeFileSync(join(root, '.cache'), '');
  expect(await electronOrReason(root, steps())).toEqual({
    path: undefined,
    reason: 'its download failed: HTTP status 403',
  });
});

it.each([
  [{ HTTPS_PROXY: 'http://proxy:3128' }, true],
  [{ http_proxy: 'http://proxy:3128' }, true],
  [{ ELECTRON_MIRROR: 'https://mirror.example/' }, true],
  [{ HTTPS_PROXY: '', NO_PROXY: 'x' }, false],
])('asks nobody whether the place answers where the way is another one: %j', (env, is) => {
  expect(isIndirect(env)).toBe(is);
});

it('hears the installer to its last word', async () => {
  // The words arrive after the program has ended: another program that it started has its stream.
  writeFileSync(
    join(root, 'node_modules', 'electron', 'install.js'),
    `const late = "setTimeout(() => process.stderr.write('HTTPError: status 407'), 300)";
     require('node:child_process')
       .spawn(process.execPath, ['-e', late], { stdio: ['ignore', 'ignore', 'inherit'] })
       .unref();
     process.exit(1);`,
  );
  expect(await install(root)).toEqual({ ok: false, reason: 'HTTPError: status 407' });
});

/** An installer that fetches an address and prints how much came. */
function putInstaller(address: string): void {
  writeFileSync(
    join(root, 'node_modules', 'electron', 'install.js'),
    `fetch(${JSON.stringify(address)}).then(async (response) => {
       if (!response.ok) throw new Error('status ' + response.status);
       console.log('got ' + (await response.arrayBuffer()).byteLength);
     }).catch((error) => { console.error(error.stack); process.exit(1); });`,
  );
}

async function serving<T>(
  answer: RequestListener,
  use: (origin: string) => Promise<T>,
  connected: (address: string) => void = () => undefined,
) {
  const server = createServer(answer).listen(0, '127.0.0.1');
  // As a proxy it answers for everybody.
  server.on('connect', (request, socket) => {
    connected(request.url ?? '');
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
    server.emit('connection', socket);
  });
  await once(server, 'listening');
  try {
    return await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/** What is set where the tests run must not decide. */
const NO_PROXY = Object.fromEntries(
  ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY'].flatMap((name) => [
    [name, undefined],
    [name.toLowerCase(), undefined],
  ]),
);

it('sends the installer through the proxy that the environment names', async () => {
  const asked: string[] = [];
  putInstaller('http://electron.invalid/electron.zip');
  const said: string[] = [];
  const outcome = await serving(
    (_request, response) => response.end('zip'),
    (proxy) =>
      install(root, { ...process.env, ...NO_PROXY, HTTP_PROXY: proxy }, (text) => said.push(text)),
    (address) => asked.push(address),
  );
  expect(outcome).toEqual({ ok: true });
  expect(asked).toEqual(['electron.invalid:80']);
  expect(said.join('')).toBe('got 3\n');
});

it('shows how far a download is, and gives what was fetched as it is', async () => {
  const bytes = Buffer.alloc(3 * 1024 * 1024, 1);
  const said: string[] = [];
  const outcome = await serving(
    (_request, response) => response.writeHead(200, { 'content-length': bytes.length }).end(bytes),
    (origin) => {
      putInstaller(origin);
      return install(root, { ...process.env, ...NO_PROXY }, (text) => said.push(text));
    },
  );
  expect(outcome).toEqual({ ok: true });
  const lines = said.join('').trimEnd().split('\n');
  expect(lines.at(-1)).toBe(`got ${bytes.length}`);
  expect(lines.at(-2)).toBe('  3 of 3 MB');
  expect(lines.length).toBeGreaterThan(5);
});
